import { attempt } from '../lib/attempt.js';
import { cell, csv, decimal } from '../lib/csv.js';

/**
 * @typedef {import('../lib/sold.js').Figures} Figures
 * @typedef {{start: string, orders: number, revenue: number}} Hour
 * @typedef {{menu_id: string, menu_name: string, quantity: number, revenue: number}} Dish
 * @typedef {{orders: number, p50: number, p95: number}} Waited seconds
 *
 * @typedef {object} DayReport a business day, as the server reports it
 * @property {string} store_id
 * @property {string} date
 * @property {boolean} over false while more may be sold
 * @property {string} currency
 * @property {number} minor_units
 * @property {Figures} sold
 * @property {Figures} week_before
 * @property {number} open_sessions tables that are not closed, now
 * @property {Hour[]} hours those that had orders
 * @property {Dish[]} dishes what brought the most first
 * @property {Record<string, Waited>} seconds_in_status
 * @property {{reason?: string | null, orders: number}[]} [cancellations] nothing where the record is not kept any more
 *
 * @typedef {{events: number, intact: boolean}} Proof
 */

const HEADER = 'store_id,date,menu_id,menu_name,quantity,revenue,currency';

/** What a store has sold on a business day, and whether the record of it is whole. */
export class Sales {
  date = '';
  /** The business day that goes on, once it is known. */
  today = '';
  /** @type {DayReport | null} */
  report = null;
  /** @type {Proof | null} */
  proof = null;
  isProving = false;
  /** @type {string | null} */
  failure = null;
  #store;
  #changed;
  #asked = 0;

  /** @param {import('./store.js').Store} store @param {() => void} changed */
  constructor(store, changed) {
    this.#store = store;
    this.#changed = changed;
  }

  /** Begins with the day that goes on, which the server knows. */
  open() {
    this.proof = null;
    return this.read('');
  }

  /** @param {string} date of the business day; empty for the one that goes on */
  async read(date) {
    const asked = ++this.#asked;
    this.date = date;
    this.report = null;
    await attempt(this, this.#changed, async () => {
      const answer = await this.#store.call(`/admin/reports/day${date ? `?${new URLSearchParams({ date })}` : ''}`);
      if (asked !== this.#asked || !answer) return;
      this.report = answer.body;
      this.date = answer.body.date;
      if (!date) this.today = answer.body.date;
    });
  }

  get csv() {
    return csvOf(this.report);
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

/** What was sold of each dish. @param {DayReport | null} report */
export function csvOf(report) {
  return csv(
    HEADER,
    (report?.dishes ?? []).map((dish) => [
      cell(report?.store_id ?? ''),
      report?.date ?? '',
      cell(dish.menu_id),
      cell(dish.menu_name),
      dish.quantity,
      decimal(dish.revenue, report?.minor_units ?? 0),
      report?.currency ?? '',
    ]),
  );
}
