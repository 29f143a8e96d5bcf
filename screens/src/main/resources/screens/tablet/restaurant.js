import { call, NoAnswer, Problem } from '../lib/api.js';
import { LastingLogin, LoginRefused } from '../lib/login.js';
import { useStore } from '../lib/store-locale.js';
import { Calls } from './calls.js';
import { keepSeen, lastSeen } from './last-seen.js';

/**
 * @typedef {{store_id: string, table_number: number}} Place where a tablet stands
 * @typedef {import('../lib/login.js').Proof & Partial<Place>} Device what logs in, and where that was, as far as it is known
 * @typedef {import('../lib/api.js').Section} Section
 * @typedef {import('../lib/api.js').GuestSession} GuestSession
 * @typedef {import('../lib/api.js').StoreSettings} StoreSettings
 *
 * @typedef {object} Listener
 * @property {() => void} changed
 * @property {() => void} menuChanged before the same is told as any change
 * @property {(session: string | null) => void} sawSession that is open at the table, with every look
 * @property {(device: Device) => void} loggedIn what is to be kept for the next time
 * @property {(problem: import('../lib/api.js').Problem) => void} refused the device's credentials are not taken any more
 */

/** While a session is open its orders are looked up this often; a tablet asks with an ETag and is mostly answered 304. */
const ORDERS_EVERY_MS = 5_000;
const IDLE_ORDERS_EVERY_MS = 20_000;
/** While guests have the tablet in their hands, and otherwise. */
const MENU_EVERY_MS = 5_000;
const IDLE_MENU_EVERY_MS = 15_000;
/** A tablet that nobody has touched for so long lies on the table. */
const IDLE_AFTER_MS = 120_000;
/** While the line is down, or what is shown is what was seen last. */
const PROBE_EVERY_MS = 2_000;
const TICK_MS = 1_000;

/**
 * The table's side of the platform: its menu and its session's orders, kept fresh.
 *
 * Polls rather than follows a stream: tablets outnumber admin screens by ten to one, look at the menu most of the time,
 * and can wait seconds for a status.
 */
export class Restaurant {
  /** @type {StoreSettings} */
  store = {};
  /** @type {Section[] | null} */
  categories = null;
  /** @type {GuestSession | null} null while it is not known */
  orders = null;
  /** @type {number | null} when the menu was seen that is shown; null for the one of now */
  seenAt = null;
  #device;
  #login;
  #line;
  #listener;
  /** @type {string | null} */
  #menuTag = null;
  /** @type {string | null} */
  #ordersTag = null;
  /** @type {string | null} of this table's last write, which what is read next must include */
  #written = null;
  #menuDue = 0;
  #ordersDue = 0;
  #touchedAt = Date.now();
  #timer = 0;
  #isClosed = false;
  calls = new Calls(
    (path, request) => this.#ask(path, request),
    () => this.#listener.changed(),
  );

