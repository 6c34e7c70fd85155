import { post } from "../live/line.js";
import { isChanged } from "../live/morphing.js";
import { as, onDevice } from "../live/page.js";
import { chosen, drafts } from "../logic/drafts.js";
import { newKey } from "../logic/keys.js";
import { resume } from "./command-form.js";

const SEND_DRAFT_EVERY = 3000;
const FEW = 100;

/** The composer: counts letters, keeps the draft here and on the server, sends with Ctrl+Enter. */
export function mount(form, stage) {
  const text = form.elements.text;
  const room = form.elements.room.value;
  const kept = drafts(onDevice, as);
  let sent = text.defaultValue;
  let timer = null;
  let sending = null;

  const waiting = stage.outgoing
    .waiting()
    .find(({ command, payload }) => command === "story.tell" && payload.room === room);
  if (waiting) text.value = waiting.payload.text;
  // Who began to type before this script came keeps their words.
  else if (isChanged(text)) keep();
  else text.value = chosen(sent, kept.load(room));

  form.addEventListener("command:given", () => {
    clearTimeout(timer);
    text.readOnly = true;
  });
  form.addEventListener("command:done", () => {
    kept.drop(room);
    sent = "";
    text.value = text.defaultValue = "";
    release();
    text.focus();
  });
  form.addEventListener("command:refused", release);
  form.addEventListener("focusin", () => {
    form.dataset.used = "";
  });
  text.addEventListener("input", () => {
    keep();
    fit();
    timer ??= setTimeout(sendDraft, SEND_DRAFT_EVERY);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  // A draft that is under way by HTTP could otherwise come in after the story.
  form.addEventListener("submit", (event) => {
    if (!sending || stage.line.live) return;
    event.preventDefault();
    sending.then(() => form.requestSubmit());
  });
  addEventListener("storage", (event) => {
    const other = event.key?.startsWith("icebreak.draft.") && event.key.endsWith(`.${room}`);
    if (!other || !form.isConnected || document.activeElement === text) return;
    text.value = kept.load(room)?.text ?? "";
    fit();
  });
  addEventListener("pagehide", () => {
    if (form.isConnected && timer) post("story.draft", draft(), true);
  });

  if (waiting) resume(form, waiting, stage);
  else offerPast();
  fit();

  function release() {
    clearTimeout(timer);
    timer = null;
    text.readOnly = false;
    fit();
  }

  function keep() {
    try {
      kept.save(room, text.value, sent, Date.now());
    } catch {
      // A full storage: the server's copy has to do.
    }
  }

  function draft() {
    return { room, text: text.value, key: newKey() };
  }

  async function sendDraft() {
    timer = null;
    if (!form.isConnected || text.readOnly || text.value === sent) return;
    const payload = draft();
    sending = stage.line.ask("story.draft", payload);
    const answer = await sending;
    sending = null;
    if (!answer?.ok) return;
    sent = payload.text;
    if (text.value.trim()) keep();
  }

  function fit() {
    if (!CSS.supports("field-sizing", "content")) {
      text.style.blockSize = "auto";
      text.style.blockSize = `${text.scrollHeight + text.offsetHeight - text.clientHeight}px`;
    }
    const left = text.maxLength - text.value.length;
    for (const place of form.querySelectorAll("[data-letters]")) {
      place.textContent = left <= FEW ? stage.t("letters.left", { n: left }) : "";
    }
  }

  function offerPast() {
    const past = kept.past(room, Date.now());
    if (!past) return;
    stage.notice("draft", stage.t("draft.past"), [
      [
        stage.t("draft.use"),
        () => {
          text.value = text.value.trim() ? `${text.value}\n${past.text}` : past.text;
          kept.drop(past.room);
          text.dispatchEvent(new Event("input", { bubbles: true }));
          text.focus();
        },
      ],
      [stage.t("draft.drop"), () => kept.drop(past.room)],
    ]);
  }
}
