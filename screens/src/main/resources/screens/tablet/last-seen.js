import { recall, remember } from '../lib/device.js';
import { serverNow } from '../lib/server-clock.js';

/**
 * The menu as this table's tablet saw it last, for as long as nobody can say what it is now.
 *
 * @typedef {import('./restaurant.js').Place} Place
 * @typedef {import('../lib/api.js').StoreSettings} StoreSettings
 * @typedef {import('../lib/api.js').Section} Section
 * @typedef {{store_id: string, table_number: number, store: StoreSettings, categories: Section[], at: number}} LastSeen
 */
const KEPT = 'tablet.menu';

/** @param {Place} place @returns {LastSeen | null} of this table, not of one that the tablet stood on before */
export function lastSeen({ store_id, table_number }) {
  const kept = recall(KEPT, /** @type {LastSeen | null} */ (null));
  return kept?.store_id === store_id && kept.table_number === table_number ? kept : null;
}

/** @param {Place} place @param {StoreSettings} store @param {Section[]} categories */
export function keepSeen({ store_id, table_number }, store, categories) {
  remember(KEPT, { store_id, table_number, store, categories, at: serverNow() });
}