  /** @param {Device} device @param {import('./line.js').Line} line @param {Listener} listener */
  constructor(device, line, listener) {
    this.#device = device;
    this.#line = line;
    this.#listener = listener;
    this.#login = new LastingLogin(device, ({ store, store_name, store_id, table_number }, proof) => {
      this.#hearStore({ store_name, ...store });
      this.#device = { ...proof, store_id, table_number: table_number ?? 0 };
      listener.loggedIn(this.#device);
    });
  }

  get tableNumber() {
    return this.#device.table_number ?? 0;
  }

  get #place() {
    const { store_id = '', table_number = 0 } = this.#device;
    return { store_id, table_number };
  }

  /** Whether this is the table's password, as staff know it. @param {string} table_password @throws {Problem | NoAnswer} */
  async isPassword(table_password) {
    try {
      const answer = await call('/customer/login', { method: 'POST', body: { ...this.#place, table_password } });
      call('/auth/logout', { method: 'POST', token: answer?.body.access_token }).catch(() => {});
      return true;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) return false;
      throw failure;
    }
  }

  /** The device's credential opens nothing any more. */
  async logOut() {
    await call('/auth/logout', { method: 'POST', token: await this.#login.token() });
  }

  get isPaused() {
    return this.store.intake_paused === true;
  }

  get menus() {
    return (this.categories ?? []).flatMap((category) => category.menus);
  }

  /**
   * Logs in, which shows whether the device is set up right, and begins to keep things fresh.
   *
   * @throws {LoginRefused | NoAnswer}
   */
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
    const seen = lastSeen(this.#place);
    if (!seen) return false;
    this.#hearStore(seen.store);
    this.categories = seen.categories;
    this.seenAt = seen.at;
    this.#tick();
    return true;
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** Somebody has the tablet in their hands. */
  touched() {
    const wasIdle = this.#isIdle;
    this.#touchedAt = Date.now();
    if (wasIdle) this.#menuDue = 0;
  }

  get #isIdle() {
    return Date.now() - this.#touchedAt > IDLE_AFTER_MS;
  }

  get #isBlind() {
    return this.#line.isDown || this.seenAt !== null;
  }

  /** @param {object} order @param {string} key @returns {Promise<import('../lib/api.js').GuestOrder>} */
  async place(order, key) {
    const answer = await this.#ask('/customer/orders', { method: 'POST', body: order, key });
    this.#wrote(answer);
    return answer?.body;
  }

  /** @param {import('../lib/api.js').GuestOrder} order @param {string} key */
  async cancel(order, key) {
    this.#wrote(await this.#ask(`/customer/orders/${order.order_id}/cancel`, { method: 'POST', key }));
  }

  /** @param {{position: string | null} | null} answer */
  #wrote(answer) {
    this.#written = answer?.position ?? null;
    this.#ordersDue = 0;
    this.#soon(0);
  }

  /** Looks at once whether somebody comes. */
  lookAtCalls() {
    this.calls.hurry();
    this.#soon(0);
  }

  /** Looks again at once. */
  async refresh() {
    this.#menuDue = this.#ordersDue = 0;
    await this.#freshen();
  }

  async #tick() {
    await this.#freshen();
    if (!this.#isClosed) this.#soon(this.#isBlind ? PROBE_EVERY_MS : TICK_MS);
  }

  /** @param {number} ms */
  #soon(ms) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#tick(), ms);
  }

  /** What fails here is tried again with the next tick; meanwhile the line says how it is. */
  async #freshen() {
    const now = Date.now();
    try {
      if (now >= this.#menuDue || this.#isBlind) await this.#readMenu();
      if (now >= this.#ordersDue) await this.#readOrders();
      if (this.calls.isDue) await this.calls.read();
    } catch (failure) {
      if (!(failure instanceof Problem || failure instanceof NoAnswer)) reportError(failure);
    }
  }

  async #readMenu() {
    this.#menuDue = Date.now() + (this.#isIdle ? IDLE_MENU_EVERY_MS : MENU_EVERY_MS);
    const answer = await this.#ask('/customer/menus', { etag: this.#menuTag ?? undefined });
    if (!answer) return;
    this.#menuTag = answer.etag;
    this.categories = answer.body.categories;
    this.seenAt = null;
    this.#hearStore(answer.body.store);
    keepSeen(this.#place, this.store, answer.body.categories);
    this.#listener.menuChanged();
    this.#listener.changed();
  }

  /** @param {StoreSettings | undefined} store */
  #hearStore(store) {
    this.store = { ...this.store, ...store };
    useStore(this.store);
  }

  async #readOrders() {
    const behind = this.#written ? `?after=${this.#written}` : '';
    const answer = await this.#ask(`/customer/orders${behind}`, { etag: this.#ordersTag ?? undefined });
    this.#written = null;
    if (answer) {
      if (answer.body.session_id !== this.orders?.session_id) this.calls.hurry();
      this.#ordersTag = answer.etag;
      this.orders = withCancelled(answer.body, this.orders);
      this.#listener.sawSession(this.orders.session_id ?? null);
      this.#listener.changed();
    }
    this.#ordersDue = Date.now() + (this.orders?.session_id ? ORDERS_EVERY_MS : IDLE_ORDERS_EVERY_MS);
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
      if (!(failure instanceof LoginRefused)) throw failure;
      if (!failure.problem.isForNow) this.#listener.refused(failure.problem);
      throw failure.problem;
    }
  }
}

/**
 * An order of the session that was cancelled is not listed any more, and its guests want to know. One that went to another
 * bill is not listed either, and is none of theirs now.
 *
 * @param {GuestSession} session @param {GuestSession | null} before @returns {GuestSession}
 */
export function withCancelled(session, before) {
  if (!before || !session.session_id || before.session_id !== session.session_id) return session;
  const cancelled = new Set(session.cancelled_order_ids ?? []);
  const gone = before.orders.filter((order) => cancelled.has(order.order_id));
  return { ...session, orders: [...session.orders, ...gone.map((order) => ({ ...order, status: CANCELLED }))] };
}

const CANCELLED = /** @type {const} */ ('CANCELLED');
