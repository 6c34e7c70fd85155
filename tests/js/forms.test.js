import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, payloadOf } from "../../static/js/logic/forms.js";

const text = { type: "string" };
const given = (fields, entries, names) => payloadOf(fields, entries, names);

test("a text goes along as it was typed, the form's own key does not", () => {
  const fields = { key: { ...text, required: true }, room: text, text };
  assert.deepEqual(
    given(fields, [
      ["key", "made-by-the-server"],
      ["room", "r1"],
      ["text", " Eleven floors,\nno lift. "],
    ]),
    { room: "r1", text: " Eleven floors,\nno lift. " },
  );
});

test("a field that the form doesn't have is left out", () => {
  assert.deepEqual(given({ why: text, offer: text }, [["why", ""]]), { why: "" });
});

test("a box behind a hidden false is true only when ticked", () => {
  const fields = { keep: { type: "boolean" } };
  assert.deepEqual(given(fields, [["keep", "false"]]), { keep: false });
  assert.deepEqual(
    given(fields, [
      ["keep", "false"],
      ["keep", "true"],
    ]),
    { keep: true },
  );
});

test("a number is a number, an empty one is left out, and nonsense is the server's to refuse", () => {
  const fields = { seconds: { type: "integer", required: false } };
  assert.deepEqual(given(fields, [["seconds", "120"]]), { seconds: 120 });
  assert.deepEqual(given(fields, [["seconds", ""]]), {});
  assert.deepEqual(given(fields, [["seconds", "soon"]]), { seconds: "soon" });
});

test("an empty text is left out where the command wants something or nothing", () => {
  assert.deepEqual(given({ password: { ...text, min: 1 } }, [["password", ""]]), {});
  assert.deepEqual(given({ name: { ...text, min: 1, required: true } }, [["name", ""]]), {
    name: "",
  });
});

test("interests in one box are several, in any script's commas", () => {
  const fields = { interests: { type: "list", of: "string" } };
  assert.deepEqual(given(fields, [["interests", "bicycles,  radios ; ، خبز、茶"]]), {
    interests: ["bicycles", "radios", "خبز", "茶"],
  });
});

test("repeated names are a list as they are", () => {
  const fields = { phones: { type: "list", of: "string" } };
  const entries = [
    ["phones", "+49 89 1234,5"],
    ["phones", ""],
    ["phones", "+351 912 345 678"],
  ];
  assert.deepEqual(given(fields, entries), { phones: ["+49 89 1234,5", "+351 912 345 678"] });
});

test("when nothing is ticked, the list is empty and not left out", () => {
  const fields = { shared: { type: "list", of: "string" } };
  assert.deepEqual(given(fields, [], ["shared", "shared"]), { shared: [] });
  assert.deepEqual(given(fields, [], []), {});
});

test("links come as objects, without those left blank", () => {
  const fields = { links: { type: "objects", fields: { label: text, url: text } } };
  const entries = [
    ["links.0.label", ""],
    ["links.0.url", ""],
    ["links.1.label", "Blog"],
    ["links.1.url", "https://example.org"],
  ];
  assert.deepEqual(given(fields, entries), {
    links: [{ label: "Blog", url: "https://example.org" }],
  });
});

test("steps keep their order by number, and their numbers are numbers", () => {
  const step = { kind: text, seconds: { type: "integer" } };
  const entries = ["10", "2"].flatMap((number) => [
    [`steps.${number}.kind`, "round"],
    [`steps.${number}.seconds`, number],
  ]);
  assert.deepEqual(given({ steps: { type: "objects", fields: step } }, entries), {
    steps: [
      { kind: "round", seconds: 2 },
      { kind: "round", seconds: 10 },
    ],
  });
});

test("an object is left out whole when the form has none of it", () => {
  const fields = { settings: { type: "object", fields: { retention_days: { type: "integer" } } } };
  assert.deepEqual(given(fields, [["settings.retention_days", "7"]]), {
    settings: { retention_days: 7 },
  });
  assert.deepEqual(given(fields, []), {});
});

test("a form that asks for more than the command takes is not for scripts", () => {
  const fields = { title: text, links: { type: "objects" } };
  assert.equal(fits(fields, ["key", "command", "title", "links.0.url"]), true);
  assert.equal(fits(fields, ["title", "instance_password"]), false);
});
