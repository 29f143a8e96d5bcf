import { dialogRef } from './dialog.js';
import { html, nothing } from './html.js';
import { t } from './i18n.js';

const NAMES = {
  store_id: /** @type {const} */ (['login.heading', 'login.text']),
  chain_id: /** @type {const} */ (['login.chain.heading', 'login.chain.text']),
  platform: /** @type {const} */ (['login.platform.heading', 'login.platform.text']),
};

/**
 * @typedef {object} Entrance
 * @property {(credentials: Record<string, string>) => void} logIn
 * @property {() => void} [pair] where a page may be set up as a screen that logs in by itself
 * @property {{label: string, go: () => void} | null} [issuer] by which people may log in beside their passwords
 * @property {() => void} toggleLanguage
 */

/**
 * A page when nobody is logged in; over what is shown, which stays, when a login has run out.
 *
 * @param {import('./account.js').Account} account
 * @param {Entrance} actions
 */
export function loginView(account, actions) {
  const names = NAMES[account.place];
  return account.login
    ? html`<dialog class="question" ${dialogRef} @cancel=${(/** @type {Event} */ event) => event.preventDefault()} aria-labelledby="login-title">
        ${form(account, actions, t('login.expired'), t('login.expired.text'))}
      </dialog>`
    : html`<main class="entrance">${form(account, actions, t(names[0]), t(names[1]))}</main>`;
}

/** @param {import('./account.js').Account} account @param {Entrance} actions @param {string} heading @param {string} text */
function form(account, actions, heading, text) {
  const { place, login, failure } = account;
  /** @param {SubmitEvent} submitted */
  const submit = (submitted) => {
    submitted.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (submitted.target));
    actions.logIn({
      ...(place === 'platform' ? {} : { [place]: String(fields.get(place)).trim() }),
      username: String(fields.get('username')).trim(),
      password: String(fields.get('password')),
    });
  };
  return html`<form class="sheet" @submit=${submit}>
    <button type="button" class="language" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>
    <img class="mark" src="/screens/style/icon.svg" alt="" width="56" height="56" />
    <h1 id="login-title">${heading}</h1>
    <p class="soft">${text}</p>
    ${
      place === 'platform'
        ? nothing
        : html`<label>${t(`login.${place}`)}<input name=${place} required autocomplete="organization" autocapitalize="none" spellcheck="false" value=${login?.[place] ?? ''} /></label>`
    }
    <label>${t('login.username')}<input name="username" required autocomplete="username" autocapitalize="none" spellcheck="false" value=${login?.username ?? ''} /></label>
    <label>${t('login.password')}<input name="password" type="password" required autocomplete="current-password" /></label>
    ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
    <button class="primary" ?disabled=${account.logsIn}>${account.logsIn ? t('common.moment') : t('login.enter')}</button>
    ${actions.issuer ? html`<button type="button" class="secondary" name="issuer" @click=${actions.issuer.go}>${t('oidc.enter', { label: actions.issuer.label })}</button>` : nothing}
    ${actions.pair && !login ? html`<button type="button" class="quiet" @click=${actions.pair}>${t('login.pair')}</button>` : nothing}
  </form>`;
}
