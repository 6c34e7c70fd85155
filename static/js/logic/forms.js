// What a form needs besides its command's fields when it is posted as it is.
const ENVELOPE = ["key", "command", "then"];
const SEPARATORS = /[,;\n،؛、，；]/;

/**
 * The JSON payload of a form.
 *
 * @param fields the command's fields as in contract.js: {name: {type, required?, min?, of?, fields?}}
 * @param entries [[name, value], …] as FormData gives them; `a.0.b` is field b of item 0 of a
 * @param names of all controls, so that a list with nothing ticked is empty and not left out
 */
export function payloadOf(fields, entries, names = []) {
  const payload = {};
  for (const [name, field] of Object.entries(fields)) {
    if (name === "key") continue;
    const value = fieldOf(name, field, entries, names);
    if (value !== undefined) payload[name] = value;
  }
  return payload;
}

/** Whether a command can take everything that the form holds; else the form is posted as it is. */
export function fits(fields, names) {
  return names.every((name) => ENVELOPE.includes(name) || name.split(".", 1)[0] in fields);
}

function fieldOf(name, field, entries, names) {
  const values = entries.filter(([entry]) => entry === name).map(([, value]) => value);
  switch (field.type) {
    case "list":
      return listOf(name, field, values, names);
    case "object":
      return objectOf(name, field, entries, names);
    case "objects":
      return objectsOf(name, field, entries, names);
    default:
      return scalar(field, values.at(-1));
  }
}

function scalar(field, value) {
  if (value === undefined) return undefined;
  if (field.type === "boolean") return value === "true" || value === "on";
  if (value === "" && !field.required && (field.min || field.type === "integer")) return undefined;
  if (field.type === "integer" && /^-?\d+$/.test(value)) return Number(value);
  return value;
}

function listOf(name, field, values, names) {
  if (!names.includes(name) && !values.length) return undefined;
  // One box may hold several, as people type them.
  const parts = values.length === 1 ? values[0].split(SEPARATORS) : values;
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => scalar({ type: field.of ?? "string" }, part));
}

function objectOf(name, field, entries, names) {
  const inside = within(name, entries, names);
  if (!inside.names.length) return undefined;
  return payloadOf(field.fields ?? texts(inside.names), inside.entries, inside.names);
}

function objectsOf(name, field, entries, names) {
  const { entries: items, names: slots } = within(name, entries, names);
  if (!slots.length) return undefined;
  const numbers = new Set(slots.map((slot) => slot.split(".", 1)[0]));
  return [...numbers]
    .sort((one, other) => one - other)
    .map((number) => within(number, items, slots))
    .filter((item) => item.entries.some(([, value]) => value.trim() !== ""))
    .map((item) => payloadOf(field.fields ?? texts(item.names), item.entries, item.names));
}

function within(name, entries, names) {
  const start = `${name}.`;
  return {
    entries: entries
      .filter(([entry]) => entry.startsWith(start))
      .map(([entry, value]) => [entry.slice(start.length), value]),
    names: names
      .concat(entries.map(([entry]) => entry))
      .filter((entry, at, all) => entry.startsWith(start) && all.indexOf(entry) === at)
      .map((entry) => entry.slice(start.length)),
  };
}

function texts(names) {
  return Object.fromEntries(names.map((name) => [name, { type: "string" }]));
}
