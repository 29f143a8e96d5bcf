import { recall, remember } from '../lib/device.js';
import { serverNow } from '../lib/server-clock.js';

/**
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {{order: Order, reason: string | null, at: number}} CalledOffOrder
 */

/** A kitchen that has not confirmed for so long is closed. */
const KEPT_MS = 12 * 3_600_000;
const MOST = 50;

/**
 * Orders that the kitchen saw and that are not to be cooked any more. They stay on its screen until somebody there has
 * confirmed them, and outlive reloads.
 */
export class CalledOff {
  #kept;
  #changed;
  /** @type {CalledOffOrder[]} */
  #orders;

  /** @param {string} storeId @param {() => void} changed */
  constructor(storeId, changed) {
    this.#kept = `kitchen.called-off.${storeId}`;
    this.#changed = changed;
    const oldest = serverNow() - KEPT_MS;
    this.#orders = recall(this.#kept, /** @type {CalledOffOrder[]} */ ([])).filter(({ at }) => at > oldest);
  }

  get all() {
    return this.#orders;
  }

  /** @param {Order} order @param {string | null} reason */
  add(order, reason) {
    if (this.#orders.some((held) => held.order.order_id === order.order_id)) return;
    this.#keep([...this.#orders, { order, reason, at: serverNow() }].slice(-MOST));
  }

  /** @param {string} orderId */
  confirm(orderId) {
    this.#keep(this.#orders.filter(({ order }) => order.order_id !== orderId));
  }

  /** @param {CalledOffOrder[]} orders */
  #keep(orders) {
    this.#orders = orders;
    remember(this.#kept, orders.length ? orders : null);
    this.#changed();
  }
}
