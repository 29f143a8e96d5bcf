import { html, nothing, repeat } from '../lib/html.js';
import { minutesBetween, t } from '../lib/i18n.js';
import { queue } from '../stream/board.js';
import { meanwhile } from './frame-view.js';
import { orderStep } from './order-view.js';

/** Waiting times that call for attention, minutes. */
const LONG = 10;
const TOO_LONG = 20;

/** What there is to cook, in large type, the longest waiting first. @param {any} model @param {import('../stream/board.js').Board} board @param {any} actions */
export function kitchenView(model, board, actions) {
  return html`<h1 class="unseen">${t('view.kitchen')}</h1>
    <div class="kitchen">${column(model, board, 'PENDING', actions)} ${column(model, board, 'PREPARING', actions)}</div>`;
}

/** @param {any} model @param {import('../stream/board.js').Board} board @param {'PENDING' | 'PREPARING'} status @param {any} actions */
function column(model, board, status, actions) {
  const orders = queue(board, status);
  return html`<section class="column ${status}" aria-labelledby="column-${status}">
    <h2 id="column-${status}">${t(`status.${status}`)} <span class="badge">${orders.length}</span></h2>
    ${
      orders.length === 0
        ? html`<p class="empty">${t(`kitchen.none.${status}`)}</p>`
        : html`<ol>${repeat(
            orders,
            (order) => order.order_id,
            (order) => ticket(model, order, actions),
          )}</ol>`
    }
  </section>`;
}

/** @param {any} model @param {import('../stream/board.js').Order} order @param {any} actions */
function ticket(model, order, actions) {
  const { store, now } = model;
  const minutes = minutesBetween(order.ordered_at, now);
  const urgency = minutes >= TOO_LONG ? 'too-long' : minutes >= LONG ? 'long' : '';
  const wish = store.desk.wishFor(order.order_id);
  return html`<li class="ticket ${urgency} ${store.fresh.has(order.order_id) ? 'fresh' : ''} ${wish?.kind ?? ''}" data-order=${order.order_id}>
    <div class="ticket-head">
      <strong>${t('kitchen.table', { table: order.table_number })}</strong>
      <span>#${order.order_number}</span>
      <span class="wait">${t('order.minutes', { minutes })}</span>
    </div>
    <ul class="ticket-items">
      ${order.items.map(
        (item) =>
          html`<li><b>${item.quantity}</b><span>${item.menu_name}</span>${item.note ? html`<em>${item.note}</em>` : nothing}</li>`,
      )}
    </ul>
    ${orderStep(model, order, actions)} ${meanwhile(model, order.order_id)}
  </li>`;
}
