import { NoAnswer, Problem } from '../lib/api.js';
import { t } from '../lib/i18n.js';
import { hearServerTime, serverNow } from '../lib/server-clock.js';
import { money, useStore } from '../lib/store-locale.js';
import { allOrders, fold, foldAnswer, isUnfinished } from '../stream/board.js';
import { BoardStream } from '../stream/board-stream.js';
import { Arrivals } from './arrivals.js';
import { CalledOff } from './called-off.js';
import { Desk } from './desk.js';

/**
 * @typedef {import('../stream/board.js').Board} Board
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Call} Call
 * @typedef {import('../stream/board.js').FrameData} FrameData
 * @typedef {import('../lib/api.js').StoreSettings} StoreSettings
 * @typedef {import('../lib/api.js').OrderEvent} OrderEvent
 *
 * @typedef {object} Listener
 * @property {() => void} changed
 * @property {(order: Order) => void} arrived a new order
 * @property {(call: Call) => void} [called] guests have called
 * @property {(order: Order) => void} calledOff an order that the kitchen has, and should not cook any more
 * @property {(position: string | null) => void} menuChanged
 * @property {(stations: import('../stream/board.js').Station[]) => void} [stationsKnown] as a board says with which the stream begins
 * @property {(position: string | null) => void} [stationsChanged]
 * @property {(order: Order) => boolean} [concerns] whether a new order is news on this screen
 * @property {() => void} lineDied what is shown is not the present any more
 */

const STREAM = '/api/v1/admin/orders/stream';
const PROBE = '/health/live';
const JOURNAL_TRIES = 6;
const JOURNAL_EVERY_MS = 300;
/** Orders completed so shortly before their session's end were completed by that. */
const WITH_THE_END_MS = 1_000;

/** A store as its staff see it: the board, live, and what they do with it. */
export class Store {
  /** @type {Board | null} null until the first `initial` */
  board = null;
  /** @type {import('../stream/board-stream.js').StreamStatus} */
  connection = { state: 'connecting', retryAt: null, reason: null };
  /** @type {StoreSettings} as far as it is known */
  info = {};
  /** @type {Map<string, {events: OrderEvent[] | null, message: string}>} by order or table: what happened meanwhile */
  meanwhile = new Map();
  /** @type {BoardStream | null} */
  #stream = null;
  /** @type {Map<string, number>} by order: when it was completed, by somebody else than this screen */
  #completed = new Map();
  #listener;

