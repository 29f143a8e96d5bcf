import { NoAnswer, Problem } from '../lib/api.js';
import { LastingLogin } from '../lib/login.js';
import { keepSeen, lastSeen } from './last-seen.js';

/** @typedef {{store_id: string, table_number: number, table_password: string}} Device */

/** While something cooks, its status is looked up this often; a tablet asks with an ETag and is mostly answered 304. */
const ORDERS_EVERY_MS = 5_000;
const IDLE_ORDERS_EVERY_MS = 20_000;
const MENU_EVERY_MS = 30_000;
/** While the line is down, or what is shown is what was seen last. */
const PROBE_EVERY_MS = 2_000;

/**
 * The table's side of the platform: its menu and its session's orders, kept fresh. Emits `change`, and `refused` when what it
 * shows is what was seen last and nothing newer will come.
 *
 * Polls rather than follows a stream: tablets outnumber admin screens by ten to one, look at the menu most of the time,
 * and can wait seconds for a status.
 */
export class Restaurant extends EventTarget {
  /** @type {any} of the login */
  table = null;
  /** @type {any[] | null} */
  categories = null;
  /** @type {any} the open session's; null while it is not known */
  orders = null;
  /** @type {number | null} when the menu was seen that is shown; null for the one of now */
  seenAt = null;
  #device;
  #login;
  #line;
  /** @type {string | null} */
  #menuTag = null;
  /** @type {string | null} */
  #ordersTag = null;
  /** @type {string | null} of this table's last write, which what is read next must include */
  #written = null;
  #menuDue = 0;
  #ordersDue = 0;
  #timer = 0;
  #isClosed = false;

  /** @param {Device} device @param {import('./line.js').Line} line */
  constructor(device, line) {
    super();
    this.#device = device;
    this.#line = line;
    this.#login = new LastingLogin('/customer/login', device, (answer) => (this.table = answer));
  }

  /** Logs in, which shows whether the device is set up right, and begins to keep things fresh. */
  async open() {
    try {
      await this.#login.token();
    } catch (failure) {
      if (failure instanceof NoAnswer) this.#line.failed();
      throw failure;
    }
    this.#tick();
  }

  /** Shows what was seen last, and goes on trying. @returns {boolean} false when there is nothing to be shown */
  openAsLastSeen() {
    const seen = lastSeen(this.#device);
    if (!seen) return false;
    this.table = seen.table;
    this.categories = seen.categories;
    this.seenAt = seen.at;
    this.#tick();
    return true;
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  get #isBlind() {
    return this.#line.isDown || this.seenAt !== null;
  }

  /** @param {object} order @param {string} key */
  async place(order, key) {
    const answer = await this.#ask('/customer/orders', { method: 'POST', body: order, key });
    this.#wrote(answer);
    return answer?.body;
  }

  /** @param {any} order @param {string} key */
  async cancel(order, key) {
    this.#wrote(await this.#ask(`/customer/orders/${order.order_id}/cancel`, { method: 'POST', key }));
  }

  /** @param {{position: string | null} | null} answer */
  #wrote(answer) {
    this.#written = answer?.position ?? null;
    this.#ordersDue = 0;
    this.#soon(0);
  }

  /** Looks again at once. */
  async refresh() {
    this.#menuDue = this.#ordersDue = 0;
    await this.#freshen();
  }

  get menus() {
    return (this.categories ?? []).flatMap((category) => category.menus);
  }

  async #tick() {
    await this.#freshen();
    if (!this.#isClosed) this.#soon(this.#isBlind ? PROBE_EVERY_MS : 1_000);
  }

  /** @param {number} ms */
  #soon(ms) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#tick(), ms);
  }

  async #freshen() {
    const now = Date.now();
    try {
      if (now >= this.#menuDue || this.#isBlind) await this.#readMenu();
      if (now >= this.#ordersDue) await this.#readOrders();
    } catch (failure) {
      // The line says so; the next tick tries again.
      const isRefused = this.seenAt !== null && failure instanceof Problem && failure.isFinal;
      if (isRefused) this.dispatchEvent(new CustomEvent('refused', { detail: failure }));
    }
  }

  async #readMenu() {
    this.#menuDue = Date.now() + MENU_EVERY_MS;
    const answer = await this.#ask('/customer/menus', { etag: this.#menuTag ?? undefined });
    if (!answer) return;
    this.#menuTag = answer.etag;
    this.categories = answer.body.categories;
    this.seenAt = null;
    keepSeen(this.#device.store_id, this.table, answer.body.categories);
    this.dispatchEvent(new Event('change'));
  }

  async #readOrders() {
    const behind = this.#written ? `?after=${this.#written}` : '';
    const answer = await this.#ask(`/customer/orders${behind}`, { etag: this.#ordersTag ?? undefined });
    this.#written = null;
    if (answer) {
      this.#ordersTag = answer.etag;
      this.orders = answer.body;
      this.dispatchEvent(new Event('change'));
    }
    const cooking = this.orders?.orders.some((/** @type {any} */ order) => order.status !== 'COMPLETED');
    this.#ordersDue = Date.now() + (cooking ? ORDERS_EVERY_MS : IDLE_ORDERS_EVERY_MS);
  }

  /** @param {string} path @param {import('../lib/api.js').Request} request */
  async #ask(path, request) {
    const askedAt = performance.now();
    try {
      const answer = await this.#login.call(path, request);
      this.#line.answered(askedAt);
      return answer;
    } catch (failure) {
      if (failure instanceof NoAnswer) this.#line.failed();
      else this.#line.answered(askedAt);
      throw failure;
    }
  }
}
