import { formView } from '../admin/upkeep.js';
import { dialogRef } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { dayAndClock } from '../lib/store-locale.js';

/** @typedef {import('./own-account.js').OwnAccount} OwnAccount */

/** The button that opens it; nothing for a screen that was paired, which has no account. @param {OwnAccount} own */
export function ownAccountButton(own) {
  return own.account.login?.username === undefined
    ? nothing
    : html`<button class="quiet" name="own-account" @click=${() => own.open()}>${t('own.account')}</button>`;
}

/** Somebody's own account, beside what is on the page. @param {OwnAccount} own */
export function ownAccountView(own) {
  const { account, factor } = own;
  if (!own.isOpen || account.isNeeded) return nothing;
  const close = () => own.close();
  return html`<dialog class="drawer own-account" ${dialogRef} @close=${close} aria-labelledby="own-title">
    <div class="upkeep-head"><h2 id="own-title">${t('own.account')}</h2>
      <button class="quiet" @click=${close}>${t('common.close')}</button></div>
    <p><strong>${account.login?.username}</strong> <span class="soft">${word('role', account.login?.role ?? '')}</span></p>
    ${own.failure ? html`<p class="fault" role="alert">${own.failure}</p>` : nothing}
    <section><h3>${t('factor.title')}</h3>
      ${factor ? factorView(own, factor) : html`<p class="soft" role="status">${own.failure ? '' : t('common.moment')}</p>`}
    </section>
    <section><h3>${t('login.password')}</h3>
      <button class="secondary" @click=${() => own.showPassword()}>${t('own.password')}</button>
    </section>
    ${formView(own)}
  </dialog>`;
}

/** @param {OwnAccount} own @param {import('./own-account.js').SecondFactor} factor */
function factorView(own, { added, required, added_at, recovery_codes_left: left }) {
  if (!added) {
    return html`<p>${t('factor.none')}</p>
      <button class="primary" name="factor-begin" @click=${() => own.showBegin()}>${t('factor.setUp')}</button>`;
  }
  return html`<p data-factor>${t('factor.since', { time: added_at ? dayAndClock(added_at) : '' })}</p>
    <p class=${left === 0 ? 'fault' : 'soft'}>${t('factor.left', { left })}</p>
    <div class="choices">
      <button class="secondary" @click=${() => own.showRenew()}>${t('factor.renew')}</button>
      <button class="secondary" @click=${() => own.showBegin()}>${t('factor.replace')}</button>
    </div>
    ${required ? html`<p class="soft">${t('factor.required')}</p>` : html`<button class="quiet danger" name="factor-remove" @click=${() => own.showRemove()}>${t('factor.remove')}</button>`}`;
}
