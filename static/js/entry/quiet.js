// A page to read: what stands on it needs no script, and forms post themselves. So on a weak
// connection the page comes first, and its line to the server when it is at rest, or touched.
const AT_REST = 1500;
const TOUCHES = ["pointerdown", "keydown", "focusin"];

function wake() {
  for (const touch of TOUCHES) removeEventListener(touch, wake);
  import("./participant.js");
}

for (const touch of TOUCHES) addEventListener(touch, wake);
if (document.readyState === "complete") setTimeout(wake, AT_REST);
else addEventListener("load", () => setTimeout(wake, AT_REST));
