import { parsed, stored } from "./outbox.js";

const DAY = 24 * 3600 * 1000;

/** Unsent stories, one a room, kept on this device as they are typed. */
export function drafts(storage, as) {
  const prefix = `icebreak.draft.${as}.`;
  return {
    /** `sent` is what the server is known to have of it. */
    save(room, text, sent, now) {
      storage.setItem(prefix + room, JSON.stringify({ text, sent, at: now }));
    },

    load: (room) => parsed(storage.getItem(prefix + room)),

    drop: (room) => storage.removeItem(prefix + room),

    /** The newest of the last day from a room other than `room`: {room, text}, or null. */
    past(room, now) {
      const [newest] = stored(storage, prefix)
        .map(([name, draft]) => ({ ...draft, room: name.slice(prefix.length) }))
        .filter((draft) => draft.room !== room && draft.text?.trim() && now - draft.at < DAY)
        .sort((one, other) => other.at - one.at);
      return newest ? { room: newest.room, text: newest.text } : null;
    },
  };
}

/**
 * Which text the story form begins with: the server's, or what was typed on this device.
 *
 * The device's wins as long as it holds something that the server never had.
 */
export function chosen(onServer, draft) {
  if (!draft) return onServer;
  return draft.text === draft.sent ? onServer : draft.text;
}
