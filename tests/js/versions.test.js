import assert from "node:assert/strict";
import { test } from "node:test";
import {
  complete,
  isBehind,
  isOlder,
  judge,
  lacks,
  raised,
} from "../../static/js/logic/versions.js";

const shown = { session: 7, room: 42, me: 3 };

test("the next event of a stream is applied", () => {
  assert.equal(judge(shown, { of: "room", after: 42, version: 43 }), "next");
});

test("an event that covers several changes is applied by who has missed none of them", () => {
  assert.equal(judge(shown, { of: "session", after: 5, version: 12 }), "next");
});

test("an event that is shown already is old", () => {
  assert.equal(judge(shown, { of: "room", after: 41, version: 42 }), "old");
  assert.equal(judge(shown, { of: "me", after: 0, version: 2 }), "old");
});

test("an event after one that was missed is a gap", () => {
  assert.equal(judge(shown, { of: "room", after: 43, version: 44 }), "gap");
});

test("streams don't touch one another", () => {
  assert.equal(judge(shown, { of: "me", after: 3, version: 4 }), "next");
});

test("a watermark ahead of the page sends it to the state", () => {
  assert.equal(isBehind(shown, { session: 7, room: 42, me: 3 }), false);
  assert.equal(isBehind(shown, { session: 8, room: 42, me: 3 }), true);
  assert.equal(isBehind(shown, { session: 7, room: 42, me: 4 }), true);
});

test("a lower version of the room is another room, of the others only late", () => {
  assert.equal(isBehind(shown, { session: 7, room: 1, me: 3 }), true);
  assert.equal(isBehind(shown, { session: 6, room: 42, me: 2 }), false);
});

test("who sits in no room has version 0 of it", () => {
  assert.deepEqual(complete({ session: 7 }), { session: 7, room: 0, me: 0 });
  assert.equal(isBehind(complete({ session: 7 }), { session: 7 }), false);
});

test("a page that was rendered before a story was shown would take it back", () => {
  assert.equal(isOlder({ session: 9, room: 41, me: 3 }, shown), true);
  assert.equal(isOlder({ session: 7, room: 42, me: 2 }, shown), true);
  assert.equal(isOlder({ session: 7, room: 42, me: 3 }, shown), false);
});

test("counts of the session alone don't make a page older", () => {
  assert.equal(isOlder({ session: 5, room: 42, me: 3 }, shown), false);
});

test("an answer tells what the page lacks, and never takes a version back", () => {
  assert.equal(lacks(shown, { session: 7, room: 42 }), false);
  assert.equal(lacks(shown, { room: 43 }), true);
  assert.deepEqual(raised(shown, { session: 9, room: 40 }), { session: 9, room: 42, me: 3 });
});
