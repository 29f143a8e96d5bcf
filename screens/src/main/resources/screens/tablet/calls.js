import { NoAnswer, Problem } from '../lib/api.js';
import { newKey } from '../lib/device.js';
import { serverNow } from '../lib/server-clock.js';

/**
 * @typedef {{call_id: string, kind: string, called_at: string, answered_at?: string | null}} Call
 * @typedef {{kinds: string[], calls: Call[]}} OwnCalls as the table stands
 * @typedef {'none' | 'called' | 'coming'} CallState
 * @typedef {(path: string, request: import('../lib/api.js').Request) => Promise<{body: any, etag: string | null, position: string | null} | null>} Ask
 */

/** Somebody who said that he comes is there by then. */
const COMING_MS = 3 * 60_000;
/** While somebody is waited for it is looked up this often, and otherwise. */
const WAITING_EVERY_MS = 3_000;
const IDLE_EVERY_MS = 20_000;

/** What the guests of a table have called for. */
export class Calls {
  /** @type {string[]} */
  kinds = [];
  /** @type {string} the kind that is on its way to the staff */
  sending = '';
  /** Why the last call was not heard, in words. */
  failure = '';
  /** @type {Call[]} */
  #calls = [];
  /** @type {string | null} */
  #tag = null;
  #due = 0;
  #ask;
  #changed;

  /** @param {Ask} ask @param {() => void} changed */
  constructor(ask, changed) {
    this.#ask = ask;
    this.#changed = changed;
  }

  get isDue() {
    return Date.now() >= this.#due;
  }

  /** Others sit at the table now, or somebody looks. */
  hurry() {
    this.#due = 0;
  }

  /** @param {string} kind */
  of(kind) {
    return this.#calls.find((call) => call.kind === kind) ?? null;
  }

  /** @param {string} kind @returns {CallState} */
  stateOf(kind) {
    const call = this.of(kind);
    if (!call) return 'none';
    if (!call.answered_at) return 'called';
    return serverNow() - Date.parse(call.answered_at) < COMING_MS ? 'coming' : 'none';
  }

  /** What stands for all of them: somebody is waited for still, or is coming. @returns {CallState} */
  get state() {
    const states = this.#calls.map((call) => this.stateOf(call.kind));
    return states.includes('called') ? 'called' : states.includes('coming') ? 'coming' : 'none';
  }

  /** @param {string} [position] that must be included */
  async read(position) {
    const behind = position ? `?after=${position}` : '';
    const answer = await this.#ask(`/customer/calls${behind}`, { etag: this.#tag ?? undefined });
    if (answer) {
      this.#tag = answer.etag;
      this.kinds = answer.body.kinds;
      this.#calls = answer.body.calls;
      if (this.state === 'coming') setTimeout(this.#changed, COMING_MS);
      this.#changed();
    }
    this.#due = Date.now() + (this.state === 'called' ? WAITING_EVERY_MS : IDLE_EVERY_MS);
  }

  /** Calls once, however often the answer is lost: a repetition is no second call. @param {string} kind */
  async call(kind) {
    if (this.sending) return;
    this.sending = kind;
    this.failure = '';
    this.#changed();
    try {
      const answer = await this.#ask('/customer/calls', { method: 'POST', body: { kind }, key: newKey() });
      this.#calls = [...this.#calls.filter((call) => call.kind !== kind), answer?.body];
      this.#tag = null;
      this.#due = Date.now() + WAITING_EVERY_MS;
    } catch (failure) {
      if (!(failure instanceof Problem || failure instanceof NoAnswer)) throw failure;
      this.failure = failure instanceof Problem ? failure.message : '-';
    } finally {
      this.sending = '';
      this.#changed();
    }
  }
}
