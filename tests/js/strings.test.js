import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGLISH, speaker } from "../../static/js/logic/strings.js";

test("a sentence carries its values", () => {
  assert.equal(speaker()("swap.agreed", { name: "Leila" }), "You and Leila both said yes");
});

test("each language chooses among its own plurals", () => {
  const strings = {
    "clock.minutes.one": "{n} minuta",
    "clock.minutes.few": "{n} minuty",
    "clock.minutes.many": "{n} minut",
  };
  const t = speaker(strings, "pl");
  assert.equal(t("clock.minutes", { n: 1 }), "1 minuta");
  assert.equal(t("clock.minutes", { n: 3 }), "3 minuty");
  assert.equal(t("clock.minutes", { n: 5 }), "5 minut");
});

test("what isn't translated is said in English", () => {
  const t = speaker({ "copy.done": "Kopiert" }, "de");
  assert.equal(t("copy.done"), "Kopiert");
  assert.equal(t("move.done"), "Done");
  assert.equal(t("clock.minutes", { n: 6 }), "About 6 min left");
});

test("a language that no one knows is no reason to fall silent", () => {
  assert.equal(speaker({}, "no language")("letters.left", { n: 1 }), "1 letter left");
});

test("a name is not read as a pattern", () => {
  assert.equal(speaker()("help.called", { name: "{n} $& Heron" }), "{n} $& Heron asks for you");
});

test("every English plural has both of its forms", () => {
  for (const name of Object.keys(ENGLISH).filter((name) => name.endsWith(".one"))) {
    assert.ok(name.replace(/one$/, "other") in ENGLISH, name);
  }
});
