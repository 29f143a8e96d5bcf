import { connectionBanner, connectionPill } from '../lib/connection-view.js';
import { html, nothing, svg } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { clock } from '../lib/store-locale.js';
import { ownAccountButton } from '../own/own-account-view.js';
import { happened } from './order-history.js';

/**
 * @typedef {'floor' | 'kitchen' | 'menu' | 'staff' | 'devices' | 'past'} View
 * @typedef {import('./main.js').Actions} Actions
 */

/** @param {string} role @returns {View[]} */
export function viewsOf(role) {
  return role === 'staff'
    ? ['floor', 'kitchen', 'menu', 'past']
    : ['floor', 'kitchen', 'menu', 'staff', 'past', 'devices'];
}

/** What is around every view: where one is, and whether it is the present. @param {import('./main.js').Model} model @param {Actions} actions @param {unknown} content */
export function frame(model, actions, content) {
  const { store } = model;
  const { login } = store.account;
  return html`<div class="admin" data-view=${model.view} data-connection=${store.connection.state}>
    <header class="top">
      <strong class="store">${store.name}</strong>
      <nav class="views" aria-label=${t('board.views')}>
        ${viewsOf(login?.role ?? '').map(
          (view) =>
            html`<button aria-current=${view === model.view ? 'page' : nothing} @click=${() => actions.show(view)}>${t(`view.${view}`)}</button>`,
        )}
      </nav>
      ${model.view === 'past' ? pastPill() : connectionPill(store.connection)}
      <div class="tools">
        <button class="quiet" aria-pressed=${model.bell.isOn} @click=${actions.toggleSound}>
          ${bell(model.bell.isOn)} ${model.bell.isOn ? t('board.soundOn') : t('board.soundOff')}
        </button>
        <button class="quiet" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>
        ${store.storeId === null ? nothing : html`<a class="quiet" href="/chain">${t('chain.back')}</a>`}
        ${ownAccountButton(model.own)}
        <button class="quiet" @click=${actions.logOut}>${t('board.logOut')}</button>
      </div>
    </header>
    ${connectionBanner(store.connection, Date.now(), actions.hurry)} ${store.isPaused ? pausedBanner(store.info) : nothing}
    ${model.bell.needsTouch ? html`<div class="banner sound" role="status"><strong>${t('board.touchForSound')}</strong></div>` : nothing}
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

/** @param {import('../lib/api.js').StoreSettings} store */
function pausedBanner({ pause_reason, resumes_at }) {
  return html`<div class="banner paused" role="status"><strong>${t('board.paused')}</strong> <span>${pause_reason}</span>
    ${resumes_at ? html`<span>${t('board.paused.until', { time: clock(resumes_at) })}</span>` : nothing}</div>`;
}

/** What happened to an order while somebody was about to change it. @param {import('./order-view.js').BoardModel} model @param {string} subject @param {Actions} actions */
export function meanwhile({ store }, subject, actions) {
  const note = store.meanwhile.get(subject);
  if (!note) return nothing;
  return html`<div class="notice warn meanwhile" role="alert">
    <strong>${t('meanwhile.heading')}</strong>
    ${
      note.events
        ? note.events.map((event) => html`<span>${happened(event)}</span>`)
        : html`<span>${note.message}</span>`
    }
    <button class="secondary" @click=${() => actions.forgetMeanwhile(subject)}>${t('common.ok')}</button>
  </div>`;
}
