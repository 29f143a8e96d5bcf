import { call, Problem, reasonOf } from './api.js';
import { recall, remember } from './device.js';
import { t } from './i18n.js';
import { KeptLogin } from './kept-login.js';
import { logInAs, RENEW_EVERY_MS } from './login.js';
import { goToIssuer } from './oidc.js';
import { logInAt } from './second-factor.js';

/** Where the server does not say when to ask again. */
const ASK_AGAIN_MS = 5_000;

/**
 * Somebody who is logged in on this device until they log out, and what they may ask with their token.
 *
 * @typedef {{access_token: string, role: string, username?: string, chain_id: string, store_id?: string, store_name?: string, store?: import('./api.js').StoreSettings}} Login
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
  #keptLogin;
  /** @type {() => void} told when a screen that logs in by itself has a new token in the place of one that was not taken */
  renewed = () => {};
  /** @type {{credential: string} | null} of a screen that was paired */
  #proof = null;
  #renewing = 0;

  /**
   * @param {string} kept the device's name for it, as in `admin.login`
   * @param {'store_id' | 'chain_id' | 'platform'} place of which one is admin or staff
   * @param {() => void} changed
   */
  constructor(kept, place, changed) {
    this.kept = kept;
    this.place = place;
    this.#changed = changed;
    this.login = null;
    this.#keptLogin = new KeptLogin(kept);
  }

  /** Takes up the login that this browser keeps, if there is one. Waits for as long as nobody can say. */
  async restore() {
    this.login = await this.#keptLogin.read();
    this.#proof = recall(`${this.kept}.device`, null);
    if (this.#proof) this.#renew();
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
      await this.#take(await logInAt(this.place === 'platform' ? '/platform/login' : '/admin/login', credentials));
    } catch (failure) {
      this.failure = reasonOf(failure);
    }
    this.logsIn = false;
    this.#changed();
    return this.failure === null;
  }

  /** Leaves the page for the issuer, which sends the browser back with who this is. */
  async goToIssuer() {
    this.failure = null;
    try {
      await goToIssuer();
    } catch (failure) {
      this.failure = reasonOf(failure);
    }
    this.#changed();
  }

  /** Makes this a screen that logs in by itself. @param {string} code that an admin has made @returns {Promise<string | null>} what it is for */
  async pair(code) {
    this.failure = null;
    try {
      const answer = await logInAs({ pairing_code: code });
      if (!answer.device?.credential || answer.table_id) {
        this.failure = t('login.pair.tablet');
      } else {
        this.#proof = { credential: answer.device.credential };
        remember(`${this.kept}.device`, this.#proof);
        this.#take(answer);
        this.#renewLater(RENEW_EVERY_MS);
      }
      this.#changed();
      return this.failure === null ? (answer.device?.kind ?? null) : null;
    } catch (failure) {
      this.failure = failure instanceof Problem && failure.status === 401 ? t('login.pair.wrong') : reasonOf(failure);
      this.#changed();
      return null;
    }
  }

  /**
   * Scripts of the page find who is logged in through reloads, but not the token.
   *
   * @param {Login & {device?: unknown}} answer @returns {Promise<void>} settled when the token is kept
   */
  #take({ device: _, ...login }) {
    this.login = login;
    this.hasExpired = false;
    return this.#keptLogin.keep(login);
  }

  /** @param {number} ms */
  #renewLater(ms) {
    clearTimeout(this.#renewing);
    this.#renewing = window.setTimeout(() => this.#renew(), ms);
  }

  async #renew() {
    const proof = this.#proof;
    if (!proof) return;
    this.#renewLater(RENEW_EVERY_MS);
    try {
      const answer = await logInAs(proof);
      if (this.#proof !== proof) return;
      const wasOut = this.isNeeded;
      this.#take(answer);
      this.#changed();
      if (wasOut) this.renewed();
    } catch (failure) {
      if (this.#proof !== proof) return;
      if (failure instanceof Problem && failure.status === 401) this.#forget();
      else if (this.isNeeded) this.#renewLater((failure instanceof Problem && failure.retryAfterMs) || ASK_AGAIN_MS);
    }
  }

  /** Nobody is logged in here any more, and nothing logs in by itself. */
  #forget() {
    this.#proof = null;
    clearTimeout(this.#renewing);
    remember(`${this.kept}.device`, null);
    this.login = null;
    this.hasExpired = false;
    this.#keptLogin.forget();
    this.#changed();
  }

  /** Forgets the token here at once, and lets it open nothing any more anywhere as soon as the platform can be reached. */
  logOut() {
    const token = this.login?.access_token;
    if (token !== undefined) call('/auth/logout', { method: 'POST', token }).catch(() => {});
    this.#forget();
  }

  expire() {
    if (this.hasExpired) return;
    this.hasExpired = true;
    this.#changed();
    if (this.#proof) this.#renew();
  }

  /** Whether somebody has to say who they are: a screen that logs in by itself is about to. */
  get asksForLogin() {
    return this.isNeeded && this.#proof === null;
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
