import { connectionBanner, connectionPill } from '../lib/connection-view.js';
import { html, nothing, svg } from '../lib/html.js';
import { clock, t } from '../lib/i18n.js';

/** @typedef {'floor' | 'kitchen' | 'menu' | 'staff' | 'past'} View */

/** @param {string} role @returns {View[]} */
export function viewsOf(role) {
  return role === 'staff' ? ['floor', 'kitchen', 'menu', 'past'] : ['floor', 'kitchen', 'menu', 'staff', 'past'];
}

/** What is around every view: where one is, and whether it is the present. @param {any} model @param {any} actions @param {unknown} content */
export function frame(model, actions, content) {
  const { store } = model;
  const { login } = store.account;
  return html`<div class="admin" data-view=${model.view} data-connection=${store.connection.state}>
    <header class="top">
      <strong class="store">${store.name}</strong>
      <nav class="views" aria-label=${t('board.views')}>
        ${viewsOf(login.role).map(
          (view) =>
            html`<button aria-current=${view === model.view ? 'page' : nothing} @click=${() => actions.show(view)}>${t(`view.${view}`)}</button>`,
        )}
      </nav>
      ${model.view === 'past' ? pastPill() : connectionPill(store.connection)}
      <div class="tools">
        <button class="quiet" aria-pressed=${model.sound} @click=${actions.toggleSound}>
          ${bell(model.sound)} ${model.sound ? t('board.soundOn') : t('board.soundOff')}
        </button>
        <button class="quiet" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>
        ${store.storeId === null ? nothing : html`<a class="quiet" href="/chain">${t('chain.back')}</a>`}
        <button class="quiet" @click=${actions.logOut}>${t('board.logOut')}</button>
      </div>
    </header>
    ${connectionBanner(store.connection, model.now, () => store.hurry())} ${pausedBanner(store.paused)}
    <main tabindex="-1">${content}</main>
    <p class="unseen" aria-live="polite">${model.announcement}</p>
  </div>`;
}

/** @param {boolean} rings */
function bell(rings) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7Zm4 10a2 2 0 0 0 4 0"></path>
    ${rings ? nothing : svg`<path d="M4 3l16 18"></path>`}
  </svg>`;
}

function pastPill() {
  return html`<span class="pill earlier" data-testid="connection"><i aria-hidden="true"></i>${t('past.pill')}</span>`;
}

/** @param {string | null} reason */
function pausedBanner(reason) {
  if (reason === null) return nothing;
  return html`<div class="banner paused" role="status"><strong>${t('board.paused')}</strong> <span>${reason}</span></div>`;
}

/** What happened to an order while somebody was about to change it. @param {any} model @param {string} subject */
export function meanwhile({ store }, subject) {
  const note = store.meanwhile.get(subject);
  if (!note) return nothing;
  return html`<div class="notice warn meanwhile" role="alert">
    <strong>${t('meanwhile.heading')}</strong>
    ${
      note.events
        ? note.events.map((/** @type {any} */ event) => html`<span>${happened(event)}</span>`)
        : html`<span>${note.message}</span>`
    }
    <button class="secondary" @click=${() => store.forgetMeanwhile(subject)}>${t('common.ok')}</button>
  </div>`;
}

/** @param {any} event of an order's history */
function happened({ type, data, actor, time }) {
  const what = type.includes('.cancelled.')
    ? t('meanwhile.cancelled')
    : t('meanwhile.status', { status: t(/** @type {any} */ (`status.${data.to}`)) });
  return `${clock(time)} · ${t(/** @type {any} */ (`role.${actor.role}`))} · ${what}`;
}
