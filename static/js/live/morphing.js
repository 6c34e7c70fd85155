import { Idiomorph } from "../../vendor/idiomorph.esm.js";
import { isChanged } from "./hands.js";

/** Bring an element to the form of a fresh one, but leave alone what a person is doing in it. */
export function morph(element, fresh) {
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
  if (!node.matches?.("input:not([type=hidden]), textarea, select")) return false;
  return node === document.activeElement || isChanged(node);
}

function isKept(node) {
  return node.dataset?.keep !== undefined || node.dataset?.changed !== undefined;
}

// Attributes that are set here and never by the server, or that a person changes.
function isOurs(name, node) {
  if (["style", "aria-busy", "open"].includes(name)) return true;
  return (name === "hidden" || name === "aria-pressed") && "element" in node.dataset;
}

function refocus(element, id) {
  const heir = id && document.getElementById(id);
  (heir || element).focus({ preventScroll: true });
}
