import { NoAnswer, Problem } from '../lib/api.js';
import { newKey } from '../lib/device.js';

/**
 * What somebody here has asked for and the store's log does not say yet. Shown beside what is so, never in its place.
 *
 * @typedef {object} Wish
 * @property {'status' | 'line' | 'cancel' | 'end-session' | 'answer'} kind
 * @property {string} subject an order's, a line's, a table's or a call's id
 * @property {string} [order] the id of the line's order
 * @property {'waiting' | 'sending' | 'failed'} state `waiting`: it can be taken back until {@link Wish.sendAt}
 * @property {number} sendAt
 * @property {Status} [from] the status that the order is shown in until this is settled
 * @property {Status} [to] the status
 * @property {number} [version] of the order, as it was on the screen
 * @property {string} [failure] in words, when it can be tried again
 * @property {() => Promise<Answer | null>} send with the same idempotency key every time
 *
 * @typedef {import('../stream/board.js').Status} Status
 * @typedef {{body: Order}} Answer
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Table} Table
 * @typedef {(path: string, request: import('../lib/api.js').Request) => Promise<Answer | null>} Call
 *
 * @typedef {object} Colleagues
 * @property {() => void} changed
 * @property {(answer: Order | undefined) => void} answered with an order after its change, or with something else
 * @property {(wish: Wish, problem: Problem) => void} refused what was asked for is not possible any more
 */

/** What cannot be taken back once it is sent is sent this late, and can be taken back until then. */
export const UNDO_MS = 5_000;

/** A step shows nothing new for so long, so that a double tap meets nothing that it was not meant for. */
const HOLD_MS = 700;

/** Of a line among all orders. @param {Order} order @param {{item_id: string}} item */
export function lineSubject({ order_id }, { item_id }) {
  return `${order_id} ${item_id}`;
}

/** The commands on their way. */
export class Desk {
  /** @type {Map<string, Wish>} by subject: one at a time for each */
  #wishes = new Map();
  #call;
  #colleagues;
  /** @type {Map<string, number>} */
  #timers = new Map();

  /** @param {Call} call @param {Colleagues} colleagues */
  constructor(call, colleagues) {
    this.#call = call;
    this.#colleagues = colleagues;
  }

  /** @param {string} subject */
  wishFor(subject) {
    return this.#wishes.get(subject) ?? null;
  }

