const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const ABANDONED = 15 * SECOND;

// Carried out minutes later, these would surprise everybody.
const BRIEF = /^(turn|prompt|time|help|round|step|session|host|rooms|link|plan|person\.move)\b/;
const BRIEF_FOR = 30 * SECOND;

const PASSING = new Set(["busy", "unavailable", "rate_limited"]);

/**
 * Commands that the server has not answered yet, in a Storage that outlives the page.
 *
 * Each lies under a name of its own, so that two tabs never overwrite each other's. A tab
 * sends its own, and those of others only when they have lain there for 15 s; should two
 * tabs send the same one, its key makes it one.
 */
export function outbox(storage, as, tab) {
  const prefix = `icebreak.out.${as}.`;
  let last = 0;

  return {
    /** Keep a command until it is settled. Throws what the storage throws when it is full. */
    add(command, payload, key, now) {
      last = Math.max(last + 1, now);
      const entry = { command, payload, key, tab, at: now, order: last, tries: 0 };
      storage.setItem(prefix + key, JSON.stringify(entry));
      return entry;
    },

    /** What this tab may send at `now`, oldest first. */
    waiting(now) {
      return stored(storage, prefix)
        .map(([, entry]) => entry)
        .filter((entry) => entry.tab === tab || now - entry.at > ABANDONED)
        .sort((one, other) => one.order - other.order);
    },

    retried(entry) {
      const next = { ...entry, tries: entry.tries + 1 };
      storage.setItem(prefix + entry.key, JSON.stringify(next));
      return next;
    },

    remove(entry) {
      storage.removeItem(prefix + entry.key);
    },
  };
}

/**
 * What becomes of a command after an answer, or null for none:
 * "done", "again" (same key), "late" (given up), "refused", or "stranger" (kept until
 * whoever it is comes back with their link).
 */
export function verdict(entry, answer, now) {
  if (answer?.ok) return "done";
  if (answer?.error === "unauthorised") return "stranger";
  if (answer && !PASSING.has(answer.error)) return "refused";
  return now - entry.at > keptFor(entry.command) ? "late" : "again";
}

function keptFor(command) {
  return BRIEF.test(command) ? BRIEF_FOR : DAY;
}

/** Storage that keeps nothing beyond the page, for browsers that refuse the real one. */
export function memoryStorage() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, String(value)),
    removeItem: (name) => void kept.delete(name),
  };
}

/** All that is stored under names with `prefix`, parsed: [[name, value], …]. */
export function stored(storage, prefix) {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at));
  return names
    .filter((name) => name?.startsWith(prefix))
    .map((name) => [name, parsed(storage.getItem(name))])
    .filter(([, value]) => value !== null);
}

export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
