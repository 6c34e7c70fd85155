import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, spread } from "../../static/js/logic/backoff.js";
import { newKey } from "../../static/js/logic/keys.js";

test("a key is long, random and safe in addresses", () => {
  const keys = Array.from({ length: 500 }, () => newKey());
  for (const key of keys) assert.match(key, /^[A-Za-z0-9_-]{22,64}$/);
  assert.equal(new Set(keys).size, keys.length);
});

test("a key needs nothing that only secure origins have", () => {
  const plain = { getRandomValues: (bytes) => bytes.fill(255) };
  assert.equal(newKey(plain), "________________________");
});

test("each try waits longer, up to a limit, and never all phones alike", () => {
  assert.equal(backoff(0, 0.5), 500);
  assert.equal(backoff(3, 0.5), 4000);
  assert.equal(backoff(30, 0.5), 8000);
  assert.deepEqual([backoff(0, 0), backoff(0, 0.999) < 750], [250, true]);
});

test("a crowd is spread over the whole span", () => {
  assert.deepEqual([spread(0, 0, 800), spread(0.5, 0, 800), spread(1, 200, 800)], [0, 400, 800]);
});
