/** What a device remembers through reloads. A browser that keeps nothing (private mode, full disk) only forgets sooner. */

/** @param {string} key @template T @param {T} fallback @returns {T} */
export function recall(key, fallback) {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? fallback : JSON.parse(kept);
  } catch {
    return fallback;
  }
}

/** @param {string} key @param {unknown} value null forgets it */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // See above.
  }
}

/** A random UUID; `crypto.randomUUID` is missing on pages served over plain HTTP in a restaurant's own network. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
