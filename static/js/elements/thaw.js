/** Two floes that grow into one another at the moment both have said yes. */
export function mount(element, stage) {
  const melt = ({ person }) => {
    if (element.dataset.person === person) element.classList.add("thawed");
  };
  stage.on("swap.agreed", melt, element);
}
