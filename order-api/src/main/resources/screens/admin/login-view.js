import { Problem } from '../lib/api.js';
import { html, nothing } from '../lib/html.js';
import { dialogRef } from '../lib/dialog.js';
import { t } from '../lib/i18n.js';

/** A page when nobody is logged in; over the board, which stays, when a login has run out. @param {any} model @param {any} actions */
export function loginView(model, actions) {
  const again = model.store.account !== null;
  return again
    ? html`<dialog class="question" ${dialogRef} @cancel=${(/** @type {Event} */ event) => event.preventDefault()} aria-labelledby="login-title">
        ${form(model, actions, t('login.expired'), t('login.expired.text'))}
      </dialog>`
    : html`<main class="entrance">${form(model, actions, t('login.heading'), t('login.text'))}</main>`;
}

/** @param {any} model @param {any} actions @param {string} heading @param {string} text */
function form(model, actions, heading, text) {
  const { account } = model.store;
  /** @param {SubmitEvent} submitted */
  const submit = (submitted) => {
    submitted.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (submitted.target));
    actions.logIn({
      store_id: String(fields.get('store_id')).trim(),
      username: String(fields.get('username')).trim(),
      password: String(fields.get('password')),
    });
  };
  const failure = model.loginFailure;
  return html`<form class="sheet" @submit=${submit}>
    <button type="button" class="language" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>
    <img class="mark" src="/screens/style/icon.svg" alt="" width="56" height="56" />
    <h1 id="login-title">${heading}</h1>
    <p class="soft">${text}</p>
    <label>${t('login.store')}<input name="store_id" required autocomplete="organization" autocapitalize="none" spellcheck="false" value=${account?.store_id ?? ''} /></label>
    <label>${t('login.username')}<input name="username" required autocomplete="username" autocapitalize="none" spellcheck="false" value=${account?.username ?? ''} /></label>
    <label>${t('login.password')}<input name="password" type="password" required autocomplete="current-password" /></label>
    ${failure ? html`<p class="fault" role="alert">${failure instanceof Problem ? failure.message : t('line.noAnswer')}</p>` : nothing}
    <button class="primary" ?disabled=${model.loggingIn}>${model.loggingIn ? t('common.moment') : t('login.enter')}</button>
  </form>`;
}
