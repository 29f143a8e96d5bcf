import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { minutesBetween, money } from '../lib/store-locale.js';
import { allOrders, isUnfinished, longestWaitingFirst, newestFirst } from '../stream/board.js';
import { callBadges } from './calls-view.js';
import { meanwhile } from './frame-view.js';
import { isJustDone, itemsInShort, orderStep, recallButton, shownStatus, statusChip, wishView } from './order-view.js';

/**
 * @typedef {import('../stream/board.js').Board} Board
 * @typedef {import('../stream/board.js').Table} Table
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('./order-view.js').BoardModel} BoardModel
 * @typedef {import('./main.js').Actions} Actions
 */

/** As many as fit a table's card; the rest is one tap away. */
const ORDERS_ON_A_CARD = 3;

/** All tables at a glance. @param {BoardModel} model @param {Board} board @param {Actions} actions */
export function floorView(model, board, actions) {
  if (board.tables.length === 0) {
    return html`<div class="empty"><p>${t('floor.empty')}</p><p class="soft">${t('floor.empty.text')}</p></div>`;
  }
  return html`
    <h1 class="unseen">${t('view.floor')}</h1>
    ${figures(board)}
    <ul class="floor">
      ${repeat(
        board.tables,
        (table) => table.table_id,
        (table) => tableCard(model, table, actions, callBadges(board, table.table_id)),
      )}
    </ul>`;
}

/** @param {Board} board */
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

/**
 * Who waits longest first, then what is done, the latest first. The newest order is among them, however many lie between.
 *
 * @param {Order[]} orders @param {(order: Order) => boolean} isOpen
 */
export function foremost(orders, isOpen) {
  const open = longestWaitingFirst(orders.filter(isOpen));
  const done = newestFirst(orders.filter((order) => !isOpen(order)));
  const shown = [...open, ...done].slice(0, ORDERS_ON_A_CARD);
  const newest = newestFirst(orders)[0];
  return newest && !shown.includes(newest) ? [...shown.slice(0, -1), newest] : shown;
}

/** @param {BoardModel} model @param {Table} table @param {Actions} actions @param {unknown} badges what its guests call for */
function tableCard(model, table, actions, badges) {
  const { store, guard } = model;
  const fresh = table.orders.some((order) => store.arrivals.has(order.order_id));
  const shown = foremost(
    table.orders,
    (order) => isUnfinished({ ...order, status: shownStatus(model, order) }) || isJustDone(model, order),
  );
  const wish = store.desk.wishFor(table.table_id);
  const state = table.session_id === null ? 'free' : table.orders.some(isUnfinished) ? 'busy' : 'served';
  const isMoving = guard?.isMoving(
    `card ${table.table_id}`,
    shown.map((order) => `${order.order_id} ${shownStatus(model, order)}`),
  );
  return html`<li class="table-card ${state} ${fresh ? 'fresh' : ''} ${isMoving ? 'moving' : ''}" data-table=${table.table_number}>
    <button class="table-head" @click=${() => actions.openTable(table.table_id)}
      aria-label=${t('floor.open', { table: tableName(table), orders: table.order_count, amount: money(table.total_amount) })}>
      <span class="table-number">${tableName(table)}</span>
      ${
        table.session_id === null
          ? html`<span class="soft">${t('floor.free')}</span>`
          : html`<span class="table-total">${money(table.total_amount)}</span>
            <span class="soft">${t('floor.orders', { orders: table.order_count })}</span>`
      }
    </button>
    ${badges} ${wish ? wishView(wish, table.table_id, actions) : nothing} ${meanwhile(model, table.table_id, actions)}
    ${
      shown.length
        ? html`<ul class="card-orders">
          ${repeat(
            shown,
            (order) => order.order_id,
            (order) => orderRow(model, order, actions),
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

/** What people call a table. @param {{table_number: number, table_name?: string | null}} table */
export function tableName({ table_name, table_number }) {
  return table_name || String(table_number);
}

/** @param {BoardModel} model @param {Order} order @param {Actions} actions */
function orderRow(model, order, actions) {
  const { store, now } = model;
  const wish = store.desk.wishFor(order.order_id);
  return html`<li class="order-row ${order.status} ${store.arrivals.has(order.order_id) ? 'fresh' : ''} ${wish?.kind ?? ''}" data-order=${order.order_id}>
    <div class="row-head">
      <strong>#${order.order_number}</strong> ${statusChip({ status: shownStatus(model, order) })}
      ${isUnfinished(order) ? html`<span class="wait">${t('order.minutes', { minutes: minutesBetween(order.ordered_at, now) })}</span>` : nothing}
    </div>
    <div class="row-items">${itemsInShort(order)}</div>
    ${orderStep(model, order, actions)} ${isJustDone(model, order) ? recallButton(model, order, actions) : nothing}
    ${meanwhile(model, order.order_id, actions)}
  </li>`;
}
