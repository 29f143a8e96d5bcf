import { allOrders } from '../stream/board.js';

/** How long a new order stands out at least. */
const FRESH_MS = 20_000;

/** Orders and calls that have come since the page was opened, for as long as nobody may have noticed them. */
export class Arrivals {
  /** @type {Map<string, {isUnheard: boolean, isFresh: boolean}>} by order */
  #held = new Map();
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {string} orderId */
  add(orderId) {
    const arrival = { isUnheard: true, isFresh: true };
    this.#held.set(orderId, arrival);
    setTimeout(() => {
      arrival.isFresh = false;
      this.#tidy();
    }, FRESH_MS);
  }

  /** Whether it still stands out. @param {string} orderId */
  has(orderId) {
    return this.#held.has(orderId);
  }

  /** Orders that nobody has answered by as much as a touch of the screen. */
  get unheard() {
    return [...this.#held.values()].filter((arrival) => arrival.isUnheard).length;
  }

  /** Somebody is at the screen. */
  touched() {
    for (const arrival of this.#held.values()) arrival.isUnheard = false;
    this.#tidy();
  }

  /** What has been begun, was answered or is gone is no news any more. @param {import('../stream/board.js').Board} board */
  settle(board) {
    const pending = new Set(allOrders(board).flatMap((order) => (order.status === 'PENDING' ? [order.order_id] : [])));
    for (const { call_id } of board.calls ?? []) pending.add(call_id);
    for (const id of this.#held.keys()) if (!pending.has(id)) this.#held.delete(id);
  }

  #tidy() {
    const before = this.#held.size;
    for (const [id, { isUnheard, isFresh }] of this.#held) if (!isUnheard && !isFresh) this.#held.delete(id);
    if (this.#held.size !== before) this.#changed();
  }
}
