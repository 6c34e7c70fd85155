import { say } from "./say.js";

const SETTLED = 500;

/** A search box that leaves only the rooms that hold its words. */
export function mount(input, stage) {
  let timer = null;
  input.addEventListener("input", () => {
    const shown = filter(input);
    clearTimeout(timer);
    timer = setTimeout(() => say(stage.t("rooms.shown", { n: shown })), SETTLED);
  });
  stage.on("shown", () => filter(input), input);
  filter(input);
}

function filter(input) {
  const words = plain(input.value).split(/\s+/);
  const rooms = [...document.querySelectorAll("#main [data-room]")];
  for (const room of rooms) {
    const text = plain(room.textContent);
    room.hidden = !words.every((word) => text.includes(word));
  }
  return rooms.filter((room) => !room.hidden).length;
}

function plain(text) {
  return text.trim().toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
