/** A Storage that refuses to hold more than `room` entries, as a full one does. */
export function smallStorage(storage, room) {
  return {
    get length() {
      return storage.length;
    },
    key: (at) => storage.key(at),
    getItem: (name) => storage.getItem(name),
    removeItem: (name) => storage.removeItem(name),
    setItem(name, value) {
      if (storage.length >= room && storage.getItem(name) === null) throw new Error("full");
      storage.setItem(name, value);
    },
  };
}
