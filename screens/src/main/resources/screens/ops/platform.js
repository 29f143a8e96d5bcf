import { reasonOf } from '../lib/api.js';
import { Poll } from '../lib/poll.js';
import { Throughput } from './throughput.js';

const EVERY_MS = 2_000;
/** A service that takes longer to say how it is, is not well. */
const HEALTH_PATIENCE_MS = 4_000;

/**
 * @typedef {{name: string, origin: string, state: 'ready' | 'not_ready' | 'away' | 'unknown', checks: Record<string, string>}} Service
 * @typedef {{partition: number, position?: string, log_end?: number, lag_events?: number, lag_seconds?: number, event_time?: string}} Partition
 */

/**
 * @typedef {{position: string, scope: string, store_id?: string, order_id?: string, reason: string, detail: string, type?: string,
 *   parked_at: string}} Parked
 * @typedef {{position: string, store_id?: string, skip_reason: string, skipped_by_id: string, skipped_at: string}} Skipped
 * @typedef {{partitions: Partition[], parked: Parked[], parked_total: number, skipped: Skipped[]}} Projection
 * @typedef {{generation: string, state: string, why: string, created_at: string}} Generation
 * @typedef {{state: string, phase?: string, generation?: string, done: number, total: number, events_per_second: number,
 *   seconds_left?: number | null, failure?: string, differences: {table: string, differing: number}[]}} Run
 * @typedef {{generations: Generation[], run?: Run}} Rebuild
 */

/** The services and the read models, as those who keep them running see them. */
export class Platform {
  /** @type {Service[]} */
  services;
  /** @type {Projection | null} null before the first report */
  projection = null;
  /** @type {Rebuild | null} generations and the last rebuild */
  rebuild = null;
  /** @type {string | null} */
  failure = null;
  /** @type {Set<string>} what is being done */
  doing = new Set();
  throughput = new Throughput();

  /** @param {{stream_url?: string, projector_url?: string}} settings @param {import('../lib/account.js').Account} account @param {() => void} changed */
  constructor({ stream_url = '', projector_url = '' }, account, changed) {
    this.account = account;
    this.changed = changed;
    this.projector = projector_url;
    this.services = [
      { name: 'order-api', origin: '', state: 'unknown', checks: {} },
      { name: 'order-projector', origin: projector_url, state: 'unknown', checks: {} },
      { name: 'sse-notifier', origin: stream_url, state: 'unknown', checks: {} },
    ];
    this.health = new Poll(EVERY_MS, () => this.#readHealth(), changed);
    this.poll = new Poll(EVERY_MS, () => this.#read(), changed);
  }

  get connection() {
    return this.poll.connection;
  }

  start() {
    this.health.start();
    this.poll.start();
  }

  stop() {
    this.health.stop();
    this.poll.stop();
    if (this.account.login === null) this.projection = this.rebuild = null;
  }

  hurry() {
    this.health.hurry();
    this.poll.hurry();
  }

  /** @param {string} position */
  retry(position) {
    return this.#command(position, `/admin/projection/parked/${position}/retry`, {});
  }

  /** @param {string} position @param {string} reason */
  skip(position, reason) {
    return this.#command(position, `/admin/projection/parked/${position}/skip`, { body: { reason } });
  }

  get isOperators() {
    return this.account.login?.role === 'operator';
  }

  /** What the operator alone may begin: as who is logged in, or with a token, which is used once and not kept. @param {boolean} compareOnly @param {string} [token] */
  startRebuild(compareOnly, token) {
    const body = { compare_only: compareOnly };
    return this.#command('rebuild', '/admin/projection/rebuild', token ? { body, token } : { body });
  }

  /** @param {string} what @param {string} path @param {import('../lib/api.js').Request} request */
  async #command(what, path, request) {
    if (this.doing.has(what)) return;
    this.doing.add(what);
    this.failure = null;
    this.changed();
    try {
      await this.account.call(path, { method: 'POST', origin: this.projector, ...request });
      await this.#read();
    } catch (failure) {
      this.failure = reasonOf(failure);
    }
    this.doing.delete(what);
    this.changed();
  }

  async #read() {
    const origin = this.projector;
    const [projection, rebuild] = await Promise.all([
      this.account.call('/admin/projection', { origin }),
      this.account.call('/admin/projection/rebuild', { origin }),
    ]);
    this.projection = projection?.body;
    this.rebuild = rebuild?.body;
    if (this.projection) this.throughput.add(Date.now(), this.projection.partitions);
  }

  async #readHealth() {
    this.services = await Promise.all(this.services.map(healthOf));
  }
}

/** @param {Service} service @returns {Promise<Service>} */
async function healthOf(service) {
  try {
    const response = await fetch(`${service.origin}/health/ready`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(HEALTH_PATIENCE_MS),
    });
    const { status, checks } = await response.json();
    return { ...service, state: status, checks };
  } catch {
    return { ...service, state: 'away', checks: {} };
  }
}
