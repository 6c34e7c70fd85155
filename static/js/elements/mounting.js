/**
 * Mount each [data-element] by the module of its name, which is loaded when first needed.
 *
 * Those that are not in `names` are looked after elsewhere.
 */
export function mountAll(names, stage) {
  const mounted = new WeakSet();
  const look = () => {
    for (const element of document.querySelectorAll("[data-element]")) {
      const name = element.dataset.element;
      if (mounted.has(element) || !names.includes(name)) continue;
      mounted.add(element);
      import(`./${name}.js`).then(({ mount }) => mount(element, stage));
    }
  };
  look();
  stage.on("shown", look);
}
