import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, drafts } from "../../static/js/logic/drafts.js";
import { memoryStorage } from "../../static/js/logic/outbox.js";

const AT = 1_000_000_000;
const DAY = 24 * 3_600_000;

test("a draft comes back after a reload, each room its own", () => {
  const storage = memoryStorage();
  drafts(storage, "participant/s1").save("heron", "The lift", "", AT);
  const kept = drafts(storage, "participant/s1");
  assert.equal(kept.load("heron").text, "The lift");
  assert.equal(kept.load("otter"), null);
});

test("a draft of an earlier room is offered again, the newest first, for a day", () => {
  const kept = drafts(memoryStorage(), "participant/s1");
  kept.save("heron", "Old", "", AT);
  kept.save("birch", "Newer", "", AT + 5);
  kept.save("otter", "Here", "", AT + 9);
  assert.deepEqual(kept.past("otter", AT + 10), { room: "birch", text: "Newer" });
  kept.drop("birch");
  assert.deepEqual(kept.past("otter", AT + 10), { room: "heron", text: "Old" });
  assert.equal(kept.past("otter", AT + DAY + 10), null);
});

test("an emptied draft is not offered", () => {
  const kept = drafts(memoryStorage(), "participant/s1");
  kept.save("heron", "  ", "", AT);
  assert.equal(kept.past("otter", AT), null);
});

test("what was typed here and never reached the server wins", () => {
  assert.equal(chosen("The li", { text: "The lift in our", sent: "The li" }), "The lift in our");
});

test("what another device typed since wins over what the server had from here", () => {
  assert.equal(
    chosen("The lift, again", { text: "The lift", sent: "The lift" }),
    "The lift, again",
  );
  assert.equal(chosen("From my laptop", null), "From my laptop");
});
