export const FIELDS = "input:not([type=hidden]), textarea, select";
const TICKS = "[type=checkbox], [type=radio]";

/** Whether a field holds something else than the server put there. */
export function isChanged(field) {
  if (field.options) {
    // Where the server chose none, the browser chose the first.
    const chosen = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(0, chosen);
  }
  if (field.matches(TICKS)) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

/** From now on, what is in the fields counts as what the server has. */
export function settleFields(form) {
  for (const field of form.querySelectorAll(FIELDS)) {
    for (const option of field.options ?? []) option.defaultSelected = option.selected;
    if (field.matches(TICKS)) field.defaultChecked = field.checked;
    else if (!field.options) field.defaultValue = field.value;
  }
  delete form.dataset.changed;
}

/** Bring an element to the form of a fresh one, but leave alone what a person is doing in it. */
export async function morph(element, fresh) {
  const { Idiomorph } = await import("../../vendor/idiomorph.esm.js");
  const focused = document.activeElement;
  Idiomorph.morph(element, fresh, {
    callbacks: {
      beforeNodeMorphed: (old) => !isTouched(old),
      beforeNodeRemoved: (old) => !isKept(old),
      beforeAttributeUpdated: (name, old) => !isOurs(name, old),
    },
  });
  if (focused && !focused.isConnected) refocus(element, focused.id);
}

function isTouched(node) {
  if (isKept(node)) return true;
  if (!node.matches?.(FIELDS)) return false;
  return node === document.activeElement || isChanged(node);
}

function isKept(node) {
  return node.dataset?.keep !== undefined || node.dataset?.changed !== undefined;
}

// Attributes that are set here and never by the server, or that a person changes.
function isOurs(name, node) {
  if (["style", "aria-busy", "open", "data-used"].includes(name)) return true;
  return (name === "hidden" || name === "aria-pressed") && "element" in node.dataset;
}

function refocus(element, id) {
  const heir = id && document.getElementById(id);
  (heir || element).focus({ preventScroll: true });
}
