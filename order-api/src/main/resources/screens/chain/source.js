import { Poll } from '../lib/poll.js';

/** An overview is a few kilobytes for a hundred stores, and read by the few who manage a chain. */
const OVERVIEW_EVERY_MS = 2_000;
/** Whole hours change slowly, and are what costs. */
const ACTIVITY_EVERY_MS = 60_000;

/**
 * Where the chain's page has its stores from: asked for again and again. One who follows the chain's stream instead has to call
 * the same three.
 *
 * @typedef {object} Listener
 * @property {(stores: any[]) => void} onStores all stores as they are now
 * @property {(activity: any) => void} onActivity
 * @property {() => void} changed something else has, as the connection
 */
export class ChainSource {
  #account;
  #listener;
  #overview;
  #activity;
  #asked = 0;
  #answered = 0;

  /** @param {import('../lib/account.js').Account} account @param {Listener} listener */
  constructor(account, listener) {
    this.#account = account;
    this.#listener = listener;
    this.#overview = new Poll(OVERVIEW_EVERY_MS, () => this.read(), listener.changed);
    this.#activity = new Poll(ACTIVITY_EVERY_MS, () => this.#readActivity(), listener.changed);
  }

  get connection() {
    return this.#overview.connection;
  }

  start() {
    this.#overview.start();
    this.#activity.start();
  }

  stop() {
    this.#overview.stop();
    this.#activity.stop();
  }

  hurry() {
    this.#overview.hurry();
    this.#activity.hurry();
  }

  /** Answers may overtake each other: of those on their way only newer ones count. @param {string | null} [after] a position that must be included */
  async read(after = null) {
    const question = ++this.#asked;
    const answer = await this.#account.call(`/chain/overview${after ? `?after=${after}` : ''}`);
    if (question < this.#answered) return;
    this.#answered = question;
    this.#listener.onStores(answer?.body.stores);
  }

  async #readActivity() {
    const answer = await this.#account.call('/chain/activity');
    this.#listener.onActivity(answer?.body);
  }
}
