import { reasonOf } from '../lib/api.js';
import { newKey, recall, remember } from '../lib/device.js';
import { ChainMenu } from './menu.js';
import { ChainSales } from './sales.js';
import { ChainSource } from './source.js';
import { StoresUpkeep } from './stores-upkeep.js';

const HOUR_MS = 3_600_000;

/** What stores are sorted by, the largest first. @type {Record<Exclude<import('./stores-table.js').Column, 'name' | 'waiting'>, (store: LiveStore) => number>} */
const FIGURES = {
  state: (store) => (store.closed ? 0 : store.intake_paused ? 1 : 2),
  seated: (store) => store.open_sessions,
  pending: (store) => store.orders_by_status.PENDING,
  preparing: (store) => store.orders_by_status.PREPARING,
  total: (store) => store.total_amount,
};

/** How long a store stands out to which an order has come. */
const FRESH_MS = 4_000;

/**
 * @typedef {import('./live-store.js').LiveStore} LiveStore
 * @typedef {{orders: (number | null)[], waits: (number | null)[]}} Hours the latest last; waits in seconds
 * @typedef {{start: string, end: string, stores: {store_id: string, hours: {start: string, orders: number, median_wait_seconds?: number}[]}[]}} Activity
 */

/** The stores of a chain, as its admins see and steer them. */
export class Chain {
  /** @type {LiveStore[] | null} */
  stores = null;
  /** @type {Map<string, Hours>} by store */
  hours = new Map();
  /** @type {Set<string>} stores that are being paused or resumed */
  changing = new Set();
  /** @type {Map<string, string>} why that failed, by store */
  failures = new Map();
  /** @type {Map<string, number>} timers of stores to which an order has just come */
  fresh = new Map();
  /** What is looked for in the stores' names. */
  sought = '';
  /** @type {import('./stores-table.js').Column} */
  order = 'waiting';
  isDescending = false;
  /** Rows of a table rather than cards, which many stores are looked through sooner with. The device remembers the choice. */
  isTable = recall('chain.rows', false);

  /**
   * @param {{stream_url?: string}} settings
   * @param {import('../lib/account.js').Account} account
   * @param {() => void} changed
   */
  constructor(settings, account, changed) {
    this.account = account;
    this.changed = changed;
    this.source = new ChainSource(settings, account, {
      onStores: (stores) => (this.stores = stores),
      onOrder: (storeId) => this.#welcome(storeId),
      onActivity: (activity) => (this.hours = hoursOf(activity)),
      changed,
    });
    this.sales = new ChainSales(account, changed);
    this.menu = new ChainMenu(
      (path, request) => this.call(path, request),
      () => account.login?.chain_id ?? '',
      changed,
    );
    this.upkeep = new StoresUpkeep(this, (position) => this.source.read(position), changed);
  }

  /** @param {string} path @param {import('../lib/api.js').Request} [request] */
  call(path, request) {
    return this.account.call(path, request);
  }

  get connection() {
    return this.source.connection;
  }

  start() {
    this.source.start();
  }

  stop() {
    this.source.stop();
  }

  hurry() {
    this.source.hurry();
  }

  /** @param {string} storeId */
  #welcome(storeId) {
    clearTimeout(this.fresh.get(storeId));
    const timer = window.setTimeout(() => {
      this.fresh.delete(storeId);
      this.changed();
    }, FRESH_MS);
    this.fresh.set(storeId, timer);
  }

  /** Those that are looked for, in the order that is asked for. */
  get shown() {
    const sought = this.sought.trim().toLowerCase();
    const all = arranged(this.stores ?? [], this.order);
    return (this.isDescending ? all.reverse() : all).filter(
      (store) => store.store_name.toLowerCase().includes(sought) || store.store_id.includes(sought),
    );
  }

  /** @param {boolean} rows */
  showRows(rows) {
    this.isTable = rows;
    remember('chain.rows', rows);
    this.changed();
  }

  /** The same again turns it round. @param {import('./stores-table.js').Column} column */
  sortBy(column) {
    this.isDescending = this.order === column && !this.isDescending;
    this.order = column;
    this.changed();
  }

  /** @param {LiveStore} store @param {boolean} closed as it is to be */
  setClosed({ store_id: id }, closed) {
    return this.#change(id, () =>
      this.account.call(`/chain/stores/${id}/${closed ? 'close' : 'reopen'}`, { method: 'POST', key: newKey() }),
    );
  }

  /** @param {LiveStore} store @param {boolean} paused @param {string} reason */
  async setPaused(store, paused, reason) {
    const { store_id: id } = store;
    const body = { intake_paused: paused, ...(reason ? { pause_reason: reason } : {}) };
    await this.#change(id, () => this.account.call(`/chain/stores/${id}`, { method: 'PATCH', body, key: newKey() }));
  }

  /** @param {string} id @param {() => Promise<{position: string | null} | null>} change */
  async #change(id, change) {
    if (this.changing.has(id)) return;
    this.changing.add(id);
    this.failures.delete(id);
    this.changed();
    try {
      const answer = await change();
      await this.source.read(answer?.position);
    } catch (failure) {
      this.failures.set(id, reasonOf(failure));
    }
    this.changing.delete(id);
    this.changed();
  }
}

/** @param {LiveStore[]} stores @param {import('./stores-table.js').Column} order */
export function arranged(stores, order) {
  const byName = (/** @type {LiveStore} */ a, /** @type {LiveStore} */ b) =>
    a.store_name.localeCompare(b.store_name, 'ko');
  if (order === 'name') return [...stores].sort(byName);
  if (order !== 'waiting') {
    const figure = FIGURES[order];
    return [...stores].sort((a, b) => figure(b) - figure(a) || byName(a, b));
  }
  // Of whom nothing is known comes first, then who waits since earlier; who does not wait comes last.
  const since = (/** @type {LiveStore} */ store) => (store.is_broken ? '' : (store.waiting_since ?? '9'));
  return [...stores].sort((a, b) => since(a).localeCompare(since(b)) || byName(a, b));
}

/** @param {Activity} activity @returns {Map<string, Hours>} */
export function hoursOf({ start, end, stores }) {
  const first = Date.parse(start);
  const count = Math.round((Date.parse(end) - first) / HOUR_MS);
  return new Map(
    stores.map(({ store_id, hours }) => {
      const orders = Array(count).fill(0);
      const waits = Array(count).fill(null);
      hours.forEach((hour) => {
        const place = Math.round((Date.parse(hour.start) - first) / HOUR_MS);
        orders[place] = hour.orders;
        waits[place] = hour.median_wait_seconds ?? null;
      });
      return [store_id, { orders, waits }];
    }),
  );
}
