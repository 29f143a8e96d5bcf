import { recall, remember } from '../lib/device.js';

const KEPT = 'tablet.session';

/** The guests at the table, as far as their session tells them from those before. Outlives reloads. */
export class Party {
  /** @type {string | null} */
  #session = recall(KEPT, null);

  /** @param {string | null} session that is open at the table now @returns {boolean} whether the guests who were here have left */
  see(session) {
    const haveLeft = this.#session !== null && session !== this.#session;
    this.join(session);
    return haveLeft;
  }

  /** The guests of now have this session. @param {string | null} session */
  join(session) {
    if (session !== this.#session) remember(KEPT, session);
    this.#session = session;
  }
}
