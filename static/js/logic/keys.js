const BYTES = 18;

/**
 * A fresh key for a command: 24 random base64url characters.
 *
 * On a LAN the page comes over plain HTTP, where crypto.randomUUID does not exist.
 */
export function newKey(random = crypto) {
  const bytes = random.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
