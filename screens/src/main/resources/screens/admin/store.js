import { NoAnswer, Problem } from '../lib/api.js';
import { BoardStream } from '../stream/board-stream.js';
import { fold, foldAnswer } from '../stream/board.js';
import { Desk } from './desk.js';

/** @typedef {import('../stream/board.js').Board} Board */

const STREAM = '/api/v1/admin/orders/stream';
/** How long a new order stands out. */
const FRESH_MS = 20_000;
const JOURNAL_TRIES = 6;
const JOURNAL_EVERY_MS = 300;

/**
 * A store as its staff see it: the board, live, and what they do with it. Emits `change`, and `arrival` for new orders.
 */
export class Store extends EventTarget {
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

  /** @type {string} as it is known before anything is read */
  name = '';

  /**
   * @param {{stream_url?: string}} settings
   * @param {import('../lib/account.js').Account} account
   * @param {string | null} storeId which of the chain's, for a chain admin; null for the account's own
   */
  constructor(settings, account, storeId) {
    super();
    this.settings = settings;
    this.account = account;
    this.storeId = storeId;
    account.addEventListener('change', () => this.#accountChanged());
    this.desk = new Desk((path, request) => this.call(path, request), {
      changed: () => this.#changed(),
      answered: (answer) => answer?.items && this.#take(foldAnswer(this.#held(), answer)),
      refused: (wish, problem) => this.#explain(wish, problem),
    });
  }

  /** Begins to follow the stream, or goes on after a new login. */
  follow() {
    this.#stream ??= new BoardStream({
      url: (this.settings.stream_url ?? '') + this.#ofStore(STREAM),
      token: () => this.account.login?.access_token ?? '',
      onEvent: (event, data, position) => this.#hear(event, data, position),
      onStatus: (status) => {
        this.connection = status;
        if (status.reason === 'unauthorized') this.account.expire();
        this.#changed();
      },
    });
    this.#stream.start();
    this.#readName();
  }

  hurry() {
    this.#stream?.hurry();
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

  async #readName() {
    this.name = this.account.login?.store_name ?? this.storeId ?? '';
    if (this.storeId === null) return;
    const answer = await this.account.call('/chain/stores').catch(() => null);
    const found = answer?.body.stores.find((/** @type {any} */ store) => store.store_id === this.storeId);
    this.name = found?.store_name ?? this.name;
    this.#changed();
  }

  /** @param {string} subject */
  forgetMeanwhile(subject) {
    this.meanwhile.delete(subject);
    this.#changed();
  }

  #accountChanged() {
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

  /** @param {string} event @param {any} data @param {string | null} position */
  #hear(event, data, position) {
    if (event === 'store_updated') {
      if (data.change === 'intake_paused') this.paused = data.reason ?? '';
      if (data.change === 'intake_resumed') this.paused = null;
    }
    if (event === 'menu_updated') this.dispatchEvent(new CustomEvent('menu', { detail: position }));
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
