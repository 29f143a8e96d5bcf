import { reasonOf } from '../lib/api.js';
import { dialogRef } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { dayAndClock } from '../lib/store-locale.js';

/**
 * @typedef {import('../lib/api.js').OrderEvent} OrderEvent
 * @typedef {import('../stream/board.js').Order} Order
 */

/** Everything that has happened to an order, from the journal. */
export class OrderHistory {
  /** @type {OrderEvent[] | null} */
  events = null;
  /** @type {string | null} */
  failure = null;

  /** @param {import('./store.js').Store} store @param {Order} order @param {() => void} changed */
  constructor(store, order, changed) {
    this.order = order;
    this.#read(store).then(changed);
  }

  /** @param {import('./store.js').Store} store */
  async #read(store) {
    try {
      const answer = await store.call(`/admin/orders/${this.order.order_id}/events`);
      this.events = answer?.body.events ?? [];
    } catch (failure) {
      this.failure = reasonOf(failure);
    }
  }
}

/** @param {OrderHistory} history @param {() => void} close */
export function orderHistoryView({ order, events, failure }, close) {
  return html`<dialog class="question" ${dialogRef} @close=${close} aria-labelledby="history-title">
    <form @submit=${(/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      close();
    }}>
      <h2 id="history-title">${t('order.historyFor', { number: order.order_number })}</h2>
      ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
      ${events === null && !failure ? html`<p role="status">${t('common.moment')}</p>` : nothing}
      <ol class="events">${events?.map((event) => html`<li>${happened(event)}</li>`)}</ol>
      <div class="choices"><button class="primary">${t('common.close')}</button></div>
    </form>
  </dialog>`;
}

/** @param {OrderEvent} event of an order's history */
export function happened({ type, data, actor, time, text_erased }) {
  const [, , , kind] = type.split('.');
  const what = data.to ? t('meanwhile.status', { status: word('status', data.to) }) : word('event', kind ?? type);
  const why = data.reason ? ` · ${word('reason', data.reason)}` : text_erased ? ` · ${t('note.erased')}` : '';
  return `${dayAndClock(time)} · ${word('role', actor.role)} · ${what}${why}`;
}
