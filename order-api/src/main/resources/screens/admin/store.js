import { call, NoAnswer, Problem } from '../lib/api.js';
import { recall, remember } from '../lib/device.js';
import { BoardStream } from '../stream/board-stream.js';
import { fold, foldAnswer } from './board.js';
import { Desk } from './desk.js';

/** @typedef {import('./board.js').Board} Board */

const KEPT = 'admin.login';
const STREAM = '/api/v1/admin/orders/stream';
/** How long a new order stands out. */
const FRESH_MS = 20_000;
const JOURNAL_TRIES = 6;
const JOURNAL_EVERY_MS = 300;

/**
 * A store as its staff see it: the board, live, and what they do with it. Emits `change`, and `arrival` for new orders.
 */
export class Store extends EventTarget {
  /** @type {any} of the login; null while nobody is logged in */
  account = recall(KEPT, null);
  /** @type {Board | null} null until the first `initial` */
  board = null;
  /** @type {import('../stream/board-stream.js').StreamStatus} */
  connection = { state: 'connecting', retryAt: null, reason: null };
  /** @type {Set<string>} orders that have just come */
  fresh = new Set();
  /** @type {Map<string, {events: any[] | null, message: string}>} by order or table: what happened meanwhile */
  meanwhile = new Map();
  /** @type {string | null} why no orders are taken; empty for no reason given */
  paused = null;
  /** @type {BoardStream | null} */
  #stream = null;

  /** @param {{stream_url: string | null, heartbeat_seconds: number}} settings */
  constructor(settings) {
    super();
    this.settings = settings;
    this.desk = new Desk((path, request) => this.call(path, request), {
      changed: () => this.#changed(),
      answered: (answer) => answer?.items && this.#take(foldAnswer(this.#held(), answer)),
      refused: (wish, problem) => this.#explain(wish, problem),
    });
  }

  /** @param {{store_id: string, username: string, password: string}} credentials @throws {Problem | NoAnswer} */
  async logIn(credentials) {
    const answer = await call('/admin/login', { method: 'POST', body: credentials });
    this.account = answer?.body;
    remember(KEPT, this.account);
    this.follow();
  }

  logOut() {
    this.#stream?.stop();
    this.#stream = null;
    this.board = null;
    this.account = null;
    remember(KEPT, null);
    this.#changed();
  }

  /** Begins to follow the stream, or goes on after a new login. */
  follow() {
    this.#stream ??= new BoardStream({
      url: (this.settings.stream_url ?? '') + STREAM,
      token: () => this.account.access_token,
      heartbeatMs: this.settings.heartbeat_seconds * 1_000,
      onEvent: (event, data) => this.#hear(event, data),
      onStatus: (status) => {
        this.connection = status;
        this.#changed();
      },
    });
    this.#stream.start();
  }

  hurry() {
    this.#stream?.hurry();
  }

  /** True when the token no longer opens anything, and the board shows what was. */
  get needsLogin() {
    return this.account === null || this.connection.reason === 'unauthorized';
  }

  /** @param {string} path @param {import('../lib/api.js').Request} [request] */
  async call(path, request = {}) {
    try {
      return await call(path, { ...request, token: this.account?.access_token });
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) this.#expired();
      throw failure;
    }
  }

  /** @param {string} subject */
  forgetMeanwhile(subject) {
    this.meanwhile.delete(subject);
    this.#changed();
  }

  #expired() {
    this.#stream?.stop();
    this.connection = { state: 'ended', retryAt: null, reason: 'unauthorized' };
    this.#changed();
  }

  /** @param {string} event @param {any} data */
  #hear(event, data) {
    if (event === 'store_updated') {
      if (data.change === 'intake_paused') this.paused = data.reason ?? '';
      if (data.change === 'intake_resumed') this.paused = null;
    }
    if (event === 'menu_updated') this.dispatchEvent(new CustomEvent('menu', { detail: data }));
    if (event === 'order_created') this.#welcome(data);
    if (event !== 'reset') this.#take(fold(this.#held(), event, data));
  }

  /** @param {any} order */
  #welcome(order) {
    this.fresh.add(order.order_id);
    setTimeout(() => {
      this.fresh.delete(order.order_id);
      this.#changed();
    }, FRESH_MS);
    this.dispatchEvent(new CustomEvent('arrival', { detail: order }));
  }

  /** @param {import('./desk.js').Wish} wish @param {Problem} problem */
  async #explain(wish, problem) {
    this.meanwhile.set(wish.subject, { events: null, message: problem.message });
    this.#changed();
    if (wish.kind === 'end-session') return;
    const events = await this.#eventsBehind(wish.subject, wish.version ?? 1);
    if (events) this.meanwhile.set(wish.subject, { events, message: problem.message });
    this.#changed();
  }

  /** The journal is a moment behind the log, so what refused a command may have to be waited for. @param {string} orderId @param {number} version */
  async #eventsBehind(orderId, version) {
    for (let attempt = 0; attempt < JOURNAL_TRIES; attempt++) {
      try {
        const answer = await this.call(`/admin/orders/${orderId}/events`);
        const events = answer?.body.events.filter((/** @type {any} */ event) => event.version > version);
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
    this.dispatchEvent(new Event('change'));
  }
}
