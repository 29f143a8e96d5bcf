import { NoAnswer, Problem } from '../lib/api.js';

/**
 * @typedef {import('../lib/api.js').GuestOrder} GuestOrder
 *
 * @typedef {{state: 'idle'}
 *   | {state: 'sending'}
 *   | {state: 'placed', order: GuestOrder}
 *   | {state: 'refused', problem: Problem}
 *   | {state: 'unknown'}} Checkout
 *   `unknown`: it was sent, nobody answered, and it may or may not have become an order. Only sending the same again,
 *   with the same key, tells.
 */

/** For an answer lost on the way: a moment later the line is usually back, and the guests are still looking. */
const RETRY_AFTER_MS = [600, 2_000];

/**
 * Sends the cart. Whatever happens on the way, it becomes one order at most: every try carries the cart's key. When the
 * guests of the cart have left meanwhile, it is not tried again.
 *
 * @param {import('./cart.js').Cart} cart
 * @param {(order: object, key: string) => Promise<GuestOrder>} place
 * @param {(ms: number) => Promise<void>} [pause]
 * @returns {Promise<Checkout>}
 */
export async function checkOut(cart, place, pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))) {
  cart.markSent();
  const { key } = cart;
  const body = cart.toOrder();
  for (let attempt = 0; cart.key === key; attempt++) {
    try {
      const order = await place(body, key);
      if (cart.key !== key) break;
      cart.clear();
      return { state: 'placed', order };
    } catch (failure) {
      if (cart.key !== key) break;
      if (failure instanceof Problem && failure.isFinal) {
        cart.reopen();
        return { state: 'refused', problem: failure };
      }
      if (!(failure instanceof Problem || failure instanceof NoAnswer)) throw failure;
      if (attempt === RETRY_AFTER_MS.length) return { state: 'unknown' };
      await pause(RETRY_AFTER_MS[attempt]);
    }
  }
  return { state: 'idle' };
}
