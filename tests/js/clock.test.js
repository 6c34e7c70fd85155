import assert from "node:assert/strict";
import { test } from "node:test";
import { calm, exact, leftOf, markPassed, serverTime } from "../../static/js/logic/clock.js";
import { speaker } from "../../static/js/logic/strings.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const says = (left, step) => speaker()(...calm(left, step));

test("the calm clock counts minutes, and seconds only in the last one", () => {
  assert.equal(says(6 * MINUTE + 14 * SECOND), "About 6 min left");
  assert.equal(says(6 * MINUTE + 31 * SECOND), "About 7 min left");
  assert.equal(says(MINUTE), "About 1 min left");
  assert.equal(says(MINUTE - 1), "60 seconds left");
  assert.equal(says(41 * SECOND), "50 seconds left");
  assert.equal(says(3 * SECOND), "10 seconds left");
  assert.equal(says(0), "Time to come back");
});

test("what comes after a step without rooms is only announced", () => {
  assert.equal(says(0, { kind: "welcome" }), "Any moment now");
});

test("a paused clock says so", () => {
  assert.equal(says(5 * MINUTE, { paused: true }), "Paused with about 5 min left");
});

test("the host sees minutes and seconds", () => {
  assert.equal(exact(6 * MINUTE + 14 * SECOND), "6:14");
  assert.equal(exact(6 * MINUTE + 13.2 * SECOND), "6:14");
  assert.equal(exact(9 * SECOND), "0:09");
  assert.equal(exact(0), "0:00");
  assert.equal(exact(75 * MINUTE), "75:00");
});

test("what is left comes from the deadline, or from the pause", () => {
  const ends_at = "2026-11-25T19:04:00.250000Z";
  const now = Date.parse("2026-11-25T19:03:00Z");
  assert.equal(leftOf({ ends_at, paused: false, left_seconds: 400 }, now), 60_250);
  assert.equal(leftOf({ ends_at, paused: true, left_seconds: 400 }, now), 400_000);
  assert.equal(leftOf({ ends_at, paused: false }, now + 5 * MINUTE), 0);
});

test("a step that has no deadline, or is over, has no clock", () => {
  assert.equal(leftOf(null, 0), null);
  assert.equal(leftOf({ ends_at: null, paused: false }, 0), null);
  assert.equal(leftOf({ ends_at: "2026-11-25T19:04:00Z", ended: true }, 0), null);
});

test("two minutes, one and the end are each spoken once", () => {
  const lefts = [125, 121, 119, 61, 60, 59, 1, 0, 0].map((left) => left * SECOND);
  const marks = lefts.slice(1).map((left, at) => markPassed(lefts[at], left));
  assert.deepEqual(marks, [null, 120_000, null, 60_000, null, null, 0, null]);
});

test("who slept through the marks hears the last one only", () => {
  assert.equal(markPassed(200 * SECOND, 30 * SECOND), 60_000);
});

test("nothing is spoken when the page opens, or the round is extended", () => {
  assert.equal(markPassed(null, 30 * SECOND), null);
  assert.equal(markPassed(30 * SECOND, 90 * SECOND), null);
});

function device({ wrongBy = 0 } = {}) {
  const real = { at: 1_000_000_000_000, slept: 0 };
  const clock = serverTime(
    () => real.at - 1_000_000_000_000 - real.slept,
    () => real.at + wrongBy,
  );
  return { real, clock };
}

test("a phone whose clock is wrong by ten minutes shows the server's time", () => {
  const { real, clock } = device({ wrongBy: -10 * MINUTE });
  clock.answered(real.at - 20, -40);
  assert.ok(Math.abs(clock.now() - real.at) <= 20);
});

test("a page that has not heard the server yet believes the phone", () => {
  const { real, clock } = device();
  assert.equal(clock.now(), real.at);
});

test("a message that was long under way does not set the clock back", () => {
  const { real, clock } = device();
  clock.heard(real.at - 100);
  clock.heard(real.at - 5000);
  assert.equal(clock.now(), real.at - 100);
  clock.heard(real.at - 10);
  assert.equal(clock.now(), real.at - 10);
});

test("an answer corrects what lies outside of its bounds, and nothing else", () => {
  const { real, clock } = device();
  clock.heard(real.at + 3000);
  clock.answered(real.at - 50, -100);
  assert.ok(Math.abs(clock.now() - real.at) <= 50);
  const before = clock.now();
  clock.answered(real.at - 500, -1000);
  assert.equal(clock.now(), before);
});

test("a phone that slept goes on with the right time and knows to ask", () => {
  const { real, clock } = device({ wrongBy: 7 * MINUTE });
  clock.answered(real.at, 0);
  real.at += 10 * MINUTE;
  real.slept += 10 * MINUTE;
  assert.equal(clock.jumped(), true);
  assert.equal(clock.now(), real.at);
  assert.equal(clock.jumped(), false);
});
