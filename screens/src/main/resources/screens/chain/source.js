import { Poll } from '../lib/poll.js';
import { BoardStream } from '../stream/board-stream.js';
import { Stores } from './stores.js';

const STREAM = '/api/v1/chain/orders/stream';
const PROBE = '/health/live';
/** Names change by events too; what is asked for is what was so before the stream began. */
const STORES_EVERY_MS = 60_000;
/** Whole hours change slowly, and are what costs. */
const ACTIVITY_EVERY_MS = 60_000;
/** The read models are a moment behind the log; those of a store that is parked stay so. */
const ASK_AGAIN_MS = 500;
const TRIES = 6;

/**
 * Where the chain's page has its stores from: their boards from the chain's stream, names and hours asked for.
 *
 * @typedef {object} Listener
 * @property {(stores: import('./live-store.js').LiveStore[] | null) => void} onStores all stores as they are now, null while they are not known
 * @property {(storeId: string) => void} onOrder a new one
 * @property {(activity: import('./chain.js').Activity) => void} onActivity
 * @property {() => void} changed something has
 */
export class ChainSource {
  #settings;
  #account;
  #listener;
  #names;
  #activity;
  #stores = new Stores();
  /** @type {BoardStream | null} */
  #stream = null;
  /** The stores' boards are there, all of them. */
  #isWhole = false;
  #isTold = false;
  #triesLeft = 0;

  /**
   * @param {{stream_url?: string}} settings
   * @param {import('../lib/account.js').Account} account
   * @param {Listener} listener
   */
  constructor(settings, account, listener) {
    this.#settings = settings;
    this.#account = account;
    this.#listener = listener;
    this.#names = new Poll(STORES_EVERY_MS, () => this.read(), listener.changed);
    this.#activity = new Poll(ACTIVITY_EVERY_MS, () => this.#readActivity(), listener.changed);
    addEventListener('online', () => this.#stream?.suspect());
    addEventListener('offline', () => this.#stream?.suspect());
    document.addEventListener('visibilitychange', () => !document.hidden && this.#stream?.suspect());
  }

  /** The stream's, unless that is live and what is asked for beside it is not answered. @returns {import('../lib/connection-view.js').Connection} */
  get connection() {
    if (this.#account.hasExpired) return { state: 'ended', retryAt: null, reason: 'unauthorized' };
    const status = this.#stream?.status ?? { state: /** @type {const} */ ('connecting'), retryAt: null, reason: null };
    return status.state === 'live' ? this.#names.connection : status;
  }

  start() {
    this.#stream ??= this.#open();
    this.#stream.start();
    this.#names.start();
    this.#activity.start();
  }

  /** After a new login it goes on where it was, unless somebody else may log in. */
  stop() {
    this.#names.stop();
    this.#activity.stop();
    this.#stream?.stop();
    if (this.#account.login !== null) return;
    this.#stream = null;
    this.#stores = new Stores();
    this.#isWhole = this.#isTold = false;
    this.#listener.onStores(null);
  }

  hurry() {
    this.#stream?.hurry();
    this.#names.hurry();
    this.#activity.hurry();
  }

  /** What the stores are called, and which take orders. @param {string | null} [after] a position that must be included */
  async read(after = null) {
    const stores = this.#stores;
    const answer = await this.#account.call(`/chain/stores${after ? `?after=${after}` : ''}`);
    if (stores !== this.#stores) return;
    stores.tell(answer?.body.stores);
    this.#isTold = true;
    if (stores.isUntold && this.#triesLeft-- > 0) setTimeout(() => this.#names.hurry(), ASK_AGAIN_MS);
    this.#pass();
  }

  #open() {
    return new BoardStream({
      url: (this.#settings.stream_url ?? '') + STREAM,
      ofChain: true,
      token: () => this.#account.login?.access_token ?? '',
      probeUrl: (this.#settings.stream_url ?? '') + PROBE,
      onEvent: (event, data, position) => this.#hear(event, data, position),
      onStatus: ({ reason }) => {
        if (reason === 'unauthorized') this.#account.expire();
        this.#listener.changed();
      },
    });
  }

  /** @param {string} event @param {{store_id: string, position: string | null, data: import('../stream/board.js').FrameData}} data of one store @param {string | null} position of the chain */
  #hear(event, data, position) {
    if (event === 'reset') {
      if (data.store_id !== undefined) this.#stores.lose(data.store_id);
    } else {
      this.#stores.hear(event, data);
      if (event === 'order_created') this.#listener.onOrder(data.store_id);
      if (event === 'initial' && position !== null) this.#begin();
    }
    this.#pass();
  }

  /** Of the boards that have just come, changes before them are known by asking only. */
  #begin() {
    this.#isWhole = true;
    this.#triesLeft = TRIES;
    if (this.#stores.isUntold) this.#names.hurry();
  }

  async #readActivity() {
    const answer = await this.#account.call('/chain/activity');
    this.#listener.onActivity(answer?.body);
  }

  #pass() {
    if (this.#isWhole && this.#isTold) this.#listener.onStores(this.#stores.all);
    this.#listener.changed();
  }
}
