import { formView } from '../admin/upkeep.js';
import { html, nothing, repeat, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { invitationButtons, invitationState } from '../lib/invitation.js';
import { dayAndClock } from '../lib/store-locale.js';

/** @typedef {import('./chains.js').Chains} Chains @typedef {import('./chains.js').ListedChain} ListedChain */

/** @param {Chains} chains @param {number} _now @param {() => void} update */
export function platformView(chains, _now, update) {
  if (chains.chains === null) return html`<p class="empty" role="status">${t('common.moment')}</p>`;
  const seek = (/** @type {Event} */ event) => {
    chains.sought = typedIn(event);
    update();
  };
  const { shown } = chains;
  return html`<h1 class="unseen">${t('view.platform')}</h1>
    ${chains.failure ? html`<p class="fault" role="alert">${chains.failure}</p>` : nothing}
    <section><div class="chain-tools">
      <label>${t('platform.seek')}<input type="search" .value=${chains.sought} @input=${seek} /></label>
      <button class="secondary" name="add-chain" @click=${() => chains.showChain()}>${t('platform.add')}</button>
    </div>
    ${shown.length === 0 ? html`<p class="empty">${t('platform.none')}</p>` : chainsTable(chains, shown)}</section>
    ${operatorsView(chains)} ${formView(chains)}`;
}

/** @param {Chains} chains @param {ListedChain[]} shown */
function chainsTable(chains, shown) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('platform.chains')}><table class="compact">
    <thead><tr><th scope="col">${t('upkeep.name')}</th><th scope="col">${t('login.chain_id')}</th><th scope="col">${t('platform.stores')}</th>
      <th scope="col">${t('platform.admins')}</th><th scope="col">${t('platform.since')}</th><th scope="col">${t('staff.state')}</th></tr></thead>
    <tbody>${repeat(
      shown,
      (chain) => chain.chain_id,
      (chain) => chainRows(chains, chain),
    )}</tbody>
  </table></div>`;
}

/** @param {Chains} chains @param {ListedChain} chain */
function chainRows(chains, chain) {
  const { chain_id: id, chain_name: name, stores, admins, created_at, disabled } = chain;
  const isOpen = chains.opened === id;
  return html`<tr data-chain=${id}>
      <th scope="row"><button class="quiet" aria-expanded=${isOpen} @click=${() => chains.toggle(id)}>${name}</button></th>
      <td>${id}</td><td class="number">${stores.length}</td><td class="number">${admins.length}</td><td>${dayAndClock(created_at)}</td>
      <td><span class="status ${disabled ? 'PENDING' : 'COMPLETED'}">${t(disabled ? 'staff.disabled' : 'staff.enabled')}</span></td>
    </tr>
    ${isOpen ? html`<tr class="opened"><td colspan="6">${openedChain(chains, chain)}</td></tr>` : nothing}`;
}

/** @param {Chains} chains @param {ListedChain} chain */
function openedChain(chains, chain) {
  const path = `/platform/chains/${chain.chain_id}`;
  return html`<h2>${t('platform.admins')}</h2>
    ${people(chains, chain.admins, `${path}/admins`)}
    <div class="choices">
      <button class="secondary" @click=${() => chains.showAdmin(chain)}>${t('platform.addAnother')}</button>
      <button class="quiet ${chain.disabled ? '' : 'danger'}" @click=${() => chains.disable(path, chain.chain_name, !chain.disabled)}>${t(chain.disabled ? 'platform.enableChain' : 'platform.disableChain')}</button>
    </div>
    <h2>${t('platform.stores')}</h2>
    ${chain.stores.length === 0 ? html`<p class="soft">${t('platform.noStores')}</p>` : nothing}
    <ul class="listed-stores">${chain.stores.map(
      (store) =>
        html`<li>${store.store_name} <span class="soft">${store.store_id}${store.closed ? ` · ${t('chain.closed')}` : ''}</span></li>`,
    )}</ul>`;
}

/** @param {Chains} chains */
function operatorsView(chains) {
  return html`<section class="operators" aria-labelledby="operators">
    <div class="upkeep-head"><h2 id="operators">${t('platform.operators')}</h2>
      <button class="secondary" name="add-operator" @click=${() => chains.showOperator()}>${t('platform.addOperator')}</button></div>
    ${people(chains, chains.operators, '/platform/operators')}
  </section>`;
}

/** @param {Chains} chains @param {import('./chains.js').Person[]} list @param {string} of */
function people(chains, list, of) {
  return html`<ul class="people">${list.map((person) => {
    const { username: name, account_id: id, disabled } = person;
    const isMine = name === chains.account.login?.username;
    return html`<li data-person=${name}>
      <span>${name}${disabled ? html` <span class="status PENDING">${t('staff.disabled')}</span>` : nothing}
        ${person.invited ? html`<span class="status PENDING">${invitationState(person)}</span>` : nothing}
        ${person.linked ? html`<span class="status COMPLETED">${t('staff.linked')}</span>` : nothing}
        ${person.second_factor ? html`<span class="status COMPLETED">${t('factor.title')}</span>` : nothing}</span>
      ${
        person.second_factor && !isMine
          ? html`<button class="quiet danger" aria-label=${`${name}: ${t('factor.reset')}`} @click=${() => chains.resetFactor(`${of}/${id}`, name)}>${t('factor.reset')}</button>`
          : nothing
      }
      ${
        isMine
          ? nothing
          : invitationButtons(person, {
              invite: () => chains.invite(person, `${of}/${id}`),
              revoke: () => chains.revokeInvitation(`${of}/${id}`),
            })
      }
      <button class="quiet ${disabled ? '' : 'danger'}" aria-label=${`${name}: ${t(disabled ? 'platform.enable' : 'platform.disable')}`}
        @click=${() => chains.disable(`${of}/${id}`, name, !disabled)}>${t(disabled ? 'platform.enable' : 'platform.disable')}</button>
    </li>`;
  })}</ul>`;
}
