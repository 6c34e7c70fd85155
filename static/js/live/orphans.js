import { drafts } from "../logic/drafts.js";
import { as, onDevice } from "./page.js";

/**
 * What was sent before the page was loaded, and settled after: a story that was refused becomes
 * a draft again, and of anything else that failed one is told.
 */
export function settleOrphan({ entry, fate, answer }, stage) {
  const { command, payload } = entry;
  const kept = drafts(onDevice, as);
  if (command === "story.tell") {
    if (fate !== "done") kept.save(payload.room, payload.text, "", Date.now());
    else if (kept.load(payload.room)?.text === payload.text) kept.drop(payload.room);
    // A form that shows the draft already learns of it as other tabs do.
    dispatchEvent(new StorageEvent("storage", { key: `icebreak.draft.${as}.${payload.room}` }));
  }
  if (fate === "done") return stage.refresh();
  const message = answer?.message ?? stage.t("send.late");
  return stage.notice("refused", stage.t("send.refused", { message }));
}
