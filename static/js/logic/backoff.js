/**
 * Milliseconds to wait before try number `tries` + 1; `chance` in [0, 1) spreads it by half.
 */
export function backoff(tries, chance, first = 500, most = 8000) {
  return Math.min(most, first * 2 ** tries) * (0.5 + chance);
}

/** A moment between `least` and `most` milliseconds, so that a crowd doesn't come all at once. */
export function spread(chance, least, most) {
  return least + chance * (most - least);
}
