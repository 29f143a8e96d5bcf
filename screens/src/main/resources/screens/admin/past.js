import { reasonOf } from '../lib/api.js';
import { serverNow } from '../lib/server-clock.js';
import { fold } from '../stream/board.js';

/** A slider that is being moved asks when it has stood still for so long. */
const SETTLED_MS = 150;
export const MINUTE_MS = 60_000;

/** The board as it was at a time, read from the log's read models. Nothing can be done to it. */
export class Past {
  /** What is asked for, whole minutes. */
  at = 0;
  /** @type {import('../stream/board.js').Board | null} */
  board = null;
  /** When {@link board} was so. */
  shownAt = 0;
  /** @type {string | null} */
  failure = null;
  /** Bumped with every question: an answer to an earlier one is dropped. */
  #question = 0;
  #timer = 0;

  /** @param {import('./store.js').Store} store @param {() => void} changed */
  constructor(store, changed) {
    this.store = store;
    this.changed = changed;
  }

  get isReading() {
    return this.failure === null && (this.board === null || this.shownAt !== this.at);
  }

  /** What the board's views are given in place of the live store. */
  get model() {
    return {
      isPast: true,
      now: this.shownAt,
      guard: null,
      store: { arrivals: NOBODY, meanwhile: NOBODY, desk: { wishFor: () => null } },
    };
  }

  open() {
    this.board = null;
    this.go(serverNow());
  }

  /** @param {number} time later ones than now become now */
  go(time) {
    const latest = Math.min(time, serverNow());
    this.at = latest - (latest % MINUTE_MS);
    this.failure = null;
    this.#question += 1;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#read(this.at, this.#question), SETTLED_MS);
    this.changed();
  }

  /** @param {number} at @param {number} question */
  async #read(at, question) {
    try {
      const answer = await this.store.call(`/admin/orders?at=${new Date(at).toISOString()}`);
      if (question !== this.#question) return;
      this.board = fold({ tables: [] }, 'initial', answer?.body);
      this.shownAt = at;
    } catch (failure) {
      if (question !== this.#question) return;
      this.failure = reasonOf(failure);
    }
    this.changed();
  }
}

/** Of the past nothing is new and nothing has changed meanwhile. */
const NOBODY = { has: () => false, get: () => undefined };
