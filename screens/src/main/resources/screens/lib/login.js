import { call, NoAnswer, Problem } from './api.js';

/** A device asks for a new token so often, long before the old one ends, so that its store sees that it is there. */
export const RENEW_EVERY_MS = 30 * 60_000;
/** A token is renewed this long before it expires, so that no request is made with one that dies on the way. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** Statuses after which another token may do: the old one is not taken, or what it stands for is gone and made anew. */
const DISOWNED = [401, 403, 404, 410];
/** How old a token must be for a "not found" to be laid at its door. */
const LOOK_AGAIN_MS = 5_000;
/** Where the server does not say when to ask again. */
const ASK_AGAIN_MS = 3_000;
/** While a token still holds, there is no hurry to get the next. */
const TRY_AGAIN_MS = 60_000;

/** The credentials were refused: for good, or {@link Problem.isForNow for now}. */
export class LoginRefused extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Where a device logs in by the credential that it was given when it was set up. */
const BY_CREDENTIAL = '/devices/login';
/** Where it is given one. */
const BY_CODE = '/devices/pair';
const BY_PASSWORD = '/customer/login';

/**
 * What a device logs in with: a credential of its own; or, once, a code or a table's password, for which it is given one.
 *
 * @typedef {{credential: string} | {pairing_code: string}
 *   | {store_id: string, table_number: number, table_password: string}} Proof
 *
 * @param {Proof} proof @returns {{path: string, body: object}}
 */
function request(proof) {
  if ('credential' in proof) return { path: BY_CREDENTIAL, body: { device_credential: proof.credential } };
  if ('pairing_code' in proof) return { path: BY_CODE, body: { pairing_code: proof.pairing_code } };
  const { store_id, table_number, table_password } = proof;
  return { path: BY_PASSWORD, body: { store_id, table_number, table_password, remember_device: true } };
}

/** Logs a device in. @param {Proof} proof @returns {Promise<import('./api.js').DeviceLogin>} */
export async function logInAs(proof) {
  const { path, body } = request(proof);
  const answer = await call(path, { method: 'POST', body });
  return answer?.body;
}

/**
 * A device that stays logged in: a new token is fetched before the old one expires or as soon as the server no longer takes
 * it. Whatever it logged in with first, it does so by its own credential from then on.
 */
export class LastingLogin {
  #proof;
  /** @type {{token: string, since: number, renewAt: number, endsAt: number} | null} */
  #held = null;
  /** @type {Promise<string> | null} */
  #renewing = null;
  /** @type {{problem: Problem, until: number} | null} the server's word that it is too early to ask again */
  #refused = null;

  #onLogin;

  /** @param {Proof} proof @param {(answer: import('./api.js').DeviceLogin, proof: Proof) => void} onLogin told what logs in from now on */
  constructor(proof, onLogin) {
    this.#proof = proof;
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
    this.#renewing ??= this.#login()
      .catch((failure) => this.#goOn(failure))
      .finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** A token that still holds is used on while there is no other to be had. @param {unknown} failure */
  #goOn(failure) {
    const held = this.#held;
    const isForNow = failure instanceof NoAnswer || (failure instanceof LoginRefused && failure.problem.isForNow);
    if (!isForNow || !held || Date.now() >= held.endsAt) throw failure;
    held.renewAt = Math.min(held.endsAt, Date.now() + TRY_AGAIN_MS);
    return held.token;
  }

  async #login() {
    if (this.#refused && Date.now() < this.#refused.until) throw new LoginRefused(this.#refused.problem);
    const { access_token: token, expires_in, ...answer } = await this.#ask();
    const lifetime = expires_in * 1_000;
    const renewIn = Math.min(RENEW_EVERY_MS, Math.max(lifetime - RENEW_BEFORE_MS, lifetime / 2));
    this.#held = { token, since: Date.now(), renewAt: Date.now() + renewIn, endsAt: Date.now() + lifetime };
    this.#refused = null;
    const given = answer.device?.credential;
    if (given) this.#proof = { credential: given };
    this.#onLogin({ access_token: token, expires_in, ...answer }, this.#proof);
    return token;
  }

  /** @returns {Promise<import('./api.js').DeviceLogin>} */
  async #ask() {
    try {
      return await logInAs(this.#proof);
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (failure.isForNow)
        this.#refused = { problem: failure, until: Date.now() + (failure.retryAfterMs || ASK_AGAIN_MS) };
      throw new LoginRefused(failure);
    }
  }
}
