/** How long the hands must rest before a page moves on by itself, in milliseconds. */
export const IDLE = 5000;
/** The same for who has just come in, and should get to finish a sentence first. */
export const IDLE_NEWCOMER = 25_000;

/**
 * How a participant's page follows the evening: "go" at once, "wait" (say so, and go once the
 * hands rest), "offer" (say so, with a link) or "stay".
 *
 * @param event the event's name
 * @param page the page's kind
 * @param hands {unsaved: something typed isn't sent, idle: ms since the last key or tap in a field}
 */
export function move(event, page, { unsaved, idle }) {
  if (event === "participant.removed") return "go";
  if (event === "room.opened") {
    return page === "profile" && !unsaved ? "wait" : follow(unsaved, idle);
  }
  if (page === "room") return unsaved ? "offer" : "wait";
  return page === "lobby" ? follow(unsaved, idle) : "stay";
}

/** Whether a page that waits, or has made its offer, may go now. */
export function mayGo({ unsaved, idle }, page) {
  return !unsaved && idle >= (page === "profile" ? IDLE_NEWCOMER : IDLE);
}

function follow(unsaved, idle) {
  if (unsaved) return "offer";
  return idle < IDLE ? "wait" : "go";
}

/**
 * The event that a fresh state amounts to, should its own have been missed, or null.
 *
 * @param state {session: {status}, room: {id, closed} or null}
 * @param page {kind, room: id of the room it shows or null, seen: id of the last room shown}
 */
export function moved(state, page) {
  const open = state.room && !state.room.closed ? state.room.id : null;
  if (open && open !== page.room && (page.kind !== "room" ? open !== page.seen : true)) {
    return "room.opened";
  }
  if (page.kind === "lobby") return open ? "room.opened" : ended(state);
  if (page.kind === "room" && page.room && !open) return ended(state) ?? "round.ended";
  return null;
}

function ended(state) {
  return state.session?.status === "ended" ? "session.ended" : null;
}
