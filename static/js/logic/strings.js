/**
 * Every sentence that scripts say, in English. A page may bring others in
 * <script type="application/json" id="strings">, under the same names; a plural has one
 * string for each category of the language (`.one`, `.few`, `.many`, `.other`).
 */
export const ENGLISH = {
  "clock.minutes.one": "About {n} min left",
  "clock.minutes.other": "About {n} min left",
  "clock.seconds.one": "{n} second left",
  "clock.seconds.other": "{n} seconds left",
  "clock.paused.one": "Paused with about {n} min left",
  "clock.paused.other": "Paused with about {n} min left",
  "clock.end": "Time to come back",
  "clock.soon": "Any moment now",
  "net.reconnecting": "Reconnecting",
  "send.waiting": "Not sent yet. It is kept here and goes out by itself.",
  "send.late": "That did not reach the server in time. Please try again.",
  "send.failed": "That did not work. Please try again.",
  "send.refused": "One thing you sent earlier was not accepted: {message}",
  "move.room": "Your room is open",
  "move.room.link": "Go to your room",
  "move.next": "Your next room is open. Finish your sentence first if you like.",
  "move.end": "Time to come back. Finish your sentence, nothing is lost.",
  "move.over": "The session has ended. Finish your sentence, nothing is lost.",
  "move.done": "Done",
  "letters.left.one": "{n} letter left",
  "letters.left.other": "{n} letters left",
  "draft.past": "You had begun a story in an earlier room.",
  "draft.use": "Use it here",
  "draft.drop": "Discard it",
  "story.gone": "A story was taken back",
  "swap.agreed": "You and {name} both said yes",
  "swap.link": "See the card",
  "copy.done": "Copied",
  "copy.select": "Selected. Copy it with your device's own menu.",
  "awake.on": "The screen stays on",
  "awake.off": "The screen may sleep again",
  "chime.on": "A soft sound will call you",
  "chime.off": "No sound",
  "help.called": "{name} asks for you",
  "time.asked": "{name} asks for more time",
  "rooms.shown.one": "{n} room shown",
  "rooms.shown.other": "{n} rooms shown",
  "steps.moved": "{title} is now step {n} of {total}",
  "steps.added": "A step was added as step {n} of {total}",
  "steps.removed": "{title} was removed",
  "steps.step": "Step {n}",
};

/**
 * A function t(name, values) that gives the sentence in the page's language, else in English.
 *
 * `values.n` chooses the plural; {name} in a sentence stands for values.name.
 */
export function speaker(strings = {}, language = "en") {
  const given = rules(language);
  const english = rules("en");
  return (name, values = {}) => {
    const sentence =
      pick(strings, name, values.n, given) ?? pick(ENGLISH, name, values.n, english) ?? name;
    return sentence.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  };
}

function pick(strings, name, n, plural) {
  if (n === undefined) return strings[name];
  return strings[`${name}.${plural.select(n)}`] ?? strings[`${name}.other`] ?? strings[name];
}

function rules(language) {
  try {
    return new Intl.PluralRules(language);
  } catch {
    return new Intl.PluralRules("en");
  }
}
