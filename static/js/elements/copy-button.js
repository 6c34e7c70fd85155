import { t } from "../live/page.js";
import { say } from "./say.js";

const SHOWN_FOR = 2000;

/** Copies data-copy, or the text of the element that data-copy-from names. */
export function mount(button) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.querySelector(button.dataset.copyFrom ?? "#nothing");
    const copied = await copy(button.dataset.copy ?? textOf(source), source);
    say(t(copied ? "copy.done" : "copy.select"));
    if (!copied) return;
    label.textContent = t("copy.done");
    setTimeout(() => {
      label.textContent = before;
    }, SHOWN_FOR);
  });
}

async function copy(text, source) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, source);
  }
}

// Plain HTTP on a LAN has no clipboard: select the text and let the old command copy it.
function copyBySelection(text, source) {
  const box = document.createElement("textarea");
  const focused = document.activeElement;
  box.value = text;
  box.readOnly = true;
  box.className = "hidden-text";
  (focused?.closest("dialog") ?? document.body).append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  focused?.focus({ preventScroll: true });
  if (!copied && source) select(source);
  return copied;
}

function select(source) {
  if ("select" in source) source.select();
  else getSelection().selectAllChildren(source);
}

function textOf(source) {
  return source?.value ?? source?.textContent.trim() ?? "";
}
