import { MINIMUM_PASSWORD } from '../lib/bounds.js';
import { doorOf } from '../lib/doors.js';
import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';

/**
 * @typedef {{toggleLanguage: () => void, accept: (values: Record<string, string>) => void, goToIssuer: (code: string) => void}} Actions
 *
 * @param {import('./main.js').Model} model @param {Actions} actions
 */
export function invitationView(model, actions) {
  return html`<main class="entrance">${model.accepted ? accepted(model.accepted) : form(model, actions)}</main>`;
}

/** @param {import('./main.js').Model} model @param {Actions} actions */
function form({ code, isBusy, failure, issuer }, { toggleLanguage, accept, goToIssuer }) {
  /** @param {Event} clicked */
  const go = (clicked) => {
    const { form } = /** @type {HTMLButtonElement} */ (clicked.currentTarget);
    goToIssuer(String(new FormData(/** @type {HTMLFormElement} */ (form)).get('code')));
  };
  /** @param {SubmitEvent} submitted */
  const submit = (submitted) => {
    submitted.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (submitted.target));
    accept(Object.fromEntries([...fields].map(([name, value]) => [name, String(value)])));
  };
  return html`<form class="sheet" @submit=${submit}>
    <button type="button" class="language" @click=${toggleLanguage}>${t('common.otherLanguage')}</button>
    <img class="mark" src="/screens/style/icon.svg" alt="" width="56" height="56" />
    <h1>${t('invitation.title')}</h1>
    <p class="soft">${t('invitation.text')}</p>
    <label>${t('invitation.code')}<input name="code" required value=${code} autocomplete="off" autocapitalize="characters" spellcheck="false" /></label>
    <label>${t('login.password')}<input name="password" type="password" required minlength=${MINIMUM_PASSWORD} autocomplete="new-password" /><small>${t('staff.password.hint')}</small></label>
    <label>${t('invitation.repeat')}<input name="again" type="password" required autocomplete="new-password" /></label>
    ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
    <button class="primary" ?disabled=${isBusy}>${isBusy ? t('common.moment') : t('invitation.save')}</button>
    ${issuer === null ? nothing : html`<p class="soft">${t('oidc.instead')}</p><button type="button" class="secondary" name="issuer" @click=${go}>${t('oidc.enter', { label: issuer })}</button>`}
  </form>`;
}

/** @param {import('./main.js').Accepted} account */
function accepted({ username, role, chain_id, store_id }) {
  return html`<div class="sheet" role="status">
    <h1>${t('invitation.done')}</h1>
    <p>${word('role', role)}: <strong>${username}</strong></p>
    ${store_id || chain_id ? html`<p class="soft">${t(store_id ? 'login.store_id' : 'login.chain_id')}: <strong>${store_id ?? chain_id}</strong></p>` : nothing}
    <a class="button primary" href=${doorOf(role).page}>${t('login.enter')}</a>
  </div>`;
}
