import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** @typedef {import('../stream/board.js').Order} Order */

/** The one step that an order takes next. @type {Record<string, string | undefined>} */
export const NEXT = { PENDING: 'PREPARING', PREPARING: 'COMPLETED' };

/** The button of that step, and what is under way with the order. @param {any} model @param {Order} order @param {any} actions */
export function orderStep(model, order, actions) {
  const wish = model.store.desk.wishFor(order.order_id);
  if (wish) return wishView(model, wish, order.order_id);
  const to = NEXT[order.status];
  if (!to || model.isPast) return nothing;
  return html`<button class="step ${to}" @click=${() => actions.advance(order, to)}
    aria-label=${t('order.stepFor', { number: order.order_number, step: t(/** @type {any} */ (`step.${to}`)) })}>
    ${t(/** @type {any} */ (`step.${to}`))}
  </button>`;
}

/** @param {any} model @param {import('./desk.js').Wish} wish @param {string} subject */
export function wishView({ store, now }, wish, subject) {
  const { desk } = store;
  switch (wish.state) {
    case 'waiting':
      return html`<span class="wish waiting" role="status">
        ${t(/** @type {any} */ (`wish.${wish.kind}`), { seconds: Math.max(1, Math.ceil((wish.sendAt - now) / 1_000)) })}
        <button class="secondary" @click=${() => desk.drop(subject)}>${t('wish.undo')}</button>
      </span>`;
    case 'sending':
      return html`<span class="wish sending" role="status"><i class="spinner" aria-hidden="true"></i>
        ${wish.to ? t('wish.sendingTo', { status: t(/** @type {any} */ (`status.${wish.to}`)) }) : t('wish.sending')}</span>`;
    case 'failed':
      return html`<span class="wish failed" role="alert">${t('wish.failed')} ${wish.failure}
        <button class="secondary" @click=${() => desk.retry(subject)}>${t('wish.retry')}</button>
        <button class="quiet" @click=${() => desk.drop(subject)}>${t('wish.forget')}</button>
      </span>`;
  }
}

/** @param {Order} order */
export function statusChip(order) {
  return html`<span class="status ${order.status}">${t(/** @type {any} */ (`status.${order.status}`))}</span>`;
}

/** @param {Order} order */
export function itemsInShort(order) {
  return order.items.map((item) => `${item.menu_name} ${item.quantity}`).join(', ');
}
