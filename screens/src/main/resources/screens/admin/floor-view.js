import { html, nothing, repeat } from '../lib/html.js';
import { minutesBetween, money, t } from '../lib/i18n.js';
import { allOrders } from '../stream/board.js';
import { meanwhile } from './frame-view.js';
import { itemsInShort, orderStep, statusChip, wishView } from './order-view.js';

/** As many as fit a table's card; the rest is one tap away. */
const ORDERS_ON_A_CARD = 3;

/** All tables at a glance. @param {any} model @param {import('../stream/board.js').Board} board @param {any} actions */
export function floorView(model, board, actions) {
  if (board.tables.length === 0)
    return html`<div class="empty"><p>${t('floor.empty')}</p><p class="soft">${t('floor.empty.text')}</p></div>`;
  return html`
    <h1 class="unseen">${t('view.floor')}</h1>
    ${figures(board)}
    <ul class="floor">
      ${repeat(
        board.tables,
        (table) => table.table_id,
        (table) => tableCard(model, table, actions),
      )}
    </ul>`;
}

/** @param {import('../stream/board.js').Board} board */
function figures(board) {
  const orders = allOrders(board);
  const count = (/** @type {string} */ status) => orders.filter((order) => order.status === status).length;
  const seated = board.tables.filter((table) => table.session_id !== null);
  const total = board.tables.reduce((sum, table) => sum + table.total_amount, 0);
  return html`<dl class="figures">
    <div class="PENDING"><dt>${t('status.PENDING')}</dt><dd>${count('PENDING')}</dd></div>
    <div class="PREPARING"><dt>${t('status.PREPARING')}</dt><dd>${count('PREPARING')}</dd></div>
    <div class="COMPLETED"><dt>${t('status.COMPLETED')}</dt><dd>${count('COMPLETED')}</dd></div>
    <div><dt>${t('floor.seated')}</dt><dd>${seated.length}<small> / ${board.tables.length}</small></dd></div>
    <div><dt>${t('floor.total')}</dt><dd>${money(total)}</dd></div>
  </dl>`;
}

/** Undone orders first, then the latest. @param {import('../stream/board.js').Table} table */
function foremost(table) {
  const rank = (/** @type {import('../stream/board.js').Order} */ order) => (order.status === 'COMPLETED' ? 1 : 0);
  return [...table.orders]
    .sort((a, b) => rank(a) - rank(b) || b.order_number - a.order_number)
    .slice(0, ORDERS_ON_A_CARD);
}

/** @param {any} model @param {import('../stream/board.js').Table} table @param {any} actions */
function tableCard(model, table, actions) {
  const { store, now } = model;
  const fresh = table.orders.some((order) => store.fresh.has(order.order_id));
  const busy = table.orders.some((order) => order.status !== 'COMPLETED');
  const shown = foremost(table);
  const wish = store.desk.wishFor(table.table_id);
  const state = table.session_id === null ? 'free' : busy ? 'busy' : 'served';
  return html`<li class="table-card ${state} ${fresh ? 'fresh' : ''}" data-table=${table.table_number}>
    <button class="table-head" @click=${() => actions.openTable(table.table_id)}
      aria-label=${t('floor.open', { table: table.table_number, orders: table.order_count, amount: money(table.total_amount) })}>
      <span class="table-number">${table.table_number}</span>
      ${
        table.session_id === null
          ? html`<span class="soft">${t('floor.free')}</span>`
          : html`<span class="table-total">${money(table.total_amount)}</span>
            <span class="soft">${t('floor.orders', { orders: table.order_count })}</span>`
      }
    </button>
    ${wish ? wishView(model, wish, table.table_id) : nothing}
    ${
      shown.length
        ? html`<ul class="card-orders">
          ${repeat(
            shown,
            (order) => order.order_id,
            (order) => orderRow(model, order, now, actions),
          )}
        </ul>`
        : nothing
    }
    ${
      table.orders.length > shown.length
        ? html`<button class="quiet more" @click=${() => actions.openTable(table.table_id)}>${t('floor.more', { more: table.orders.length - shown.length })}</button>`
        : nothing
    }
  </li>`;
}

/** @param {any} model @param {import('../stream/board.js').Order} order @param {number} now @param {any} actions */
function orderRow(model, order, now, actions) {
  const wish = model.store.desk.wishFor(order.order_id);
  return html`<li class="order-row ${order.status} ${model.store.fresh.has(order.order_id) ? 'fresh' : ''} ${wish?.kind ?? ''}" data-order=${order.order_id}>
    <div class="row-head">
      <strong>#${order.order_number}</strong> ${statusChip(order)}
      ${order.status === 'COMPLETED' ? nothing : html`<span class="wait">${t('order.minutes', { minutes: minutesBetween(order.ordered_at, now) })}</span>`}
    </div>
    <div class="row-items">${itemsInShort(order)}</div>
    ${orderStep(model, order, actions)} ${meanwhile(model, order.order_id)}
  </li>`;
}
