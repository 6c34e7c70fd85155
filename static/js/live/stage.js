import { clocks } from "../elements/clock.js";
import { mountAll, takeForms } from "../elements/mounting.js";
import { notice, reconnectingNote } from "../elements/say.js";
import { spread } from "../logic/backoff.js";
import { serverTime } from "../logic/clock.js";
import { judge, streams } from "../logic/versions.js";
import { onWaking, openLine } from "./line.js";
import { attempt, home, inTab, onDevice, page, t, written } from "./page.js";
import { sending } from "./sending.js";
import { viewing } from "./view.js";

const OTHER_ROOM = { of: "room", version: -1 };
const SILENT_FOR = 40_000;
const TICK = 500;
const ALWAYS_HEARD = ["room.opened", "participant.removed"];
// Milliseconds until a hint is followed: a whole session must not come at the same moment.
const SOON = { me: [0, 50], room: [50, 150], session: [0, 800] };

/**
 * A page with its line to the server: what the elements act on.
 *
 * @param elements names of the elements that its kind of page may hold
 * @param patches {event's name: (event, me) → true if the page now shows it without a fetch}
 * @param holds (state) → true while the page must not change
 * @param soon {stream: [least, most]} instead of SOON
 * @param patient whether the socket may wait until the page is loaded and at rest
 */
export function openStage({
  elements,
  patches,
  holds = () => false,
  soon = SOON,
  patient = false,
}) {
  const handlers = {};
  const time = serverTime(
    () => performance.now(),
    () => Date.now(),
  );
  let state = written(document, "state") ?? {};
  const mine = streams(state.versions);
  let due = null;
  let heardAt = Date.now();
  let markedAt = 0;

  const note = reconnectingNote();
  const line = openLine({ since: () => mine.shown, hear, changed, refused: leave });
  const outgoing = sending({
    ask: line.ask,
    orphan: (entry, fate, answer) => emit("orphan", { entry, fate, answer }),
    stranger: leave,
  });
  const view = viewing({ shown: () => mine.shown, holds, took, gone: leave });
  const stage = {
    patches,
    /** {command: (form, stage)} for forms that answer in a way of their own */
    actions: {},
    t,
    on,
    give,
    notice,
    line,
    outgoing,
    refresh: view.refresh,
    visit: view.visit,
    state: () => state,
    /** Ring, where the person asked to be called by a sound. */
    async ring() {
      if (onDevice.getItem("icebreak.chime") !== "on") return;
      (await import("../elements/chime.js")).ring();
    },
  };

  learnFromLoading();
  takeForms(stage);
  mountAll(elements, stage);
  clocks(stage, (left) => left <= 60_000 && stage.ring());
  setInterval(tick, TICK);
  tick();
  outgoing.hurry();
  onWaking(async () => {
    view.refresh();
    mark(await line.prove());
    outgoing.hurry();
  });
  if (patient) whenAtRest(line.connect);
  else line.connect();
  return stage;

  /** Let a handler hear `name` as long as `element`, if given, is in the page. */
  function on(name, handler, element = document.documentElement) {
    handlers[name] = [...(handlers[name] ?? []), { handler, element }];
  }

  function emit(name, detail) {
    handlers[name] = handlers[name]?.filter(({ element }) => element.isConnected);
    for (const { handler } of handlers[name] ?? []) attempt(() => handler(detail));
  }

  function hear(name, event) {
    heardAt = Date.now();
    if (event.versions) {
      mark(event);
      return;
    }
    const foreign = isForeign(event);
    const verdict = foreign ? "gap" : judge(mine.shown, event);
    if (verdict === "old" && !ALWAYS_HEARD.includes(name)) return;
    emit(name, event);
    const shows = !foreign && attempt(() => patches[name]?.(event, state.me?.id));
    if (verdict === "old" || (shows && verdict === "next" && mine.patched(event))) return;
    mine.missed(foreign ? OTHER_ROOM : event);
    refreshIn(spread(Math.random(), ...soon[event.of]));
  }

  // The numbers of another room's stream say nothing about this one's.
  function isForeign(event) {
    const room = state.room?.id ?? page.room;
    return event.of === "room" && Boolean(room && event.room && event.room !== room);
  }

  /** The server said where the streams stand, and perhaps its time. */
  function mark(answer) {
    if (answer?.now) time.heard(Date.parse(answer.now));
    if (!answer?.versions) return;
    heardAt = markedAt = Date.now();
    mine.marked(answer.versions);
    if (mine.isBehind) refreshIn(spread(Math.random(), 50, 400));
  }

  function refreshIn(ms) {
    const at = Date.now() + ms;
    if (due && due.at <= at) return;
    clearTimeout(due?.timer);
    due = { at, timer: setTimeout(refreshIfWanted, ms) };
  }

  function refreshIfWanted() {
    due = null;
    if (mine.isBehind) view.refresh();
  }

  async function give(command, payload) {
    const settled = await outgoing.give(command, payload);
    // The events of one's own command mostly come by themselves.
    setTimeout(() => {
      mine.reached(settled.answer?.versions ?? {});
      refreshIfWanted();
    }, line.live && 1000);
    return settled;
  }

  function took(fresh) {
    mine.rendered(fresh.versions, state.room?.id === fresh.room?.id);
    state = fresh;
    if (mine.isBehind) refreshIn(200);
    if (fresh.now) time.heard(Date.parse(fresh.now));
    emit("shown", fresh);
    emit("tick", time.now());
  }

  function learnFromLoading() {
    const [loading] = performance.getEntriesByType("navigation");
    if (!state.now || !loading) return;
    time.answered(Date.parse(state.now), loading.requestStart, loading.responseStart);
  }

  async function check() {
    const sentAt = performance.now();
    const answer = await line.ask("state.get", { since: mine.shown });
    if (answer?.now) time.answered(Date.parse(answer.now), sentAt);
    mark(answer);
  }

  function tick() {
    const silent = Date.now() - heardAt > SILENT_FOR && document.visibilityState === "visible";
    if (silent) heardAt = Date.now();
    if (time.jumped() || silent) check();
    emit("tick", time.now());
  }

  function changed(up) {
    note(up);
    if (!up) return;
    outgoing.hurry();
    const since = Date.now();
    setTimeout(() => markedAt < since && check(), 400);
  }

  /** The server knows this person no longer; its own page says why. Never in a circle. */
  function leave() {
    if (Date.now() - Number(inTab.getItem("icebreak.left")) < 15_000) return;
    inTab.setItem("icebreak.left", String(Date.now()));
    location.replace(home);
  }
}

/** Show how many people there are. True if the page has a place for it. */
export function peopleCounted({ people }) {
  const places = document.querySelectorAll("[data-people]");
  for (const place of places) place.textContent = people;
  // From one to two, the words around the number change as well.
  return places.length > 0 && people > 2;
}

/** Act a moment after the page is loaded. */
export function whenAtRest(act) {
  const rest = () => setTimeout(act, 1500);
  if (document.readyState === "complete") rest();
  else addEventListener("load", rest, { once: true });
}
