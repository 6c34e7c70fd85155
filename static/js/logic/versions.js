const NOTHING = { session: 0, room: 0, me: 0 };
const VAIN_MOST = 3;

/**
 * Where a page stands in the three streams (session, room, me): what it shows, and what it has
 * heard of but not fetched yet.
 */
export function streams(versions) {
  let shown = complete(versions);
  let wanted = shown;
  let vain = 0;

  return {
    get shown() {
      return shown;
    },

    get isBehind() {
      return isBehind(shown, wanted);
    },

    /** An event is on the page now. Not counted while something before it waits to be fetched. */
    patched({ of, version }) {
      if (shown[of] !== wanted[of]) return false;
      shown = { ...shown, [of]: version };
      wanted = { ...wanted, [of]: version };
      return true;
    },

    /** An event is not on the page. */
    missed({ of, version }) {
      wanted = { ...wanted, [of]: version };
    },

    /** The server said where the streams stand. */
    marked(mark) {
      if (isBehind(shown, complete(mark))) wanted = complete(mark);
    },

    /** The streams stand there at least: an answer says so, and later ones may come first. */
    reached(mark) {
      wanted = raised(wanted, mark);
    },

    /**
     * The page was rendered at `at`, which may be older than what was heard meanwhile.
     *
     * A server that never gets to what it told of (its data were put back) is believed in the end.
     */
    rendered(at, sameRoom) {
      shown = complete(at);
      wanted = raised(shown, sameRoom ? wanted : { ...wanted, room: 0 });
      vain = isBehind(shown, wanted) ? vain + 1 : 0;
      if (vain < VAIN_MOST) return;
      wanted = shown;
      vain = 0;
    },
  };
}

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

/** Whether a page rendered at `rendered` would take back what events have already shown. */
export function isOlder(rendered, shown) {
  return rendered.room < shown.room || rendered.me < shown.me;
}

// A room's version may also be lower than the one shown: then it is another room.
function isBehind(shown, mark) {
  return mark.session > shown.session || mark.me > shown.me || mark.room !== shown.room;
}

function raised(versions, others) {
  const pairs = Object.entries(versions);
  return Object.fromEntries(pairs.map(([of, own]) => [of, Math.max(own, others[of] ?? 0)]));
}

function complete(versions) {
  return { ...NOTHING, ...versions };
}