  /** True while this screen takes a step with the order or a line of it. @param {string} orderId */
  isAbout(orderId) {
    return [...this.#wishes.values()].some(({ subject, order }) => subject === orderId || order === orderId);
  }

  get waiting() {
    return [...this.#wishes.values()].filter((wish) => wish.state === 'waiting');
  }

  /** Sent at once. @param {Order} order @param {Status} to */
  advance(order, to) {
    const key = newKey();
    const send = () =>
      this.#call(`/admin/orders/${order.order_id}/status`, {
        method: 'PATCH',
        body: { status: to },
        version: order.version,
        key,
      });
    this.#make({
      kind: 'status',
      subject: order.order_id,
      state: 'sending',
      sendAt: 0,
      from: order.status,
      to,
      version: order.version,
      send,
    });
  }

  /**
   * Completes a line or has it prepared again, at once. It names no version: another station may take its own step with the
   * same order at the same moment, and both are right.
   *
   * @param {Order} order @param {import('../stream/board.js').Item} item @param {'PREPARING' | 'COMPLETED'} to
   */
  advanceLine(order, item, to) {
    const key = newKey();
    const path = `/admin/orders/${order.order_id}/items/${item.item_id}`;
    const send = () => this.#call(path, { method: 'PATCH', body: { status: to }, key });
    this.#make({
      kind: 'line',
      subject: lineSubject(order, item),
      order: order.order_id,
      state: 'sending',
      sendAt: 0,
      from: order.status,
      to,
      send,
    });
  }

  /** Sent after {@link UNDO_MS}. @param {Order} order @param {string} reason */
  cancel(order, reason) {
    const key = newKey();
    const body = reason ? { reason } : {};
    const send = () =>
      this.#call(`/admin/orders/${order.order_id}`, { method: 'DELETE', body, version: order.version, key });
    this.#make({
      kind: 'cancel',
      subject: order.order_id,
      state: 'waiting',
      sendAt: Date.now() + UNDO_MS,
      version: order.version,
      send,
    });
  }

  /**
   * Sent after {@link UNDO_MS}. It closes the session that somebody has looked at and no other, and only as it was then.
   *
   * @param {Table} table as it was seen
   * @param {'complete' | 'cancel' | null} unfinished what becomes of orders that are not done; null when there are none
   */
  endSession(table, unfinished) {
    const key = newKey();
    const body = {
      session_id: table.session_id,
      expected_total_amount: table.total_amount,
      expected_order_count: table.order_count,
      ...(unfinished ? { unfinished } : {}),
    };
    const send = () => this.#call(`/admin/tables/${table.table_id}/end-session`, { method: 'POST', body, key });
    this.#make({
      kind: 'end-session',
      subject: table.table_id,
      state: 'waiting',
      sendAt: Date.now() + UNDO_MS,
      send,
    });
  }

  /** Sent at once: somebody goes to the guests. @param {import('../stream/board.js').Call} call */
  answer(call) {
    const key = newKey();
    const send = () => this.#call(`/admin/calls/${call.call_id}/answer`, { method: 'POST', key });
    this.#make({ kind: 'answer', subject: call.call_id, state: 'sending', sendAt: 0, send });
  }

  /** Takes back what was not sent, or forgets what failed. @param {string} subject */
  drop(subject) {
    if (this.#wishes.get(subject)?.state === 'sending') return;
    clearTimeout(this.#timers.get(subject));
    this.#wishes.delete(subject);
    this.#colleagues.changed();
  }

  /** @param {string} subject */
  retry(subject) {
    const wish = this.#wishes.get(subject);
    if (wish?.state === 'failed') this.#send(wish);
  }

  /** @param {Wish} wish */
  #make(wish) {
    if (this.#wishes.has(wish.subject)) return;
    this.#wishes.set(wish.subject, wish);
    if (wish.state === 'waiting') {
      this.#timers.set(
        wish.subject,
        window.setTimeout(() => this.#send(wish), UNDO_MS),
      );
      this.#colleagues.changed();
    } else {
      this.#send(wish);
    }
  }

  /** @param {Wish} wish */
  async #send(wish) {
    this.#replace(wish, { state: 'sending', failure: undefined });
    try {
      const answer = await held(wish.send(), wish.kind === 'status' || wish.kind === 'line' ? HOLD_MS : 0);
      this.#wishes.delete(wish.subject);
      this.#colleagues.answered(answer?.body);
    } catch (failure) {
      if (failure instanceof Problem && REFUSED.includes(failure.status)) {
        this.#wishes.delete(wish.subject);
        this.#colleagues.refused(wish, failure);
      } else if (failure instanceof Problem || failure instanceof NoAnswer) {
        const words = failure instanceof Problem ? failure.message : '';
        this.#replace(wish, { state: 'failed', failure: words });
      } else {
        throw failure;
      }
    }
    this.#colleagues.changed();
  }

  /** @param {Wish} wish @param {Partial<Wish>} change */
  #replace(wish, change) {
    this.#wishes.set(wish.subject, { ...wish, ...change });
    this.#colleagues.changed();
  }
}

/** Gone, impossible now, or not what was on the screen: something has happened meanwhile. */
const REFUSED = [403, 404, 409, 412];

/** The outcome, and not before this time has passed. @template T @param {Promise<T>} outcome @param {number} ms @returns {Promise<T>} */
async function held(outcome, ms) {
  const [settled] = await Promise.allSettled([outcome, new Promise((resolve) => setTimeout(resolve, ms))]);
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
