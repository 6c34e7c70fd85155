/** What the page shows of the three streams. */
export const NOTHING = { session: 0, room: 0, me: 0 };

/**
 * What an event means to a page that shows `shown`.
 *
 * An event covers every change after `after`, up to `version`: who has at least
 * `after` may apply it ("next"), who has `version` knows it ("old"), and
 * anybody else has missed something ("gap").
 */
export function judge(shown, { of, after, version }) {
  const mine = shown[of] ?? 0;
  if (version <= mine) return "old";
  return mine >= after ? "next" : "gap";
}

/**
 * Whether `mark`, where the server says one's streams stand, holds something that isn't shown.
 *
 * A room's version may also be lower: then it is another room.
 */
export function isBehind(shown, mark) {
  return mark.session > shown.session || mark.me > shown.me || (mark.room ?? 0) !== shown.room;
}

/** Whether a page rendered at `rendered` would take back what events have already shown. */
export function isOlder(rendered, shown) {
  return rendered.room < shown.room || rendered.me < shown.me;
}

/** Whether `versions`, as an answer brings them, hold something that isn't shown. */
export function lacks(shown, versions) {
  return Object.entries(versions).some(([of, version]) => version > shown[of]);
}

export function raised(versions, others) {
  const higher = Object.entries(others).map(([of, version]) => [
    of,
    Math.max(version, versions[of]),
  ]);
  return { ...versions, ...Object.fromEntries(higher) };
}

export function complete(versions) {
  return { ...NOTHING, ...versions };
}
