import { html, nothing } from './html.js';
import { t } from './i18n.js';

/** @typedef {{state: 'connecting' | 'live' | 'stale' | 'reconnecting' | 'ended', retryAt: number | null, reason: string | null}} Connection */

/** Whether what is shown is the present, in a word. @param {Connection} connection */
export function connectionPill({ state }) {
  return html`<span class="pill ${state}" role="status" data-testid="connection"><i aria-hidden="true"></i>${t(`connection.${state}`)}</span>`;
}

/** And if it is not, as loud as can be. @param {Connection} connection @param {number} now @param {() => void} hurry */
export function connectionBanner({ state, retryAt, reason }, now, hurry) {
  if (state === 'live' || state === 'connecting' || reason === 'unauthorized') return nothing;
  const seconds = retryAt ? Math.max(0, Math.ceil((retryAt - now) / 1_000)) : 0;
  return html`<div class="banner down" role="alert">
    <strong>${t(`connection.${state}`)}</strong>
    <span>${reason === 'forbidden' ? t('connection.forbidden') : t('connection.old')}</span>
    ${seconds ? html`<span class="soft">${t('connection.retry', { seconds })}</span>` : nothing}
    ${state === 'reconnecting' ? html`<button @click=${hurry}>${t('connection.now')}</button>` : nothing}
  </div>`;
}
