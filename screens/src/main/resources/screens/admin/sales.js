import { attempt } from '../lib/attempt.js';
import { serverNow } from '../lib/server-clock.js';
import { dateOf, instantOf } from '../lib/store-locale.js';

const DAY_MINUTES = 24 * 60;

/**
 * @typedef {{orders: number, revenue: number, buckets: {start: string, orders: number, revenue: number}[]}} Stats
 * @typedef {{events: number, intact: boolean}} Proof
 */

/** What a store has sold on a day, and whether the record of it is whole. */
export class Sales {
  date = '';
  /** @type {Stats | null} */
  stats = null;
  /** @type {Proof | null} */
  proof = null;
  isProving = false;
  /** @type {string | null} */
  failure = null;
  #store;
  #changed;

  /** @param {import('./store.js').Store} store @param {() => void} changed */
  constructor(store, changed) {
    this.#store = store;
    this.#changed = changed;
  }

  open() {
    this.proof = null;
    return this.read(dateOf(serverNow()));
  }

  /** @param {string} date */
  async read(date) {
    this.date = date;
    this.stats = null;
    const start = new Date(instantOf(date, 0)).toISOString();
    const end = new Date(instantOf(date, DAY_MINUTES)).toISOString();
    await attempt(this, this.#changed, async () => {
      const answer = await this.#store.call(`/admin/stats?${new URLSearchParams({ start, end })}`);
      if (date === this.date) this.stats = answer?.body;
    });
  }

  /** Has the server check the whole record against its own chain of hashes. */
  async prove() {
    this.isProving = true;
    await attempt(this, this.#changed, async () => {
      const answer = await this.#store.call('/admin/audit/verify');
      this.proof = answer?.body;
    });
    this.isProving = false;
    this.#changed();
  }
}
