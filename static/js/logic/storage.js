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
