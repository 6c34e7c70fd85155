const FIELDS = "input:not([type=hidden]), textarea, select";
const TICKS = "[type=checkbox], [type=radio]";

/** Whether a field holds something else than the server put there. */
export function isChanged(field) {
  if (field.options) {
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
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

/** What the person is doing: ms since they last touched a field, and whether all is sent. */
export function hands() {
  let last = Number.NEGATIVE_INFINITY;
  for (const kind of ["input", "keydown", "pointerdown", "compositionupdate"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.matches?.(FIELDS)) last = Date.now();
    });
  }
  return {
    get idle() {
      return Date.now() - last;
    },
    get unsaved() {
      return [...document.querySelectorAll("form[data-command]")].some(isUnsaved);
    },
  };
}

function isUnsaved(form) {
  if ("changed" in form.dataset) return true;
  // A draft that the server has is still no story.
  if (form.dataset.command === "story.tell") return form.elements.text?.value.trim() !== "";
  return [...form.querySelectorAll(FIELDS)].some(isChanged);
}
