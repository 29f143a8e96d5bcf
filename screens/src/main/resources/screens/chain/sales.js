import { reasonOf } from '../lib/api.js';
import { cell, csv, decimal } from '../lib/csv.js';
import { serverNow } from '../lib/server-clock.js';
import { averageOf, changeOf } from '../lib/sold.js';
import { dateOf } from '../lib/store-locale.js';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/**
 * @typedef {import('../lib/sold.js').Figures} Figures
 * @typedef {{date: string, over: boolean, sold: Figures, week_before: Figures}} Day
 * @typedef {{store_id: string, store_name: string, currency: string, minor_units: number, days: Day[]}} StoreSales
 * @typedef {{start_date: string, end_date: string, stores: StoreSales[]}} SalesAnswer
 *
 * @typedef {object} Row what a store has sold on one day, or on all of them
 * @property {string} store_id
 * @property {string} store_name
 * @property {string} currency
 * @property {string} date empty for all of them
 * @property {boolean} over false while more may be sold
 * @property {Figures} sold
 * @property {Figures} before the same days a week earlier
 *
 * @typedef {'name' | 'date' | 'revenue' | 'before' | 'orders' | 'average' | 'cancelled'} Column
 */

/** What the stores of a chain have sold. Asked for when somebody wants to see it. */
export class ChainSales {
  isOpen = false;
  start = '';
  end = '';
  /** Whether each day has a row of its own. */
  byDay = false;
  /** @type {Column} */
  column = 'name';
  isDescending = false;
  /** @type {SalesAnswer | null} */
  answer = null;
  /** @type {string | null} */
  failure = null;
  #account;
  #changed;
  #asked = 0;

  /** @param {import('../lib/account.js').Account} account @param {() => void} changed */
  constructor(account, changed) {
    this.#account = account;
    this.#changed = changed;
  }

  toggle() {
    this.isOpen = !this.isOpen;
    this.#changed();
    if (this.isOpen && this.answer === null) this.read();
  }

  /** @param {{start?: string, end?: string}} [span] what is not said is the last week */
  async read({ start = this.start, end = this.end } = {}) {
    const asked = ++this.#asked;
    this.failure = null;
    this.start = start;
    this.end = end;
    this.#changed();
    const query = new URLSearchParams(
      [
        ['start_date', start],
        ['end_date', end],
      ].filter(([, date]) => date),
    );
    try {
      const found = await this.#account.call(`/chain/sales?${query}`);
      if (asked !== this.#asked) return;
      this.answer = found?.body;
      this.start = found?.body.start_date;
      this.end = found?.body.end_date;
    } catch (failure) {
      if (asked === this.#asked) this.failure = reasonOf(failure);
    }
    this.#changed();
  }

  get today() {
    return dateOf(serverNow());
  }

  /** The week that ends with the last day shown. */
  lastWeek() {
    const end = this.end || this.today;
    const start = new Date(Date.parse(end) - (WEEK_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
    return this.read({ start, end });
  }

  /** @param {Column} column */
  sortBy(column) {
    this.isDescending = column === this.column ? !this.isDescending : column !== 'name' && column !== 'date';
    this.column = column;
    this.#changed();
  }

  /** @param {boolean} byDay */
  splitByDay(byDay) {
    this.byDay = byDay;
    this.#changed();
  }

  get rows() {
    const rows = (this.answer?.stores ?? []).flatMap((store) => (this.byDay ? daysOf(store) : [sumOf(store)]));
    return sorted(rows, this.column, this.isDescending);
  }

  /** One sum for each currency, since amounts of two are no sum. */
  get totals() {
    const rows = (this.answer?.stores ?? []).map(sumOf);
    return [...new Set(rows.map((row) => row.currency))].map((currency) => {
      const ofIt = rows.filter((row) => row.currency === currency);
      return { currency, sold: added(ofIt.map((row) => row.sold)), before: added(ofIt.map((row) => row.before)) };
    });
  }

  get csv() {
    return csvOf((this.answer?.stores ?? []).flatMap((store) => daysOf(store).map((row) => ({ ...row, store }))));
  }
}

/** @param {StoreSales} store @returns {Row[]} */
export function daysOf({ store_id, store_name, currency, days }) {
  return days.map(({ date, over, sold, week_before }) => ({
    store_id,
    store_name,
    currency,
    date,
    over,
    sold,
    before: week_before,
  }));
}

/** @param {StoreSales} store @returns {Row} */
export function sumOf(store) {
  const days = daysOf(store);
  return {
    store_id: store.store_id,
    store_name: store.store_name,
    currency: store.currency,
    date: '',
    over: days.every((day) => day.over),
    sold: added(days.map((day) => day.sold)),
    before: added(days.map((day) => day.before)),
  };
}

/** @param {Figures[]} figures */
function added(figures) {
  const sum = (/** @type {(one: Figures) => number} */ of) => figures.reduce((all, one) => all + of(one), 0);
  return {
    orders: sum((one) => one.orders),
    revenue: sum((one) => one.revenue),
    cancelled: sum((one) => one.cancelled),
  };
}

/** @type {Record<Exclude<Column, 'name' | 'date'>, (row: Row) => number>} */
const NUMBERS = {
  revenue: (row) => row.sold.revenue,
  before: (row) => changeOf(row) ?? Number.NEGATIVE_INFINITY,
  orders: (row) => row.sold.orders,
  average: (row) => averageOf(row.sold) ?? -1,
  cancelled: (row) => row.sold.cancelled,
};

/** Amounts are compared within a currency only. @param {Row[]} rows @param {Column} column @param {boolean} isDescending */
export function sorted(rows, column, isDescending) {
  const byName = (/** @type {Row} */ a, /** @type {Row} */ b) =>
    a.store_name.localeCompare(b.store_name, 'ko') || a.date.localeCompare(b.date);
  const isAmount = column === 'revenue' || column === 'average';
  const turn = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === 'name') return turn * byName(a, b);
    if (column === 'date') return turn * a.date.localeCompare(b.date) || byName(a, b);
    const currency = isAmount ? a.currency.localeCompare(b.currency) : 0;
    const [one, other] = [NUMBERS[column](a), NUMBERS[column](b)];
    return currency || (one === other ? byName(a, b) : turn * (one < other ? -1 : 1));
  });
}

const HEADER =
  'store_id,store_name,date,currency,revenue,orders,average,cancelled,revenue_week_before,orders_week_before';

/** @param {(Row & {store: StoreSales})[]} rows */
export function csvOf(rows) {
  return csv(
    HEADER,
    rows.map(({ store, sold, before, ...row }) => [
      cell(row.store_id),
      cell(row.store_name),
      row.date,
      row.currency,
      decimal(sold.revenue, store.minor_units),
      sold.orders,
      decimal(averageOf(sold), store.minor_units),
      sold.cancelled,
      decimal(before.revenue, store.minor_units),
      before.orders,
    ]),
  );
}
