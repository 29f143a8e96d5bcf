import { NoAnswer, Problem } from './api.js';

/** @typedef {import('./connection-view.js').Connection} Connection */

/** What is asked for seldom must not be missing for long. */
const RETRY_MS = 2_000;

/**
 * Asks again and again, one question at a time, and not while nobody looks at the page. What it knows is `live` as long as
 * it is answered.
 */
export class Poll {
  /** @type {Connection} */
  connection = { state: 'connecting', retryAt: null, reason: null };
  #ask;
  #everyMs;
  #changed;
  #timer = 0;
  #isAsking = false;
  #isOn = false;

  /** @param {number} everyMs @param {() => Promise<void>} ask @param {() => void} changed */
  constructor(everyMs, ask, changed) {
    this.#everyMs = everyMs;
    this.#ask = ask;
    this.#changed = changed;
    document.addEventListener('visibilitychange', () => this.hurry());
    addEventListener('online', () => this.hurry());
  }

  start() {
    this.#isOn = true;
    this.hurry();
  }

  stop() {
    this.#isOn = false;
    clearTimeout(this.#timer);
  }

  hurry() {
    if (this.#isOn && !document.hidden) this.#round();
  }

  async #round() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    try {
      await this.#ask();
      this.connection = { state: 'live', retryAt: null, reason: null };
    } catch (failure) {
      this.#failed(failure);
    }
    this.#isAsking = false;
    if (this.#isOn) this.#timer = window.setTimeout(() => this.hurry(), this.#pauseMs);
    this.#changed();
  }

  get #pauseMs() {
    return this.connection.state === 'live' ? this.#everyMs : Math.min(RETRY_MS, this.#everyMs);
  }

  /** @param {unknown} failure */
  #failed(failure) {
    if (!(failure instanceof Problem || failure instanceof NoAnswer)) reportError(failure);
    const reason = failure instanceof Problem ? ENDS[failure.status] : undefined;
    this.connection = reason
      ? { state: 'ended', retryAt: null, reason }
      : { state: 'reconnecting', retryAt: Date.now() + RETRY_MS, reason: null };
    if (reason) this.stop();
  }
}

/** What asking again does not change. @type {Record<number, string | undefined>} */
const ENDS = { 401: 'unauthorized', 403: 'forbidden' };
