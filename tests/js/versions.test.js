import assert from "node:assert/strict";
import { test } from "node:test";
import { isOlder, judge, streams } from "../../static/js/logic/versions.js";

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
  const behind = (mark) => {
    const mine = streams(shown);
    mine.marked(mark);
    return mine.isBehind;
  };
  assert.equal(behind({ session: 7, room: 42, me: 3 }), false);
  assert.equal(behind({ session: 8, room: 42, me: 3 }), true);
  assert.equal(behind({ session: 7, room: 42, me: 4 }), true);
  // A lower version is another room; of the other streams it is only late.
  assert.equal(behind({ session: 7, room: 1, me: 3 }), true);
  assert.equal(behind({ session: 6, room: 42, me: 2 }), false);
});

test("who sits in no room has version 0 of it", () => {
  const mine = streams({ session: 7 });
  mine.marked({ session: 7 });
  assert.equal(mine.isBehind, false);
});

test("a page that was rendered before a story was shown would take it back", () => {
  assert.equal(isOlder({ session: 9, room: 41, me: 3 }, shown), true);
  assert.equal(isOlder({ session: 7, room: 42, me: 2 }, shown), true);
  assert.equal(isOlder({ session: 7, room: 42, me: 3 }, shown), false);
});

test("counts of the session alone don't make a page older", () => {
  assert.equal(isOlder({ session: 5, room: 42, me: 3 }, shown), false);
});

test("a patch counts only while nothing before it waits to be fetched", () => {
  const mine = streams(shown);
  assert.equal(mine.patched({ of: "room", version: 43 }), true);
  assert.deepEqual(mine.shown, { session: 7, room: 43, me: 3 });
  mine.missed({ of: "room", version: 44 });
  assert.equal(mine.patched({ of: "room", version: 45 }), false);
  assert.equal(mine.shown.room, 43);
  assert.equal(mine.isBehind, true);
});

test("the answer to one's own command never takes a version back", () => {
  const mine = streams(shown);
  mine.reached({ session: 7, room: 41 });
  assert.equal(mine.isBehind, false);
  mine.reached({ room: 43 });
  assert.equal(mine.isBehind, true);
});

test("what is heard while a page is on its way is fetched after it", () => {
  const mine = streams(shown);
  mine.missed({ of: "room", version: 44 });
  mine.rendered({ session: 7, room: 43, me: 3 }, true);
  assert.equal(mine.isBehind, true);
  mine.rendered({ session: 7, room: 44, me: 3 }, true);
  assert.equal(mine.isBehind, false);
});

test("a new room begins with its own numbers", () => {
  const mine = streams(shown);
  mine.rendered({ session: 8, room: 2, me: 3 }, false);
  assert.equal(mine.isBehind, false);
  assert.equal(mine.shown.room, 2);
});

test("a server whose data were put back is not asked forever", () => {
  const mine = streams(shown);
  const states = Array.from({ length: 4 }, () => {
    mine.reached({ me: 9 });
    mine.rendered({ session: 7, room: 42, me: 3 }, true);
    return mine.isBehind;
  });
  assert.deepEqual(states, [true, true, false, true]);
});
