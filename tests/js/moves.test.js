import assert from "node:assert/strict";
import { test } from "node:test";
import { IDLE, IDLE_NEWCOMER, mayGo, move, moved } from "../../static/js/logic/moves.js";

const resting = { unsaved: false, idle: Number.POSITIVE_INFINITY };
const typing = { unsaved: false, idle: 100 };
const midSentence = { unsaved: true, idle: 60_000 };

test("a room that opens takes along who waits for it", () => {
  for (const page of ["lobby", "ground", "card", "contacts", "room"]) {
    assert.equal(move("room.opened", page, resting), "go");
  }
});

test("a room that opens waits for hands that are busy", () => {
  assert.equal(move("room.opened", "profile", typing), "wait");
  assert.equal(move("room.opened", "profile", midSentence), "offer");
});

test("who has just come in may finish a sentence before the room takes them along", () => {
  assert.equal(move("room.opened", "profile", resting), "wait");
  assert.equal(mayGo({ unsaved: false, idle: IDLE }, "profile"), false);
  assert.equal(mayGo({ unsaved: false, idle: IDLE_NEWCOMER }, "profile"), true);
});

test("the end of a round throws nobody out", () => {
  for (const event of ["round.ended", "step.changed", "session.ended"]) {
    assert.equal(move(event, "room", resting), "wait");
    assert.equal(move(event, "room", midSentence), "offer");
  }
});

test("who looks at their contacts stays there whatever step begins", () => {
  for (const event of ["round.ended", "step.changed", "session.ended"]) {
    assert.equal(move(event, "contacts", resting), "stay");
  }
});

test("the lobby is left when the evening goes on elsewhere", () => {
  assert.equal(move("step.changed", "lobby", resting), "go");
});

test("somebody who was removed goes at once", () => {
  assert.equal(move("participant.removed", "profile", midSentence), "go");
});

test("a page that waits goes when the hands have rested and nothing is unsaved", () => {
  assert.equal(mayGo({ unsaved: false, idle: IDLE - 1 }), false);
  assert.equal(mayGo({ unsaved: false, idle: IDLE }), true);
  assert.equal(mayGo({ unsaved: true, idle: IDLE }), false);
});

const state = (room, status = "running") => ({ session: { status }, room });
const otter = { id: "otter", closed: false };

test("a lobby that missed the opening learns of it from the state", () => {
  assert.equal(moved(state(otter), { kind: "lobby", room: null, seen: null }), "room.opened");
  assert.equal(moved(state(otter), { kind: "lobby", room: null, seen: "otter" }), "room.opened");
  assert.equal(moved(state(null), { kind: "lobby", room: null, seen: null }), null);
});

test("who went from the room to their card is not fetched back, but for a new room", () => {
  assert.equal(moved(state(otter), { kind: "card", room: null, seen: "otter" }), null);
  assert.equal(moved(state(otter), { kind: "card", room: null, seen: "heron" }), "room.opened");
});

test("a room page whose room is over, or another, learns of it from the state", () => {
  const heron = { kind: "room", room: "heron", seen: "heron" };
  assert.equal(moved(state({ id: "heron", closed: false }), heron), null);
  assert.equal(moved(state({ id: "heron", closed: true }), heron), "round.ended");
  assert.equal(moved(state(null), heron), "round.ended");
  assert.equal(moved(state(otter), heron), "room.opened");
  assert.equal(moved(state(null, "ended"), heron), "session.ended");
});

test("a room page that still waits for a seat is left alone", () => {
  assert.equal(moved(state(null), { kind: "room", room: null, seen: null }), null);
});

test("a state that says nothing of rooms moves nobody", () => {
  assert.equal(moved({}, { kind: "lobby", room: null, seen: null }), null);
});
