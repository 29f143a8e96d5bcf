import { connectionBanner, connectionPill } from '../lib/connection-view.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { loginView } from '../lib/login-view.js';
import { ownAccountButton, ownAccountView } from '../own/own-account-view.js';

const PAGES = {
  chain_id: /** @type {const} */ ([
    ['/chain', 'view.chain'],
    ['/ops', 'view.ops'],
  ]),
  platform: /** @type {const} */ ([
    ['/platform', 'view.platform'],
    ['/ops', 'view.ops'],
  ]),
};

/**
 * What is around the pages of chain admins and operators.
 *
 * @param {{account: import('../lib/account.js').Account, own: import('../own/own-account.js').OwnAccount, connection: import('../lib/connection-view.js').Connection}} model
 * @param {{hurry: () => void, toggleLanguage: () => void, logIn: (credentials: Record<string, string>) => void}} actions @param {unknown} content
 */
export function frame({ account, own, connection }, actions, content) {
  return html`<div class="admin" data-connection=${connection.state}>
    <header class="top">
      <strong class="store">${account.place === 'platform' ? account.login?.username : account.login?.chain_id}</strong>
      <nav class="views" aria-label=${t('board.views')}>
        ${PAGES[account.place === 'platform' ? 'platform' : 'chain_id'].map(([path, name]) => html`<a href=${path} aria-current=${path === location.pathname ? 'page' : nothing}>${t(name)}</a>`)}
      </nav>
      ${connectionPill(connection)}
      <div class="tools">
        <button class="quiet" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>
        ${ownAccountButton(own)}
        <button class="quiet" @click=${() => account.logOut()}>${t('board.logOut')}</button>
      </div>
    </header>
    ${connectionBanner(connection, Date.now(), actions.hurry)}
    <main tabindex="-1">${content} ${ownAccountView(own)} ${account.isNeeded ? loginView(account, actions) : nothing}</main>
  </div>`;
}
