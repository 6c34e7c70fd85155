import { clearNotice } from "../elements/say.js";
import { spread } from "../logic/backoff.js";
import { IDLE, mayGo, move, moved } from "../logic/moves.js";
import { FIELDS, isChanged } from "./morphing.js";
import { home, onDevice, page } from "./page.js";

const SEEN = "icebreak.room";
const NAMES = [
  "room.opened",
  "round.ended",
  "step.changed",
  "session.ended",
  "participant.removed",
];

const busy = hands();

/** Whether an older room has to stay in sight, because a story for it is being typed. */
export function holds(state) {
  return page.kind === "room" && busy.unsaved && page.room !== (state.room?.id ?? null);
}

/** Takes a participant where the evening is, and nobody away from what they are typing. */
export function follow(stage) {
  let pending = null;
  let going = false;
  let left = null;

  for (const name of NAMES) stage.on(name, (event) => hear(name, event.room));
  stage.on("shown", arrived);
  stage.on("tick", goWhenIdle);
  arrived(stage.state());

  function arrived(state) {
    if (page.room) onDevice.setItem(SEEN, page.room);
    const name = moved(state, { kind: page.kind, room: page.room, seen: onDevice.getItem(SEEN) });
    // Should the server send them back to a room that is over, they are where they ought to be.
    if (name && !(name === "round.ended" && page.room === left)) hear(name, state.room?.id);
  }

  function hear(name, room) {
    const opens = name === "room.opened";
    if (opens && room && room === page.room) return settle();
    if (pending?.opens && !opens && name !== "participant.removed") return;
    const decision = move(name, page.kind, busy);
    if (decision === "stay") return;
    const known = pending?.name === name;
    const since = known ? pending.since : Date.now() + patience(name, decision);
    pending = { name, opens, since, address: opens ? `${home}room` : home };
    goWhenIdle();
    if (decision !== "go" && !known) announce();
  }

  function announce() {
    const label = stage.t(pending.opens ? "move.room.link" : "move.done");
    stage.notice("move", stage.t(sentence(pending.name)), [[label, go]]);
  }

  function goWhenIdle() {
    if (!pending) return;
    const idle = Math.min(busy.idle, Date.now() - pending.since);
    if (pending.name === "participant.removed") location.replace(home);
    else if (mayGo({ unsaved: busy.unsaved, idle }, page.kind)) go();
  }

  async function go() {
    if (going || !pending) return;
    const goal = pending;
    going = true;
    left = page.room;
    const there = await stage.visit(goal.address);
    going = false;
    if (there && pending === goal) settle();
  }

  function settle() {
    pending = null;
    clearNotice("move");
  }
}

// Counted on top of IDLE. A room is entered at once, and mostly opens right after its step
// began; others leave in their own time, and never all at the same moment.
function patience(name, decision) {
  if (decision !== "go") return spread(Math.random(), 0, 2000);
  return -IDLE + (name === "room.opened" ? 0 : spread(Math.random(), 300, 1200));
}

function sentence(name) {
  if (name === "session.ended") return "move.over";
  if (name !== "room.opened") return "move.end";
  return page.kind === "room" ? "move.next" : "move.room";
}

// What the person is doing: ms since they last touched a field, and whether something is unsent.
function hands() {
  let last = Number.NEGATIVE_INFINITY;
  for (const kind of ["input", "keydown", "pointerdown", "compositionupdate"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.matches?.(FIELDS)) last = Date.now();
    });
  }
  return {
    get idle() {
      return Date.now() - last;
    },
    get unsaved() {
      return [...document.querySelectorAll("form[data-command]")].some(isUnsaved);
    },
  };
}

function isUnsaved(form) {
  if ("changed" in form.dataset) return true;
  // A draft that the server has is still no story.
  if (form.dataset.command === "story.tell") return form.elements.text?.value.trim() !== "";
  return [...form.querySelectorAll(FIELDS)].some(isChanged);
}
