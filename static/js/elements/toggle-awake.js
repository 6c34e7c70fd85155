import { say } from "./say.js";

/** A button that keeps the screen on while the page is seen; hidden where no browser lets it. */
export function mount(button, stage) {
  if (!("wakeLock" in navigator)) return;
  let lock = null;
  let asked = false;
  button.hidden = false;
  show();
  button.addEventListener("click", async () => {
    asked = !asked;
    await (asked ? hold() : lock?.release());
    say(stage.t(lock && !lock.released ? "awake.on" : "awake.off"));
  });
  // The browser lets go whenever the page is hidden.
  document.addEventListener("visibilitychange", () => {
    if (asked && button.isConnected && document.visibilityState === "visible") hold();
  });

  async function hold() {
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", show);
    } catch {
      asked = false;
    }
    show();
  }

  function show() {
    button.setAttribute("aria-pressed", String(Boolean(lock && !lock.released)));
  }
}
