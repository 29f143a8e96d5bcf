import { allOrders } from '../stream/board.js';

/**
 * @typedef {object} LiveStore a store of the chain at this moment
 * @property {string} store_id
 * @property {string} store_name
 * @property {boolean} intake_paused
 * @property {boolean} closed nobody of it logs in, at no table either
 * @property {boolean} is_broken nothing more comes of it, so that nothing can be said of its guests
 * @property {number} open_sessions tables with guests
 * @property {Record<import('../stream/board.js').Status, number>} orders_by_status of the open sessions
 * @property {number} total_amount what the open sessions come to, in minor units of its currency
 * @property {string} [currency]
 * @property {string | null} waiting_since when the longest waiting of the pending orders was placed
 *
 * @typedef {{store_id: string, store_name: string, intake_paused: boolean, closed?: boolean, currency?: string, position: string}} Told what is known of a store
 *   beside its board, and the position of it
 */

/** @param {Told} told @param {import('../stream/board.js').Board} board @param {boolean} isBroken @returns {LiveStore} */
export function liveStore({ store_id, store_name, intake_paused, closed = false, currency }, board, isBroken) {
  const orders_by_status = { PENDING: 0, PREPARING: 0, COMPLETED: 0 };
  /** @type {string | null} */
  let waiting_since = null;
  for (const { status, ordered_at } of allOrders(board)) {
    orders_by_status[status] += 1;
    if (status === 'PENDING' && (waiting_since === null || ordered_at < waiting_since)) waiting_since = ordered_at;
  }
  const seated = board.tables.filter((table) => table.session_id !== null);
  const total_amount = seated.reduce((sum, table) => sum + table.total_amount, 0);
  return {
    store_id,
    store_name,
    intake_paused,
    closed,
    is_broken: isBroken,
    open_sessions: seated.length,
    orders_by_status,
    total_amount,
    currency,
    waiting_since,
  };
}
