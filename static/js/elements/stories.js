import { t } from "../live/page.js";
import { say } from "./say.js";

const NEAR_THE_END = 160;
const TWO_TAPS = 400;

/** The list of a room's stories, and what else in the room changes without a fetch. */
export function mount(list, stage) {
  Object.assign(stage.patches, {
    "story.told": storyTold,
    "story.changed": storyChanged,
    "turn.passed": turnPassed,
  });
  stage.actions["story.metoo"] = metoo;
  // It does not bubble.
  list.addEventListener("command:done", ({ target }) => close(target.closest("details")), true);
}

/** What was opened to change or report a story has done its work. */
function close(details) {
  if (!details?.open) return;
  details.open = false;
  details.querySelector("summary").focus({ preventScroll: true });
}

/** Show a story that was just told to reader `me`. True if the page now has it. */
function storyTold({ story }, me) {
  const list = document.querySelector("[data-element='stories']");
  const template = document.getElementById("story-template");
  if (!list || !template) return false;
  if (document.getElementById(`story-${story.id}`)) return true;
  const item = filled(template.content.firstElementChild.cloneNode(true), story, me);
  const sight = document.documentElement;
  const atEnd = sight.scrollHeight - sight.scrollTop - sight.clientHeight < NEAR_THE_END;
  list.append(item);
  if (atEnd) item.scrollIntoView({ block: "nearest" });
  return true;
}

/** Show a story's new count, or take it away. False if its text must be fetched. */
function storyChanged({ story, metoos, gone }) {
  const item = document.getElementById(`story-${story}`);
  if (gone) {
    const focused = item?.contains(document.activeElement);
    item?.remove();
    if (focused) document.getElementById("main").focus({ preventScroll: true });
    say(t("story.gone"));
    return true;
  }
  const count = item?.querySelector("[data-count]");
  if (!count) return false;
  // The count as it was: the text was edited, or it is the echo of one's own finger.
  const changed = Number(count.textContent) !== metoos || "expected" in count.dataset;
  delete count.dataset.expected;
  count.textContent = metoos || "";
  return changed;
}

/** Mark whose turn it is; the sentence about it comes with the page. */
function turnPassed({ turn }) {
  for (const member of document.querySelectorAll("[data-member]")) {
    if (member.dataset.member === turn) member.setAttribute("aria-current", "true");
    else member.removeAttribute("aria-current");
  }
  return false;
}

/** "Me too" answers the finger at once, and goes back should the server refuse. */
async function metoo(form, stage) {
  const button = form.querySelector("[aria-pressed]");
  // A double tap means one yes, and not a yes that is taken back.
  if (Date.now() - (form.dataset.tapped ?? 0) < TWO_TAPS) return;
  form.dataset.tapped = Date.now();
  const on = button.getAttribute("aria-pressed") !== "true";
  press(form, button, on);
  const { fate, answer } = await stage.give("story.metoo", {
    story: form.elements.story.value,
    on,
  });
  if (fate === "done") return;
  if (button.getAttribute("aria-pressed") === String(on)) press(form, button, !on);
  say(answer?.message ?? t("send.failed"));
}

function press(form, button, on) {
  button.setAttribute("aria-pressed", String(on));
  if (form.elements.on) form.elements.on.value = String(!on);
  const count = form.querySelector("[data-count]");
  if (!count) return;
  count.textContent = Math.max(0, Number(count.textContent) + (on ? 1 : -1)) || "";
  count.dataset.expected = "";
}

function filled(item, story, me) {
  item.id = `story-${story.id}`;
  item.classList.toggle("story-mine", story.by === me);
  const others = story.by === me ? "[data-theirs]" : "[data-mine]";
  for (const part of item.querySelectorAll(others)) part.remove();
  for (const place of item.querySelectorAll("[data-fill]")) {
    place.textContent = story[place.dataset.fill] ?? "";
  }
  for (const input of item.querySelectorAll("[name=story]")) input.value = story.id;
  for (const input of item.querySelectorAll("[name=person]")) input.value = story.by;
  // The server chose shape and hue, and the same person stands in the list of members.
  const same = document.querySelector(`[data-member="${CSS.escape(story.by)}"] .floe`);
  if (same) item.querySelector(".floe")?.replaceWith(same.cloneNode(true));
  return item;
}
