import { backoff } from "../logic/backoff.js";
import { newKey } from "../logic/keys.js";
import { memoryStorage, outbox, verdict } from "../logic/outbox.js";
import { as, onDevice, tab } from "./page.js";

/**
 * Sends what lies in the outbox, one command after the other, until each is settled.
 *
 * @param ask (command, payload) → answer or null
 * @param orphan (entry, fate, answer) for what was settled without a form that waits for it
 * @param stranger () when the server no longer knows who sends
 */
export function sending({ ask, orphan, stranger }) {
  const box = outbox(onDevice, as, tab);
  const spare = outbox(memoryStorage(), as, tab);
  const waiters = new Map();
  let running = false;
  let wake = () => {};

  /** Resolves to {fate, answer}; see verdict for the fates. */
  function give(command, payload) {
    const key = newKey();
    const settled = settlement(key);
    attemptIn(box, (kept) => kept.add(command, payload, key, Date.now()));
    run();
    return settled;
  }

  function settlement(key) {
    return new Promise((resolve) => waiters.set(key, resolve));
  }

  async function run() {
    if (running) return;
    running = true;
    for (let entry = next(); entry; entry = next()) {
      const answer = await ask(entry.command, { ...entry.payload, key: entry.key });
      const fate = verdict(entry, answer, Date.now());
      if (fate === "stranger") {
        stranger();
        break;
      }
      if (fate === "again") await retry(entry);
      else settle(entry, fate, answer);
    }
    running = false;
  }

  function next() {
    return box.waiting(Date.now())[0] ?? spare.waiting(Date.now())[0];
  }

  async function retry(entry) {
    attemptIn(box, (kept) => kept.retried(entry));
    await new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, backoff(entry.tries, Math.random()));
    });
  }

  // A device whose storage is full still sends, but forgets with the page.
  function attemptIn(kept, act) {
    try {
      act(kept);
    } catch {
      act(spare);
    }
  }

  function settle(entry, fate, answer) {
    box.remove(entry);
    spare.remove(entry);
    const resolve = waiters.get(entry.key) ?? (() => orphan(entry, fate, answer));
    waiters.delete(entry.key);
    resolve({ fate, answer });
  }

  return {
    give,
    settlement,
    waiting: () => box.waiting(Date.now()),
    /** The line is back: don't wait any longer. */
    hurry() {
      wake();
      run();
    },
  };
}
