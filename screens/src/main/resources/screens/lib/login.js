import { call, Problem } from './api.js';

/** A token is renewed this long before it expires, so that no request is made with one that dies on the way. */
const RENEW_BEFORE_MS = 10 * 60_000;

/**
 * Somebody who stays logged in: the credentials are kept, and a new token is fetched before the old one expires or as soon
 * as the server no longer takes it.
 */
export class LastingLogin {
  #path;
  #credentials;
  /** @type {{token: string, renewAt: number} | null} */
  #held = null;
  /** @type {Promise<string> | null} */
  #renewing = null;

  /** @param {string} path @param {object} credentials @param {(answer: any) => void} [onLogin] */
  constructor(path, credentials, onLogin = () => {}) {
    this.#path = path;
    this.#credentials = credentials;
    this.onLogin = onLogin;
  }

  /** @param {string} path @param {import('./api.js').Request} [request] */
  async call(path, request = {}) {
    const token = await this.token();
    try {
      return await call(path, { ...request, token });
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 401) throw failure;
      if (this.#held?.token === token) this.#held = null;
      return call(path, { ...request, token: await this.token() });
    }
  }

  /** @returns {Promise<string>} */
  async token() {
    if (this.#held && Date.now() < this.#held.renewAt) return this.#held.token;
    this.#renewing ??= this.#login().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #login() {
    const answer = await call(this.#path, { method: 'POST', body: this.#credentials });
    const lifetime = answer?.body.expires_in * 1_000;
    const renewIn = Math.max(lifetime - RENEW_BEFORE_MS, lifetime / 2);
    this.#held = { token: answer?.body.access_token, renewAt: Date.now() + renewIn };
    this.onLogin(answer?.body);
    return this.#held.token;
  }
}
