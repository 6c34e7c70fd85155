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

/**
 * Take over the forms of a page, for their commands to go through the outbox.
 *
 * What gives the commands is loaded once the page stands; until then, and should it never
 * come, forms are posted as they are.
 */
export function takeForms(stage) {
  let commandForm = null;
  import("./command-form.js").then((loaded) => {
    commandForm = loaded;
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const { command } = form.dataset;
    if (!commandForm || !command || event.defaultPrevented) return;
    event.preventDefault();
    if (stage.actions[command]) stage.actions[command](form, stage);
    else commandForm.submit(form, event.submitter, stage);
  });
}
