import { t } from "../live/page.js";

const BREATH = 150;
const CALM_FOR = 4000;
let spoken = Promise.resolve();

/** Have a screen reader speak a sentence, after those that wait. */
export function say(sentence) {
  spoken = spoken.then(async () => {
    const region = document.getElementById("say");
    if (!region) return;
    region.textContent = "";
    // Emptied first: the same sentence twice would otherwise be spoken once.
    await pause(BREATH);
    region.textContent = sentence;
    await pause(BREATH * 4);
  });
}

/** Say that something is done, and show it for a moment to those who look. */
export function done(sentence) {
  say(sentence);
  document.querySelector(".done-note")?.remove();
  const note = element("p", "net-note done-note", sentence);
  note.setAttribute("aria-hidden", "true");
  document.body.append(note);
  setTimeout(() => note.remove(), CALM_FOR);
}

/**
 * Show a banner above the page, in place of one of the same name.
 *
 * @param ways [[label, address or function], …]
 */
export function notice(name, sentence, ways = []) {
  clearNotice(name);
  const banner = element("div", "notice");
  banner.dataset.notice = name;
  banner.setAttribute("role", "status");
  banner.append(
    element("p", "", sentence),
    ...ways.map(([label, action]) => way(label, action, banner)),
  );
  board().append(banner);
}

export function clearNotice(name) {
  document.querySelector(`[data-notice="${name}"]`)?.remove();
}

/** A small note while the server can't be reached for more than 4 s. Call it with up or not. */
export function reconnectingNote() {
  const note = element("p", "net-note");
  note.dataset.keep = "";
  note.setAttribute("role", "status");
  document.body.append(note);
  let timer = null;
  return (up) => {
    clearTimeout(timer);
    if (up) note.textContent = "";
    else timer = setTimeout(() => (note.textContent = t("net.reconnecting")), CALM_FOR);
  };
}

function board() {
  let place = document.getElementById("notices");
  if (!place) {
    place = element("div");
    place.id = "notices";
    document.getElementById("main").before(place);
  }
  return place;
}

function way(label, action, banner) {
  if (typeof action === "string") {
    const link = element("a", "button", label);
    link.href = action;
    return link;
  }
  const button = element("button", "button", label);
  button.type = "button";
  button.addEventListener("click", () => {
    banner.remove();
    action();
  });
  return button;
}

function element(tag, style = "", text = "") {
  const made = document.createElement(tag);
  made.className = style;
  made.textContent = text;
  made.dir = "auto";
  return made;
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
