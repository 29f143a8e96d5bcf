import { isBehind } from './position.js';
import { SseParser } from './sse-parser.js';

/**
 * @typedef {'connecting' | 'live' | 'stale' | 'reconnecting' | 'ended'} StreamState
 *   `live`: what is shown is the present. `stale`: the connection seems open but says nothing. `ended`: it will not come
 *   back by itself, see {@link StreamStatus.reason}.
 * @typedef {{state: StreamState, retryAt: number | null, reason: 'unauthorized' | 'forbidden' | 'stopped' | null}} StreamStatus
 *
 * @typedef {object} Options
 * @property {string} url
 * @property {boolean} [ofChain] whose stores' boards come one by one, the last of them with the position of all
 * @property {() => string} token asked for with every connect, so that a renewed one is used
 * @property {number} [heartbeatMs] the server's longest silence, until the server says its own
 * @property {(event: string, data: any, position: string | null) => void} onEvent each event once, in the log's order
 * @property {(status: StreamStatus) => void} onStatus
 * @property {string} [probeUrl] of the same service, answered at once: asked when the stream is silent, to tell a quiet
 *   evening from a dead line
 * @property {Surroundings} [surroundings] for tests
 *
 * @typedef {object} Surroundings
 * @property {typeof fetch} fetch
 * @property {(task: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} now
 * @property {() => number} random
 */

/** Silence is judged after this many heartbeats: one may be late on a slow line. */
const SILENT_HEARTBEATS = 2;
/** Silence after which the line is tried, and how long the answer may take: a dead line shows within the sum. */
const PROBE_AFTER_MS = 4_000;
const PROBE_PATIENCE_MS = 4_000;
/** Before the server has said its own; the server's default. */
const FIRST_HEARTBEAT_MS = 30_000;
/** Before the server has said `retry:`. */
const FIRST_RETRY_MS = 1_000;
/** A screen in a kitchen must not stay blind for long after a long outage. */
const MAXIMUM_RETRY_MS = 15_000;

