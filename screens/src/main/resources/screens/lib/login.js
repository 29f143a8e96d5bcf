import { call, Problem } from './api.js';

/** A token is renewed this long before it expires, so that no request is made with one that dies on the way. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** Statuses after which another token may do: the old one is not taken, or what it stands for is gone and made anew. */
const DISOWNED = [401, 403, 404, 410];
/** How old a token must be for a "not found" to be laid at its door. */
const LOOK_AGAIN_MS = 5_000;
/** Where the server does not say when to ask again. */
const ASK_AGAIN_MS = 3_000;

/** The credentials were refused: for good, or {@link Problem.isForNow for now}. */
export class LoginRefused extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Somebody who stays logged in: the credentials are kept, and a new token is fetched before the old one expires or as soon
 * as the server no longer takes it.
 */
export class LastingLogin {
  #path;
  #credentials;
  /** @type {{token: string, since: number, renewAt: number} | null} */
  #held = null;
  /** @type {Promise<string> | null} */
  #renewing = null;
  /** @type {{problem: Problem, until: number} | null} the server's word that it is too early to ask again */
  #refused = null;

  #onLogin;

  /** @param {string} path @param {object} credentials @param {(answer: import('./api.js').TableLogin) => void} onLogin */
  constructor(path, credentials, onLogin) {
    this.#path = path;
    this.#credentials = credentials;
    this.#onLogin = onLogin;
  }

  /** @param {string} path @param {import('./api.js').Request} [request] */
  async call(path, request = {}) {
    const token = await this.token();
    try {
      return await call(path, { ...request, token });
    } catch (failure) {
      if (!(failure instanceof Problem) || !DISOWNED.includes(failure.status)) throw failure;
      if (!this.#isWorthAnother(failure, token)) throw failure;
      return call(path, { ...request, token: await this.token() });
    }
  }

  /**
   * A token that is not taken is given up. One of a table that is gone says "not found", as a wrong id does, so that is
   * looked into now and then only.
   *
   * @param {Problem} failure @param {string} token
   */
  #isWorthAnother({ status }, token) {
    if (this.#held?.token !== token) return true;
    if (status !== 401 && Date.now() - this.#held.since < LOOK_AGAIN_MS) return false;
    this.#held = null;
    return true;
  }

  /** @returns {Promise<string>} */
  async token() {
    if (this.#held && Date.now() < this.#held.renewAt) return this.#held.token;
    this.#renewing ??= this.#login().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #login() {
    if (this.#refused && Date.now() < this.#refused.until) throw new LoginRefused(this.#refused.problem);
    const { access_token: token, expires_in, ...answer } = await this.#ask();
    const lifetime = expires_in * 1_000;
    const renewIn = Math.max(lifetime - RENEW_BEFORE_MS, lifetime / 2);
    this.#held = { token, since: Date.now(), renewAt: Date.now() + renewIn };
    this.#refused = null;
    this.#onLogin({ access_token: token, expires_in, ...answer });
    return token;
  }

  /** @returns {Promise<import('./api.js').TableLogin>} */
  async #ask() {
    try {
      const answer = await call(this.#path, { method: 'POST', body: this.#credentials });
      return answer?.body;
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (failure.isForNow)
        this.#refused = { problem: failure, until: Date.now() + (failure.retryAfterMs || ASK_AGAIN_MS) };
      throw new LoginRefused(failure);
    }
  }
}