  /**
   * @param {import('../lib/settings.js').PageSettings} settings
   * @param {import('../lib/account.js').Account} account
   * @param {string | null} storeId which of the chain's, for a chain admin; null for the account's own
   * @param {Listener} listener
   */
  constructor(settings, account, storeId, listener) {
    this.settings = settings;
    this.account = account;
    this.storeId = storeId;
    this.#listener = listener;
    this.arrivals = new Arrivals(() => this.#changed());
    this.calledOff = this.#kitchenOf();
    this.desk = new Desk((path, request) => this.call(path, request), {
      changed: () => this.#changed(),
      answered: (answer) => answer?.items && this.#take(foldAnswer(this.#held(), answer)),
      refused: (wish, problem) => this.#explain(wish, problem),
    });
  }

  get name() {
    return this.info.store_name ?? this.storeId ?? '';
  }

  /** A pause that was given an end is over by then, without anybody saying so. */
  get isPaused() {
    const { intake_paused, resumes_at } = this.info;
    return intake_paused === true && !(resumes_at && Date.parse(resumes_at) <= serverNow());
  }

  /** Begins to follow the stream, or goes on after a new login. */
  follow() {
    this.#stream ??= new BoardStream({
      url: (this.settings.stream_url ?? '') + this.#ofStore(STREAM),
      token: () => this.account.login?.access_token ?? '',
      probeUrl: (this.settings.stream_url ?? '') + PROBE,
      onEvent: (event, data, position) => this.#hear(event, data, position),
      onStatus: (status) => {
        if (this.connection.state === 'live' && status.state !== 'live') this.#listener.lineDied();
        this.connection = status;
        if (status.reason === 'unauthorized') this.account.expire();
        this.#changed();
      },
    });
    this.calledOff = this.#kitchenOf();
    this.#know({ store_name: this.account.login?.store_name, ...this.account.login?.store });
    this.#stream.start();
    this.#readName();
  }

  #kitchenOf() {
    return new CalledOff(this.storeId ?? this.account.login?.store_id ?? '', () => this.#changed());
  }

  hurry() {
    this.#stream?.hurry();
  }

  /** The line may be dead: the browser says so, or the page was asleep. */
  suspect() {
    this.#stream?.suspect();
  }

  /** @param {string} path @param {import('../lib/api.js').Request} [request] */
  call(path, request = {}) {
    return this.account.call(this.#ofStore(path), request);
  }

  /** A chain admin says with every request which store is meant. @param {string} path */
  #ofStore(path) {
    if (this.storeId === null) return path;
    return `${path}${path.includes('?') ? '&' : '?'}store_id=${encodeURIComponent(this.storeId)}`;
  }

  /** What a board does not say of its store. */
  async #readInfo() {
    const answer = await this.call('/admin/tables').catch(() => null);
    this.#know(answer?.body.store);
    this.#changed();
  }

  /** What nobody else says to a chain admin before the board is there. */
  async #readName() {
    if (this.storeId === null) return;
    const answer = await this.account.call('/chain/stores').catch(() => null);
    const stores = /** @type {(StoreSettings & {store_id: string})[]} */ (answer?.body.stores ?? []);
    this.#know(stores.find((store) => store.store_id === this.storeId));
    this.#changed();
  }

  /** @param {StoreSettings | undefined} said what is not said stays */
  #know(said) {
    const known = Object.entries(said ?? {}).filter(([, value]) => value !== undefined);
    this.info = { ...this.info, ...Object.fromEntries(known) };
    useStore(this.info);
  }

  /** @param {string} subject */
  forgetMeanwhile(subject) {
    this.meanwhile.delete(subject);
    this.#changed();
  }

  accountChanged() {
    if (this.account.login === null) {
      this.#stream?.stop();
      this.#stream = null;
      this.board = null;
    } else if (this.account.hasExpired) {
      this.#stream?.stop();
      this.connection = { state: 'ended', retryAt: null, reason: 'unauthorized' };
    }
    this.#changed();
  }

  /** @param {string} event @param {FrameData} data @param {string | null} position */
  #hear(event, data, position) {
    if (event === 'reset') return;
    if (event === 'store_updated') this.#storeUpdated(data);
    if (event === 'menu_updated') this.#listener.menuChanged(position);
    if (event === 'station_updated') this.#listener.stationsChanged?.(position);
    if (event === 'initial') this.#listener.stationsKnown?.(data.stations ?? []);
    if (event === 'order_created') this.#welcome(data);
    if (event === 'call_made') this.#listener.called?.(data);
    const before = this.board;
    if (before) this.#noticeCalledOff(before, event, data);
    const board = fold(this.#held(), event, data);
    if (event === 'initial') this.#begin(data, before, board);
    this.arrivals.settle(board);
    this.#take(board);
  }

  /** @param {FrameData} said */
  #storeUpdated({ change, reason, store, ...said }) {
    const { store_name, time_zone, currency, minor_units, pause_message, resumes_at } = said;
    this.#know({ store_name, time_zone, currency, minor_units, pause_message, resumes_at });
    if (change === 'intake_paused')
      this.#know({
        intake_paused: true,
        pause_reason: said.pause_reason ?? reason ?? null,
        resumes_at: resumes_at ?? null,
      });
    if (change === 'intake_resumed') this.#know({ intake_paused: false, pause_reason: null, resumes_at: null });
    this.#know(store);
  }

  /** A board that follows on another may have orders that nobody here has seen come or go. @param {FrameData} data @param {Board | null} before @param {Board} board */
  #begin({ store, server_time }, before, board) {
    hearServerTime(server_time);
    if (store) this.#know(store);
    else this.#readInfo();
    if (!before) return;
    const known = new Set(allOrders(before).map((order) => order.order_id));
    const open = new Set(allOrders(board).map((order) => order.order_id));
    for (const order of allOrders(board)) {
      if (!known.has(order.order_id) && order.status === 'PENDING') this.#welcome(order);
    }
    const waited = new Set(before.calls?.map((call) => call.call_id));
    for (const call of board.calls ?? []) if (!waited.has(call.call_id)) this.#listener.called?.(call);
    for (const order of allOrders(before)) {
      if (isUnfinished(order) && !open.has(order.order_id)) this.#lookUp(order);
    }
  }

  /** What became of an order that is on the board no more. @param {Order} order */
  async #lookUp(order) {
    const answer = await this.call(`/admin/orders/${order.order_id}`).catch(() => null);
    if (answer?.body.status === 'CANCELLED') this.#callOff(order, answer.body.reason ?? null);
  }

  /** @param {Board} board as it was before @param {string} event @param {FrameData} data */
  #noticeCalledOff(board, event, { table_id, order_id, status, reason }) {
    const orders = board.tables.find((table) => table.table_id === table_id)?.orders ?? [];
    const order = orders.find((one) => one.order_id === order_id);
    if (event === 'order_deleted' && order && isUnfinished(order)) this.#callOff(order, reason ?? null);
    if (event === 'order_updated' && status === 'COMPLETED' && order && !this.desk.isAbout(order_id)) {
      this.#completed.set(order_id, performance.now());
      setTimeout(() => this.#completed.delete(order_id), WITH_THE_END_MS);
    }
    if (event === 'session_ended') {
      const cut = orders.filter((one) => isUnfinished(one) || this.#completed.has(one.order_id));
      for (const one of cut) this.#callOff(one, 'session_ended');
    }
  }

  /** @param {Order} order @param {string | null} reason */
  #callOff(order, reason) {
    this.calledOff.add(order, reason);
    this.#listener.calledOff(order);
  }

  /** @param {Order} order */
  #welcome(order) {
    if (this.#listener.concerns?.(order) === false) return;
    this.arrivals.add(order.order_id);
    this.#listener.arrived(order);
  }

  /**
   * Something has happened meanwhile. The same step by two people is what both wanted, so nobody need be told of it.
   *
   * @param {import('./desk.js').Wish} wish @param {Problem} problem
   */
  async #explain(wish, problem) {
    // Its guests have left, or somebody else has answered; the board says so.
    if (wish.kind === 'answer') return;
    if (wish.order) {
      this.meanwhile.set(wish.order, { events: null, message: problem.message });
      this.#changed();
      return;
    }
    if (wish.kind !== 'status') this.meanwhile.set(wish.subject, { events: null, message: sayChanged(problem) });
    this.#changed();
    if (wish.kind === 'end-session') return;
    const events = await this.#eventsBehind(wish.subject, wish.version ?? 1);
    if (wish.to && events?.some((event) => event.data.to === wish.to)) return;
    this.meanwhile.set(wish.subject, { events, message: problem.message });
    this.#changed();
  }

  /** The journal is a moment behind the log, so what refused a command may have to be waited for. @param {string} orderId @param {number} version */
  async #eventsBehind(orderId, version) {
    for (let attempt = 0; attempt < JOURNAL_TRIES; attempt++) {
      try {
        const answer = await this.call(`/admin/orders/${orderId}/events`);
        const all = /** @type {OrderEvent[]} */ (answer?.body.events ?? []);
        const events = all.filter((event) => event.version > version);
        if (events.length > 0) return events;
      } catch (failure) {
        if (!(failure instanceof Problem || failure instanceof NoAnswer)) throw failure;
      }
      await new Promise((resolve) => setTimeout(resolve, JOURNAL_EVERY_MS));
    }
    return null;
  }

  #held() {
    return this.board ?? { tables: [] };
  }

  /** @param {Board} board */
  #take(board) {
    this.board = board;
    this.#changed();
  }

  #changed() {
    this.#listener.changed();
  }
}

/** @param {Problem} problem of a close @returns {string} what the session is now, where that is why */
function sayChanged({ session, message }) {
  if (!session) return message;
  const { order_count: orders, total_amount } = session;
  return t('table.end.changed', { orders, amount: money(total_amount) });
}
