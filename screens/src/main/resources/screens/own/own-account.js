import { Upkeep } from '../admin/upkeep.js';
import { Problem, reasonOf } from '../lib/api.js';
import { MINIMUM_PASSWORD } from '../lib/bounds.js';
import { t } from '../lib/i18n.js';
import { askForCode, tellRecoveryCodes } from '../lib/second-factor.js';

/** @typedef {{added: boolean, required: boolean, added_at?: string, recovery_codes_left: number}} SecondFactor */

const FACTOR = '/auth/second-factor';

/** What somebody does about their own account: its second factor, and its password. */
export class OwnAccount extends Upkeep {
  isOpen = false;
  /** @type {SecondFactor | null} null before the first answer */
  factor = null;

  /** @param {import('../lib/account.js').Account} account @param {() => void} changed */
  constructor(account, changed) {
    super({ account, call: (path, request) => account.call(path, request) }, changed);
    this.account = account;
  }

  open() {
    this.isOpen = true;
    this.factor = null;
    this.read();
    this.changed();
  }

  close() {
    this.isOpen = false;
    this.show(null);
  }

  async list() {
    const answer = await this.account.call(FACTOR);
    return () => {
      this.factor = answer?.body;
    };
  }

  showBegin() {
    this.#show(t(this.factor?.added ? 'factor.replace' : 'factor.setUp'), FACTOR);
  }

  showRenew() {
    this.#show(t('factor.renew'), `${FACTOR}/recovery-codes`, t('factor.renew.text'));
  }

  showRemove() {
    this.#show(t('factor.remove'), `${FACTOR}/remove`);
  }

  showPassword() {
    this.show({
      title: t('own.password'),
      text: t('own.password.text'),
      method: 'POST',
      path: '/auth/password',
      fields: [
        { name: 'current_password', label: t('own.currentPassword'), type: 'password' },
        {
          name: 'new_password',
          label: t('own.newPassword'),
          type: 'password',
          minlength: MINIMUM_PASSWORD,
          hint: t('staff.password.hint'),
        },
      ],
      body: (values) => values,
    });
  }

  /** @param {string} title @param {string} path @param {string} [text] */
  #show(title, path, text) {
    this.show({
      title,
      text,
      method: 'POST',
      path,
      save: t('setup.next'),
      fields: [
        { name: 'current_password', label: t('own.currentPassword'), type: 'password' },
        ...(this.factor?.added ? [{ name: 'second_factor_code', label: t('factor.code') }] : []),
      ],
      body: (values) => values,
    });
  }

  /** What comes of it is shown once. @param {Record<string, string>} values */
  async submit(values) {
    const { form } = this;
    if (!form || typeof form.path !== 'string') return;
    const { path } = form;
    await this.saving(async () => {
      const answer = await this.#post(path, form.body(values));
      this.show(null);
      if (answer?.secret) await this.#confirm(answer);
      if (answer?.recovery_codes) await tellRecoveryCodes(answer.recovery_codes);
      if (path === '/auth/password') this.#loggedOut();
      else await this.read();
    }, reasonsOf);
  }

  /** @param {import('../lib/second-factor.js').Begun} begun */
  async #confirm(begun) {
    /** @type {string | null} */
    let failure = null;
    for (;;) {
      const code = await askForCode(begun, failure);
      if (code === null) return;
      try {
        const answer = await this.#post(`${FACTOR}/confirm`, { second_factor_code: code });
        await tellRecoveryCodes(answer.recovery_codes);
        return;
      } catch (refused) {
        failure = reasonsOf(refused);
      }
    }
  }

  /** The new password ends the login with which it was set. */
  #loggedOut() {
    this.close();
    this.account.expire();
  }

  /** @param {string} path @param {object} body */
  async #post(path, body) {
    const answer = await this.account.call(path, { method: 'POST', body });
    return answer?.body;
  }
}

/** What is wrong with each field, where the server says so. @param {unknown} failure */
function reasonsOf(failure) {
  return failure instanceof Problem && failure.reasons.length > 0 ? failure.reasons.join(' · ') : reasonOf(failure);
}
