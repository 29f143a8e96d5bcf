import { call, NoAnswer, Problem } from './api.js';
import { html } from './html.js';
import { t } from './i18n.js';
import { show } from './page.js';

/** Where the server does not say when to ask again. */
const ASK_AGAIN_MS = 2_000;

/** A page's token, which its browser keeps through reloads where no script can read it: in a cookie of the API's. */
export class KeptToken {
  #path;

  /** @param {string} page */
  constructor(page) {
    this.#path = `/auth/kept-login?page=${page}`;
  }

  /** @param {string} token @returns {Promise<void>} a page whose token could not be kept asks for a login when it is loaded again */
  async keep(token) {
    await call(this.#path, { method: 'PUT', token }).catch(() => {});
  }

  /**
   * @template {object} T
   * @param {T} login
   * @returns {Promise<(T & {access_token: string}) | null>} null where no token is kept
   */
  async addedTo(login) {
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

  forget() {
    call(this.#path, { method: 'DELETE' }).catch(() => {});
  }
}
