import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { noteView } from '../lib/note.js';
import { nameWithOptions } from '../lib/options.js';

/**
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Status} Status
 * @typedef {import('./desk.js').Wish} Wish
 * @typedef {import('./main.js').Actions} Actions
 *
 * @typedef {object} BoardModel what a board's views are drawn from, live or of the past
 * @property {boolean} [isPast] nothing can be done to it
 * @property {boolean} [keepsTables] whoever looks may change tables
 * @property {number} now by the server's clock
 * @property {import('./tap-guard.js').TapGuard | null} guard
 * @property {{arrivals: {has: (orderId: string) => boolean}, meanwhile: Pick<import('./store.js').Store['meanwhile'], 'get'>,
 *   desk: {wishFor: (subject: string) => Wish | null}}} store
 */

/** The one step that an order takes next. @type {Record<Status, Status | undefined>} */
const NEXT = { PENDING: 'PREPARING', PREPARING: 'COMPLETED', COMPLETED: undefined };

/** A completed order can be brought back for so long, and is offered to be for a moment where it was. */
const RECALL_MS = 30 * 60_000;
const UNDO_MS = 5_000;

/** The button of that step, and what is under way with the order. @param {BoardModel} model @param {Order} order @param {Actions} actions */
export function orderStep(model, order, actions) {
  const wish = model.store.desk.wishFor(order.order_id);
  if (wish) return wishView(wish, order.order_id, actions);
  const to = NEXT[order.status];
  if (!to || model.isPast) return nothing;
  return html`<button class="step ${to}" @click=${() => actions.advance(order, to)}
    aria-label=${t('order.stepFor', { number: order.order_number, step: word('step', to) })}>
    ${word('step', to)}
  </button>`;
}

/** The way back from a mistake. @param {BoardModel} model @param {Order} order @param {Actions} actions */
export function recallButton(model, order, actions) {
  if (order.status !== 'COMPLETED' || model.isPast || model.store.desk.wishFor(order.order_id)) return nothing;
  if (model.now - Date.parse(order.updated_at) > RECALL_MS) return nothing;
  return html`<button class="secondary recall" @click=${() => actions.advance(order, 'PREPARING')}
    aria-label=${t('order.recallFor', { number: order.order_number })}>${t('order.recall')}</button>`;
}

/** Completed a moment ago, perhaps by mistake. @param {BoardModel} model @param {Order} order */
export function isJustDone(model, order) {
  return order.status === 'COMPLETED' && model.now - Date.parse(order.updated_at) < UNDO_MS;
}

/** Where an order is shown: it keeps its place until a step is settled. @param {BoardModel} model @param {Order} order @returns {Status} */
export function shownStatus(model, order) {
  return model.store.desk.wishFor(order.order_id)?.from ?? order.status;
}

/** @param {Wish} wish @param {string} subject @param {Actions} actions */
export function wishView(wish, subject, actions) {
  switch (wish.state) {
    case 'waiting':
      return html`<span class="wish waiting" role="status">
        ${word('wish', wish.kind).replace('{seconds}', String(secondsLeft(wish)))}
        <button class="secondary" @click=${() => actions.drop(subject)}>${t('wish.undo')}</button>
      </span>`;
    case 'sending':
      return html`<span class="wish sending" role="status"><i class="spinner" aria-hidden="true"></i>
        ${wish.to ? t('wish.sendingTo', { status: word('status', wish.to) }) : t('wish.sending')}</span>`;
    case 'failed':
      return html`<span class="wish failed" role="alert">${t('wish.failed')} ${wish.failure}
        <button class="secondary" @click=${() => actions.retry(subject)}>${t('wish.retry')}</button>
        <button class="quiet" @click=${() => actions.drop(subject)}>${t('wish.forget')}</button>
      </span>`;
  }
}

/** @param {Wish} wish */
function secondsLeft({ sendAt }) {
  return Math.max(1, Math.ceil((sendAt - Date.now()) / 1_000));
}

/** @param {{status: string}} order */
export function statusChip({ status }) {
  return html`<span class="status ${status}">${word('status', status)}</span>`;
}

/** @param {Order} order */
export function itemsInShort({ items }) {
  return html`${items.map(
    (item, place) =>
      html`${place ? ', ' : ''}${nameWithOptions(item)} × ${item.quantity}${item.note || item.note_erased ? html` ${noteView(item)}` : nothing}`,
  )}`;
}
