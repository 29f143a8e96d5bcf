import { Upkeep } from '../admin/upkeep.js';
import { newAdmin } from '../chain/new-admin.js';
import { ID, MAXIMUM_NAME } from '../lib/bounds.js';
import { tellIfDeferred } from '../lib/deferred.js';
import { newKey } from '../lib/device.js';
import { confirm } from '../lib/dialog.js';
import { t } from '../lib/i18n.js';
import { invite } from '../lib/invitation.js';
import { Poll } from '../lib/poll.js';
import { resetQuestion } from '../lib/second-factor.js';

/** Chains are opened now and then. */
const EVERY_MS = 30_000;

/**
 * @typedef {{account_id: string, username: string, disabled: boolean, linked?: boolean, invited?: boolean, invited_until?: string, second_factor?: boolean}} Person
 * @typedef {{chain_id: string, chain_name: string, disabled: boolean, created_at: string, admins: Person[],
 *   stores: {store_id: string, store_name: string, closed: boolean}[]}} ListedChain
 */

/** The chains of the platform and its operators, as these keep them up. */
export class Chains extends Upkeep {
  /** @type {ListedChain[] | null} null before the first answer */
  chains = null;
  /** @type {Person[]} */
  operators = [];
  /** @type {string | null} the chain whose stores and admins are shown */
  opened = null;
  sought = '';

  /** @param {import('../lib/account.js').Account} account @param {() => void} changed */
  constructor(account, changed) {
    super({ account, call: (path, request) => account.call(path, request) }, changed);
    this.account = account;
    this.poll = new Poll(EVERY_MS, () => this.#ask(), changed);
  }

  get connection() {
    return this.poll.connection;
  }

  start() {
    this.poll.start();
  }

  stop() {
    this.poll.stop();
    if (this.account.login === null) this.chains = null;
  }

  hurry() {
    this.poll.hurry();
  }

  async #ask() {
    (await this.list())();
  }

  async list() {
    const [chains, operators] = await Promise.all([
      this.account.call('/platform/chains'),
      this.account.call('/platform/operators'),
    ]);
    return () => {
      this.chains = chains?.body.chains;
      this.operators = operators?.body.operators;
    };
  }

  /** Those that are looked for, by id or name. */
  get shown() {
    const sought = this.sought.trim().toLowerCase();
    return (this.chains ?? []).filter(
      (chain) => chain.chain_name.toLowerCase().includes(sought) || chain.chain_id.includes(sought),
    );
  }

  /** @param {string} chainId */
  toggle(chainId) {
    this.opened = this.opened === chainId ? null : chainId;
    this.changed();
  }

  showChain() {
    this.show({
      title: t('platform.add'),
      method: 'POST',
      path: '/platform/chains',
      fields: [
        { name: 'name', label: t('upkeep.name'), maxlength: MAXIMUM_NAME },
        { name: 'id', label: t('login.chain_id'), pattern: ID, hint: t('chain.add.id') },
        newAdmin(),
      ],
      body: ({ id, name, username }) => ({ chain_id: id, chain_name: name, username }),
    });
  }

  /** @param {ListedChain} chain */
  showAdmin({ chain_id, chain_name }) {
    this.#showPerson(t('platform.addAdmin', { name: chain_name }), `/platform/chains/${chain_id}/admins`);
  }

  showOperator() {
    this.#showPerson(t('platform.addOperator'), '/platform/operators');
  }

  /** @param {string} title @param {string} path */
  #showPerson(title, path) {
    this.show({ title, method: 'POST', path, fields: [newAdmin()], body: (values) => values });
  }

  /** @param {Person} person who is to choose a password, at first or anew @param {string} path */
  invite({ username }, path) {
    return this.attempt(async () => {
      const ask = this.account.call.bind(this.account);
      if (await invite({ name: username, path }, ask)) await this.read();
    });
  }

  /** @param {string} path of somebody whose link is to open nothing any more */
  revokeInvitation(path) {
    return this.attempt(async () => {
      await this.account.call(`${path}/invitation`, { method: 'DELETE' });
      await this.read();
    });
  }

  /** @param {string} path of somebody who has lost phone and recovery codes @param {string} name */
  async resetFactor(path, name) {
    if ((await confirm(resetQuestion(name))) === null) return;
    await this.attempt(async () => {
      await this.account.call(`${path}/second-factor`, { method: 'DELETE' });
      await this.read();
    });
  }

  /** @param {string} path @param {string} name @param {boolean} disabled as it is to be */
  async disable(path, name, disabled) {
    const sure = await confirm({
      title: t(disabled ? 'platform.disable.title' : 'platform.enable.title', { name }),
      text: disabled ? t('platform.disable.text') : undefined,
      yes: t(disabled ? 'platform.disable' : 'platform.enable'),
      no: t('common.back'),
      grave: disabled,
    });
    if (sure === null) return;
    await this.attempt(async () => {
      tellIfDeferred(await this.account.call(path, { method: 'PATCH', body: { disabled }, key: newKey() }));
      await this.read();
    });
  }
}
