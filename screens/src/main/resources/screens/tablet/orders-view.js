import { dialogRef } from '../lib/dialog.js';
import { html, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { noteView } from '../lib/note.js';
import { billedView } from '../lib/options.js';
import { clock, money } from '../lib/store-locale.js';
import { newestFirst } from '../stream/board.js';

/** What the table has ordered since its guests came. @param {import('./restaurant.js').Restaurant} restaurant @param {import('./main.js').Actions} actions */
export function ordersView(restaurant, actions) {
  const close = () => actions.show('menu');
  return html`<dialog class="drawer" ${dialogRef} @close=${close} aria-label=${t('orders.heading')}>
    <div class="drawer-head">
      <h2>${t('orders.heading')}</h2>
      <button class="close" @click=${close} aria-label=${t('common.close')}>✕</button>
    </div>
    ${restaurant.orders === null ? unknown() : known(restaurant.orders, actions)}
  </dialog>`;
}

function unknown() {
  return html`<div class="empty"><p>${t('orders.unknown')}</p><p class="soft">${t('orders.unknown.text')}</p></div>`;
}

/** @param {import('../lib/api.js').GuestSession} session @param {import('./main.js').Actions} actions */
function known({ orders, total_session_amount }, actions) {
  const placed = newestFirst(orders);
  return html`${
    placed.length === 0
      ? html`<div class="empty"><p>${t('orders.empty')}</p><p class="soft">${t('orders.empty.text')}</p></div>`
      : html`<ol class="orders">
          ${repeat(
            placed,
            (order) => order.order_id,
            (order) => orderView(order, actions),
          )}
        </ol>`
  }
    <div class="sum drawer-foot"><span>${t('orders.total')}</span><strong>${money(total_session_amount)}</strong></div>`;
}

/** @param {import('../lib/api.js').GuestOrder} order @param {import('./main.js').Actions} actions */
function orderView(order, actions) {
  return html`<li class="order ${order.status}" data-order=${order.order_id}>
    <div class="order-head">
      <strong>${t('orders.number', { number: order.order_number })}</strong>
      <span class="soft">${clock(order.ordered_at)}</span>
      <span class="status ${order.status}">${word('status', order.status)}</span>
    </div>
    <ul class="items">
      ${order.items.map(
        (item) =>
          html`<li><span>${item.menu_name} × ${item.quantity}</span><span>${money(item.subtotal)}</span>
            ${billedView(item)} ${noteView(item)}</li>`,
      )}
    </ul>
    ${order.status === 'CANCELLED' && order.reason ? html`<p class="soft">${word('reason', order.reason)}</p>` : nothing}
    ${
      order.status === 'PENDING'
        ? html`<button class="quiet" @click=${() => actions.cancelOrder(order)}>${t('orders.cancel')}</button>`
        : nothing
    }
  </li>`;
}
