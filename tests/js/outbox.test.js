import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryStorage, outbox, verdict } from "../../static/js/logic/outbox.js";
import { smallStorage } from "./storage-double.js";

const ANA = "participant/s1";
const AT = 1_000_000;
const HOUR = 3_600_000;
const keys = (entries) => entries.map(({ key }) => key);

test("commands leave in the order in which they were given", () => {
  const box = outbox(memoryStorage(), ANA, "tab");
  for (const key of ["c", "a", "b"]) box.add("story.metoo", {}, key, AT);
  assert.deepEqual(keys(box.waiting(AT)), ["c", "a", "b"]);
});

test("order holds even when the phone's clock is set back", () => {
  const box = outbox(memoryStorage(), ANA, "tab");
  box.add("story.tell", {}, "first", AT);
  box.add("story.metoo", {}, "second", AT - HOUR);
  assert.deepEqual(keys(box.waiting(AT)), ["first", "second"]);
});

test("a command survives a reload with its key and its text", () => {
  const storage = memoryStorage();
  outbox(storage, ANA, "tab").add("story.tell", { room: "r", text: "A lift." }, "k1", AT);
  const [entry] = outbox(storage, ANA, "tab").waiting(AT + 1);
  assert.equal(entry.key, "k1");
  assert.deepEqual(entry.payload, { room: "r", text: "A lift." });
});

test("another tab takes over only what has been lying there", () => {
  const storage = memoryStorage();
  outbox(storage, ANA, "one").add("story.tell", {}, "k1", AT);
  const other = outbox(storage, ANA, "other");
  assert.deepEqual(other.waiting(AT + 14_000), []);
  assert.deepEqual(keys(other.waiting(AT + 16_000)), ["k1"]);
});

test("nobody sends what somebody else gave on the same device", () => {
  const storage = memoryStorage();
  outbox(storage, ANA, "tab").add("story.tell", {}, "k1", AT);
  assert.deepEqual(outbox(storage, "host/s1", "tab").waiting(AT + HOUR), []);
});

test("what is settled is gone, the rest is untouched", () => {
  const box = outbox(memoryStorage(), ANA, "tab");
  const first = box.add("story.tell", {}, "k1", AT);
  box.add("story.metoo", {}, "k2", AT);
  box.remove(first);
  assert.deepEqual(keys(box.waiting(AT)), ["k2"]);
});

test("a retried command keeps its key and counts its tries", () => {
  const box = outbox(memoryStorage(), ANA, "tab");
  box.retried(box.add("story.tell", {}, "k1", AT));
  const [entry] = box.waiting(AT);
  assert.deepEqual([entry.key, entry.tries], ["k1", 1]);
});

test("a storage that is full says so to who adds", () => {
  const box = outbox(smallStorage(memoryStorage(), 1), ANA, "tab");
  box.add("story.tell", {}, "k1", AT);
  assert.throws(() => box.add("story.tell", {}, "k2", AT));
  assert.deepEqual(keys(box.waiting(AT)), ["k1"]);
});

test("spoilt entries are passed over", () => {
  const storage = memoryStorage();
  storage.setItem(`icebreak.out.${ANA}.bad`, "{");
  assert.deepEqual(outbox(storage, ANA, "tab").waiting(AT), []);
});

const entry = (command) => ({ command, at: AT });
const refused = (error) => ({ ok: false, error, message: "No." });

test("an answer settles a command", () => {
  assert.equal(verdict(entry("story.tell"), { ok: true }, AT), "done");
  for (const error of ["invalid", "stale", "forbidden", "not_found", "full", "ended", "conflict"]) {
    assert.equal(verdict(entry("story.tell"), refused(error), AT), "refused");
  }
});

test("no answer, and a server that can't just now, mean the same key again", () => {
  for (const answer of [null, ...["busy", "unavailable", "rate_limited"].map(refused)]) {
    assert.equal(verdict(entry("story.tell"), answer, AT + HOUR), "again");
  }
});

test("a story is kept for a day, a turn only as long as it means something", () => {
  assert.equal(verdict(entry("story.tell"), null, AT + 23 * HOUR), "again");
  assert.equal(verdict(entry("story.tell"), null, AT + 25 * HOUR), "late");
  assert.equal(verdict(entry("turn.pass"), null, AT + 29_000), "again");
  assert.equal(verdict(entry("turn.pass"), null, AT + 31_000), "late");
  assert.equal(verdict(entry("round.extend"), null, AT + 31_000), "late");
});

test("what a person does for good is never dropped within minutes", () => {
  for (const command of ["swap.propose", "swap.withdraw", "person.block", "card.save"]) {
    assert.equal(verdict(entry(command), null, AT + HOUR), "again");
  }
});

test("somebody whom the server no longer knows keeps what they wrote", () => {
  assert.equal(verdict(entry("story.tell"), refused("unauthorised"), AT), "stranger");
});
