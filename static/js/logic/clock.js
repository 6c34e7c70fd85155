const MINUTE = 60_000;
const MARKS = [0, MINUTE, 2 * MINUTE];
const JUMP = 1000;

/**
 * Milliseconds left of a step at the server's time `now` (ms since 1970); null if it has no clock.
 */
export function leftOf(step, now) {
  if (!step || step.ended) return null;
  if (step.paused) return (step.left_seconds ?? 0) * 1000;
  return step.ends_at ? Math.max(0, Date.parse(step.ends_at) - now) : null;
}

/** The calm clock, as a string's name and values: seconds only in the last minute. */
export function calm(left, { paused = false, kind = "round" } = {}) {
  if (paused) return ["clock.paused", { n: minutes(left) }];
  if (left <= 0) return [kind === "round" ? "clock.end" : "clock.soon", {}];
  if (left < MINUTE) return ["clock.seconds", { n: Math.ceil(left / 10_000) * 10 }];
  return ["clock.minutes", { n: minutes(left) }];
}

/** The host's clock: 6:14. */
export function exact(left) {
  const seconds = Math.ceil(left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * The mark that was passed since the clock stood at `before`: 120000, 60000, 0 or null.
 *
 * Who slept through several hears the last one only.
 */
export function markPassed(before, left) {
  if (before === null) return null;
  return MARKS.find((mark) => before > mark && left <= mark) ?? null;
}

/**
 * The server's time, from a clock that only counts on (`monotonic`) and one that may be wrong
 * (`wall`), both functions that return milliseconds.
 */
export function serverTime(monotonic, wall) {
  let offset = null;
  let between = wall() - monotonic();

  return {
    /** ms since 1970; the phone's own belief until the server has been heard. */
    now: () => monotonic() + (offset ?? between),

    /** The server said `now` some unknown time ago, so its clock stands there at least. */
    heard(now) {
      const least = now - monotonic();
      if (offset === null || least > offset) offset = least;
    },

    /** The server said `now` between two moments of the monotonic clock. */
    answered(now, sentAt, receivedAt = monotonic()) {
      const least = now - receivedAt;
      const most = now - sentAt;
      if (offset === null || offset < least || offset > most) offset = (least + most) / 2;
    },

    /**
     * Whether the two clocks have drifted apart since the last call: mostly a phone that slept,
     * while its monotonic clock stood still. The next answer sets right what was no sleep.
     */
    jumped() {
      const apart = wall() - monotonic();
      const jump = apart - between;
      between = apart;
      if (Math.abs(jump) < JUMP) return false;
      if (jump > 0 && offset !== null) offset += jump;
      return true;
    },
  };
}

function minutes(left) {
  return Math.max(1, Math.round(left / MINUTE));
}
