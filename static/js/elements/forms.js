/**
 * Take over the forms of a page, for their commands to go through the outbox.
 *
 * What gives the commands is loaded once the page stands; until then, and should it never
 * come, forms are posted as they are.
 *
 * @param actions {command: (form, stage)} for those that answer in a way of their own
 */
export function takeForms(stage, actions) {
  let commandForm = null;
  import("./command-form.js").then((loaded) => {
    commandForm = loaded;
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const { command } = form.dataset;
    if (!commandForm || !command || event.defaultPrevented) return;
    event.preventDefault();
    if (actions[command]) actions[command](form, stage);
    else commandForm.submit(form, event.submitter, stage);
  });
}
