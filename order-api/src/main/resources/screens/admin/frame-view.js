import { html, nothing, svg } from '../lib/html.js';
import { clock, t } from '../lib/i18n.js';

const VIEWS = /** @type {const} */ (['floor', 'kitchen', 'menu']);

/** What is around every view: where one is, and whether it is the present. @param {any} model @param {any} actions @param {unknown} content */
export function frame(model, actions, content) {
  const { store } = model;
  return html`<div class="admin" data-view=${model.view} data-connection=${store.connection.state}>
    <header class="top">
      <strong class="store">${store.account.store_name}</strong>
      <nav class="views" aria-label=${t('board.views')}>
        ${VIEWS.map(
          (view) =>
            html`<button aria-current=${view === model.view ? 'page' : nothing} @click=${() => actions.show(view)}>${t(`view.${view}`)}</button>`,
        )}
      </nav>
      ${connectionPill(store.connection)}
      <div class="tools">
        <button class="quiet" aria-pressed=${model.sound} @click=${actions.toggleSound}>
          ${bell(model.sound)} ${model.sound ? t('board.soundOn') : t('board.soundOff')}
        </button>
        <button class="quiet" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>
        <button class="quiet" @click=${actions.logOut}>${t('board.logOut')}</button>
      </div>
    </header>
    ${connectionBanner(store.connection, model)} ${pausedBanner(store.paused)}
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

/** @param {import('../stream/board-stream.js').StreamStatus} connection */
function connectionPill({ state }) {
  return html`<span class="pill ${state}" role="status" data-testid="connection"><i aria-hidden="true"></i>${t(`connection.${state}`)}</span>`;
}

/** @param {import('../stream/board-stream.js').StreamStatus} connection @param {any} model */
function connectionBanner({ state, retryAt, reason }, { now, store }) {
  if (state === 'live' || state === 'connecting' || reason === 'unauthorized') return nothing;
  const seconds = retryAt ? Math.max(0, Math.ceil((retryAt - now) / 1_000)) : 0;
  return html`<div class="banner down" role="alert">
    <strong>${t(`connection.${state}`)}</strong>
    <span>${reason === 'forbidden' ? t('connection.forbidden') : t('connection.old')}</span>
    ${seconds ? html`<span class="soft">${t('connection.retry', { seconds })}</span>` : nothing}
    ${state === 'reconnecting' ? html`<button @click=${() => store.hurry()}>${t('connection.now')}</button>` : nothing}
  </div>`;
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
    ${note.events
      ? note.events.map((/** @type {any} */ event) => html`<span>${happened(event)}</span>`)
      : html`<span>${note.message}</span>`}
    <button class="secondary" @click=${() => store.forgetMeanwhile(subject)}>${t('common.ok')}</button>
  </div>`;
}

/** @param {any} event of an order's history */
function happened({ type, data, actor, time }) {
  const what = type.includes('.cancelled.') ? t('meanwhile.cancelled') : t('meanwhile.status', { status: t(/** @type {any} */ (`status.${data.to}`)) });
  return `${clock(time)} · ${t(/** @type {any} */ (`role.${actor.role}`))} · ${what}`;
}
