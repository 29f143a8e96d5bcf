import { call, NoAnswer, Problem } from './api.js';
import { recall, remember } from './device.js';
import { html } from './html.js';
import { t } from './i18n.js';
import { show } from './page.js';

/** Where the server does not say when to ask again. */
const ASK_AGAIN_MS = 2_000;

/**
 * A page's login, which its browser keeps through reloads: the token in a cookie of the API's, where no script can read it,
 * and beside it, for the page to show, who is logged in.
 *
 * @typedef {import('./account.js').Login} Login
 */
export class KeptLogin {
  #kept;
  #path;

  /** @param {string} kept the device's name for it: the page's and `.login` */
  constructor(kept) {
    this.#kept = kept;
    this.#path = `/auth/kept-login?page=${kept.slice(0, kept.indexOf('.'))}`;
  }

  /** Waits for as long as nobody can say what is kept. @returns {Promise<Login | null>} null when nobody is logged in */
  async read() {
    const kept = recall(this.#kept, /** @type {Omit<Login, 'access_token'> | Login | null} */ (null));
    if (kept === null) return null;
    if (!('access_token' in kept)) return await this.#withToken(kept);
    // An earlier version kept the token there.
    this.keep(kept);
    return kept;
  }

  /** @param {Login} login @returns {Promise<void>} settled when the token is kept; if it cannot be, a reload asks for a login */
  async keep({ access_token: token, ...login }) {
    remember(this.#kept, login);
    await call(this.#path, { method: 'PUT', token }).catch(() => {});
  }

  forget() {
    remember(this.#kept, null);
    call(this.#path, { method: 'DELETE' }).catch(() => {});
  }

  /** @param {Omit<Login, 'access_token'>} login @returns {Promise<Login | null>} */
  async #withToken(login) {
    for (;;) {
      try {
        const answer = await call(this.#path);
        return { ...login, access_token: answer?.body.access_token };
      } catch (failure) {
        const isForNow = failure instanceof NoAnswer || (failure instanceof Problem && failure.isForNow);
        if (!isForNow) return null;
        show(html`<p class="empty" role="status">${t('page.loading')}</p>`);
        const ms = (failure instanceof Problem && failure.retryAfterMs) || ASK_AGAIN_MS;
        await new Promise((done) => setTimeout(done, ms));
      }
    }
  }
}
