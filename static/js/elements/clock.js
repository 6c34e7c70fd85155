import { calm, exact, leftOf, markPassed } from "../logic/clock.js";
import { say } from "./say.js";

/**
 * Keep all clocks of a page: in words, exact for the host (data-clock="exact"), and as a bar.
 *
 * Two minutes, one and the end of a round are spoken too, and handed to `ring`.
 */
export function clocks(stage, ring) {
  let before = null;
  let running = null;

  stage.on("tick", (now) => {
    const { step } = stage.state().session ?? {};
    const left = leftOf(step, now);
    const mark = step?.id === running && left !== null ? markPassed(before, left) : null;
    before = left;
    running = step?.id;
    if (left === null) return;
    show(left, step);
    if (mark === null || step.kind !== "round") return;
    say(stage.t(...calm(mark, step)));
    ring(mark);
  });

  function show(left, step) {
    for (const face of document.querySelectorAll("[data-element=clock]")) {
      const text = face.dataset.clock === "exact" ? exact(left) : stage.t(...calm(left, step));
      if (face.textContent !== text) face.textContent = text;
    }
    for (const bar of document.querySelectorAll("[data-element=clock-bar]")) {
      bar.max = step.seconds || 1;
      bar.value = Math.min(bar.max, left / 1000);
    }
  }
}
