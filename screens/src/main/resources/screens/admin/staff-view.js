import { MINIMUM_PASSWORD, USERNAME } from '../lib/bounds.js';
import { confirm } from '../lib/dialog.js';
import { html, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { invitationButtons, invitationState, invite } from '../lib/invitation.js';
import { resetQuestion } from '../lib/second-factor.js';
import { dayAndClock } from '../lib/store-locale.js';
import { formView, Upkeep } from './upkeep.js';

/** @typedef {{account_id: string, username: string, role: string, disabled: boolean, invited?: boolean, invited_until?: string, second_factor?: boolean, created_at: string, version: number}} StaffAccount */

const ROLES = /** @type {const} */ (['staff', 'store_admin']);

/** A store's accounts: staff for store admins, who also change their own password; all for chain admins. */
export class StaffUpkeep extends Upkeep {
  /** @type {StaffAccount[] | null} */
  accounts = null;

  async list() {
    const answer = await this.store.call('/admin/staff');
    return () => {
      this.accounts = answer?.body.staff;
    };
  }

  /** @param {boolean} byChain */
  showNew(byChain) {
    this.show({
      title: t('staff.add'),
      method: 'POST',
      path: '/admin/staff',
      fields: [
        {
          name: 'username',
          label: t('login.username'),
          pattern: USERNAME,
          hint: `${t('staff.username.hint')}. ${t('invitation.hint')}`,
        },
        ...(byChain ? [this.#role('staff')] : []),
      ],
      body: ({ username, role }) => ({ username, role: role ?? 'staff' }),
    });
  }

  /** @param {StaffAccount} account @param {boolean} byChain */
  showAccount(account, byChain) {
    const all = byChain || account.role === 'staff';
    const isMine = this.isMine(account);
    this.show({
      title: t('staff.change', { name: account.username }),
      method: 'PATCH',
      path: `/admin/staff/${account.account_id}`,
      fields: [
        ...(isMine ? [this.#password(!all)] : []),
        ...(byChain ? [this.#role(account.role)] : []),
        ...(all
          ? [{ name: 'disabled', label: t('staff.state'), value: String(account.disabled), options: this.#states() }]
          : []),
      ],
      body: ({ password, role, disabled }) => ({
        ...(password ? { password } : {}),
        ...(role ? { role } : {}),
        ...(disabled ? { disabled: disabled === 'true' } : {}),
      }),
      version: account.version,
      removal: all
        ? { label: t('staff.remove'), question: t('staff.remove.title', { name: account.username }) }
        : undefined,
    });
  }

  /** @param {StaffAccount} account */
  isMine({ username }) {
    return this.store.account.login?.username === username;
  }

  /** @param {StaffAccount} account of somebody who is to choose a password, at first or anew */
  invite({ account_id, username }) {
    return this.attempt(async () => {
      const ask = this.store.call.bind(this.store);
      if (await invite({ name: username, path: `/admin/staff/${account_id}` }, ask)) await this.read();
    });
  }

  /** @param {StaffAccount} account of somebody whose link is to open nothing any more */
  revokeInvitation({ account_id }) {
    return this.attempt(async () => {
      await this.store.call(`/admin/staff/${account_id}/invitation`, { method: 'DELETE' });
      await this.read();
    });
  }

  /** @param {StaffAccount} account of somebody who has lost phone and recovery codes */
  async resetFactor({ account_id, username }) {
    if ((await confirm(resetQuestion(username))) === null) return;
    await this.attempt(async () => {
      await this.store.call(`/admin/staff/${account_id}/second-factor`, { method: 'DELETE' });
      await this.read();
    });
  }

  /** @param {boolean} required @returns {import('./upkeep.js').Field} */
  #password(required) {
    const hint = required ? t('staff.password.hint') : t('staff.password.keep');
    return {
      name: 'password',
      label: t('login.password'),
      type: 'password',
      required,
      minlength: MINIMUM_PASSWORD,
      hint,
    };
  }

  /** @param {string} value @returns {import('./upkeep.js').Field} */
  #role(value) {
    return { name: 'role', label: t('staff.role'), value, options: ROLES.map((role) => [role, t(`role.${role}`)]) };
  }

  /** @returns {[string, string][]} */
  #states() {
    return [
      ['false', t('staff.enabled')],
      ['true', t('staff.disabled')],
    ];
  }
}

/** @param {StaffUpkeep} upkeep @param {string} role of who looks */
export function staffView(upkeep, role) {
  const byChain = role === 'chain_admin';
  return html`<div class="upkeep">
    <div class="upkeep-head"><h1>${t('view.staff')}</h1>
      <button class="secondary" @click=${() => upkeep.showNew(byChain)}>${t('staff.add')}</button></div>
    <p class="soft">${t('staff.text')}</p>
    ${upkeep.failure ? html`<p class="fault" role="alert">${upkeep.failure}</p>` : nothing}
    ${upkeep.accounts === null && !upkeep.failure ? html`<p class="empty" role="status">${t('common.moment')}</p>` : nothing}
    <ul>${repeat(
      upkeep.accounts ?? [],
      (account) => account.account_id,
      (account) => accountRow(upkeep, account, byChain),
    )}</ul>
    ${formView(upkeep)}
  </div>`;
}

/** @param {StaffUpkeep} upkeep @param {StaffAccount} account @param {boolean} byChain */
function accountRow(upkeep, account, byChain) {
  const name = account.username;
  const isMine = upkeep.isMine(account);
  return html`<li class="account-row ${account.disabled ? 'disabled' : ''}" data-account=${name}>
    <span class="menu-name">${name}</span>
    <span class="soft">${word('role', account.role)}${account.second_factor ? ` · ${t('factor.title')}` : ''}${account.invited ? ` · ${invitationState(account)}` : ''}</span>
    <span class="soft">${account.disabled ? t('staff.disabled') : t('staff.since', { time: dayAndClock(account.created_at) })}</span>
    ${
      byChain || isMine || account.role === 'staff'
        ? html`<button class="quiet" aria-label=${t('upkeep.changeOf', { name })} @click=${() => upkeep.showAccount(account, byChain)}>${t('upkeep.change')}</button>`
        : nothing
    }
    ${
      !isMine && (byChain || account.role === 'staff')
        ? invitationButtons(account, {
            invite: () => upkeep.invite(account),
            revoke: () => upkeep.revokeInvitation(account),
          })
        : nothing
    }
    ${
      account.second_factor && !isMine && (byChain || account.role === 'staff')
        ? html`<button class="quiet danger" aria-label=${`${name}: ${t('factor.reset')}`} @click=${() => upkeep.resetFactor(account)}>${t('factor.reset')}</button>`
        : nothing
    }
  </li>`;
}
