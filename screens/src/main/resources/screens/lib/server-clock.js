/**
 * The time of the platform, for everything that is counted from it. The device's own clock may be wrong by hours, so its
 * distance from the server's is measured with each answer that says the server's time.
 */
let aheadMs = 0;

/** @param {string | number | null | undefined} serverTime as an answer says it; one that says nothing changes nothing */
export function hearServerTime(serverTime) {
  const heard = typeof serverTime === 'string' ? Date.parse(serverTime) : (serverTime ?? Number.NaN);
  if (Number.isFinite(heard)) aheadMs = heard - Date.now();
}

/** Milliseconds of now, by the server's clock. */
export function serverNow() {
  return Date.now() + aheadMs;
}
