import { call, Problem, reasonOf } from './api.js';
import { recall, remember } from './device.js';

/**
 * Somebody who is logged in on this device until they log out, and what they may ask with their token.
 *
 * @typedef {{access_token: string, role: string, username: string, chain_id: string, store_id?: string, store_name?: string, store?: import('./api.js').StoreSettings}} Login
 */
export class Account {
  /** @type {Login | null} null while nobody is logged in */
  login;
  /** The token no longer opens anything, and what is shown is what was. */
  hasExpired = false;
  logsIn = false;
  /** @type {string | null} why the last login failed */
  failure = null;

  #changed;

  /**
   * @param {string} kept the device's name for it
   * @param {'store_id' | 'chain_id'} place of which one is admin or staff
   * @param {() => void} changed
   */
  constructor(kept, place, changed) {
    this.kept = kept;
    this.place = place;
    this.#changed = changed;
    this.login = recall(kept, null);
  }

  get isNeeded() {
    return this.login === null || this.hasExpired;
  }

  /** @param {Record<string, string>} credentials @returns {Promise<boolean>} whether they opened the door */
  async logIn(credentials) {
    this.logsIn = true;
    this.failure = null;
    this.#changed();
    try {
      const answer = await call('/admin/login', { method: 'POST', body: credentials });
      this.login = answer?.body;
      this.hasExpired = false;
      remember(this.kept, this.login);
    } catch (failure) {
      this.failure = reasonOf(failure);
    }
    this.logsIn = false;
    this.#changed();
    return this.failure === null;
  }

  /** Forgets the token here at once, and lets it open nothing any more anywhere as soon as the platform can be reached. */
  logOut() {
    const token = this.login?.access_token;
    if (token !== undefined) call('/auth/logout', { method: 'POST', token }).catch(() => {});
    this.login = null;
    this.hasExpired = false;
    remember(this.kept, null);
    this.#changed();
  }

  expire() {
    if (this.hasExpired) return;
    this.hasExpired = true;
    this.#changed();
  }

  /** @param {string} path @param {import('./api.js').Request} [request] */
  async call(path, request = {}) {
    const token = this.login?.access_token;
    try {
      return await call(path, { token, ...request });
    } catch (failure) {
      const refused = failure instanceof Problem && failure.status === 401 && request.token === undefined;
      if (refused && this.login?.access_token === token) this.expire();
      throw failure;
    }
  }
}
