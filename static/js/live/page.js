import { newKey } from "../logic/keys.js";
import { memoryStorage, parsed } from "../logic/outbox.js";
import { speaker } from "../logic/strings.js";

/** What the server wrote into the page about itself. */
export const page = {
  get kind() {
    return document.body.dataset.page;
  },
  /** The room whose stories this page shows; null elsewhere. */
  get room() {
    return document.querySelector("form[data-command='story.tell'] [name=room]")?.value ?? null;
  },
};

export const { as = "", session = "" } = document.body.dataset;

// A form that was posted and refused: neither reloading nor "back" must ask to send it again.
if (/[?&]command=/.test(location.search)) history.replaceState(null, "", location.pathname);

/** Where the server shows this person what is theirs now. */
export const home = as.startsWith("host/") ? location.pathname : `/s/${session}/`;

export const t = speaker(written(document, "strings") ?? {}, document.documentElement.lang);

/** What outlives this page on this device; what outlives it in this tab. */
export const onDevice = usable(() => localStorage);
export const inTab = usable(() => sessionStorage);

/** Which tab this is, the same after a reload. */
export const tab = inTab.getItem("icebreak.tab") ?? newKey();
inTab.setItem("icebreak.tab", tab);

/** A JSON script of a document, or null. */
export function written(root, id) {
  return parsed(root.getElementById(id)?.textContent ?? "null");
}

/** One part that fails must not take the others along. */
export function attempt(act) {
  try {
    return act();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
    return undefined;
  }
}

function usable(storage) {
  try {
    const found = storage();
    found.setItem("icebreak.try", "1");
    found.removeItem("icebreak.try");
    return found;
  } catch {
    return memoryStorage();
  }
}