/** @type {Surroundings} */
const BROWSER = {
  fetch: (input, init) => fetch(input, init),
  setTimeout: (task, ms) => setTimeout(task, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
  random: () => Math.random(),
};

/**
 * Follows the live board of a store, or those of a chain's stores, for ever: resumes where it was after every break, and
 * passes each event on exactly once. Runs on fetch rather than EventSource, which cannot send a token in a header.
 */
export class BoardStream {
  #options;
  #world;
  /** @type {string | null} */
  #position = null;
  /** Something to be live about: an empty store's `initial` has no position. */
  #hasBoard = false;
  #failures = 0;
  #retryMs = FIRST_RETRY_MS;
  #heartbeatMs = FIRST_HEARTBEAT_MS;
  /** Bumped to disown the connection before: what it still brings is dropped. */
  #generation = 0;
  /** @type {AbortController | null} */
  #connection = null;
  #silence = null;
  #probe = null;
  #waiting = null;
  /** @type {StreamStatus} */
  #status = { state: 'connecting', retryAt: null, reason: null };

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    this.#world = options.surroundings ?? BROWSER;
    this.#heartbeatMs = options.heartbeatMs ?? FIRST_HEARTBEAT_MS;
  }

  get status() {
    return this.#status;
  }

  get position() {
    return this.#position;
  }

  /** Begins, or begins again after `ended`, from where it was. */
  start() {
    this.#failures = 0;
    this.#report(this.#position ? 'reconnecting' : 'connecting');
    this.#connect();
  }

  /** Does not wait any longer: the network is back, or somebody looks at the page again. */
  hurry() {
    if (this.#waiting !== null) {
      this.#failures = 0;
      this.#connect();
    }
  }

  /** Tries the line now: the browser says it is gone, or the page was asleep. */
  suspect() {
    this.hurry();
    if (this.#connection) this.#try(this.#generation);
  }

  stop() {
    this.#end('stopped');
  }

  #connect() {
    this.#disown();
    const generation = ++this.#generation;
    const connection = new AbortController();
    this.#connection = connection;
    this.#listenForSilence();
    this.#read(generation, connection.signal).then(
      () => this.#broke(generation, null),
      (failure) => this.#broke(generation, failure),
    );
  }

  /** @param {number} generation @param {AbortSignal} signal */
  async #read(generation, signal) {
    /** @type {Record<string, string>} */
    const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${this.#options.token()}` };
    if (this.#position) headers['Last-Event-ID'] = this.#position;
    const response = await this.#world.fetch(this.#options.url, { headers, signal, cache: 'no-store' });
    if (!response.ok || !response.body) throw new Refused(response);
    const heartbeatSeconds = Number(response.headers.get('X-Heartbeat-Interval'));
    if (heartbeatSeconds > 0) this.#heartbeatMs = heartbeatSeconds * 1_000;
    const parser = new SseParser();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (generation !== this.#generation) return reader.cancel();
      if (done) return;
      this.#heard(parser.push(value));
      this.#retryMs = parser.retry ?? this.#retryMs;
    }
  }

  /** @param {import('./sse-parser.js').SseEvent[]} events */
  #heard(events) {
    this.#failures = 0;
    this.#listenForSilence();
    events.forEach((event) => this.#pass(event));
    if (this.#hasBoard && this.#status.state !== 'live') this.#report('live');
  }

  /** @param {import('./sse-parser.js').SseEvent} event */
  #pass({ event, data: text, id }) {
    const data = JSON.parse(text);
    if (event === 'reset') {
      // One that names a store is about that one of a chain's; the others go on.
      if (data.store_id === undefined) this.#forget();
    } else if (event === 'initial') {
      this.#position = id;
      this.#hasBoard = !this.#options.ofChain || id !== null;
    } else if (id !== null) {
      if (this.#position && !isBehind(this.#position, id)) return;
      this.#position = id;
    }
    this.#options.onEvent(event, data, id);
  }

  #forget() {
    this.#position = null;
    this.#hasBoard = false;
  }

  #listenForSilence() {
    this.#world.clearTimeout(this.#silence);
    this.#silence = this.#world.setTimeout(() => this.#isDead(), SILENT_HEARTBEATS * this.#heartbeatMs);
    this.#probeLater();
  }

  #isDead() {
    this.#report('stale');
    this.#connect();
  }

  #probeLater() {
    this.#world.clearTimeout(this.#probe);
    if (!this.#options.probeUrl) return;
    const generation = this.#generation;
    this.#probe = this.#world.setTimeout(() => this.#try(generation), PROBE_AFTER_MS);
  }

  /** Any answer is a sign of life. @param {number} generation */
  async #try(generation) {
    if (!this.#options.probeUrl) return;
    this.#world.clearTimeout(this.#probe);
    const patience = new AbortController();
    const timer = this.#world.setTimeout(() => patience.abort(), PROBE_PATIENCE_MS);
    try {
      await this.#world.fetch(this.#options.probeUrl, { signal: patience.signal, cache: 'no-store' });
      if (generation === this.#generation) this.#probeLater();
    } catch {
      if (generation === this.#generation) this.#isDead();
    } finally {
      this.#world.clearTimeout(timer);
    }
  }

  /** @param {number} generation @param {unknown} failure */
  #broke(generation, failure) {
    if (generation !== this.#generation) return;
    const refused = failure instanceof Refused ? failure : null;
    if (refused?.status === 401) return this.#end('unauthorized');
    if (refused?.status === 403) return this.#end('forbidden');
    this.#disown();
    const delay = Math.max(this.#backOff(), refused?.retryAfterMs ?? 0);
    this.#failures += 1;
    this.#waiting = this.#world.setTimeout(() => this.#connect(), delay);
    this.#report('reconnecting', this.#world.now() + delay);
  }

  /** The server's own `retry:`, which it jitters; after further failures twice as long each, and jittered here. */
  #backOff() {
    if (this.#failures === 0) return this.#retryMs;
    const ceiling = Math.min(MAXIMUM_RETRY_MS, this.#retryMs * 2 ** this.#failures);
    return ceiling / 2 + (this.#world.random() * ceiling) / 2;
  }

  #disown() {
    this.#generation += 1;
    this.#connection?.abort();
    this.#connection = null;
    this.#world.clearTimeout(this.#silence);
    this.#world.clearTimeout(this.#probe);
    this.#world.clearTimeout(this.#waiting);
    this.#silence = this.#probe = this.#waiting = null;
  }

  /** @param {'unauthorized' | 'forbidden' | 'stopped'} reason */
  #end(reason) {
    this.#disown();
    this.#report('ended', null, reason);
  }

  /** @param {StreamState} state @param {number | null} retryAt @param {StreamStatus['reason']} reason */
  #report(state, retryAt = null, reason = null) {
    this.#status = { state, retryAt, reason };
    this.#options.onStatus(this.#status);
  }
}

/** An answer that is no stream. */
class Refused extends Error {
  /** @param {Response} response */
  constructor(response) {
    super(`The stream answered ${response.status}`);
    this.status = response.status;
    this.retryAfterMs = Number(response.headers.get('Retry-After') ?? 0) * 1_000 || 0;
  }
}
