import { recall, remember } from '../lib/device.js';

/**
 * The menu as this table's tablet saw it last, for as long as nobody can say what it is now.
 *
 * @typedef {{store_id: string, table: {store_name: string, table_number: number}, categories: any[], at: number}} LastSeen
 */
const KEPT = 'tablet.menu';

/** @param {import('./restaurant.js').Device} device @returns {LastSeen | null} of this table, not of one that the tablet stood on before */
export function lastSeen({ store_id, table_number }) {
  const kept = recall(KEPT, /** @type {LastSeen | null} */ (null));
  return kept?.store_id === store_id && kept.table.table_number === table_number ? kept : null;
}

/** @param {string} store_id @param {LastSeen['table']} table @param {any[]} categories */
export function keepSeen(store_id, { store_name, table_number }, categories) {
  remember(KEPT, { store_id, table: { store_name, table_number }, categories, at: Date.now() });
}
