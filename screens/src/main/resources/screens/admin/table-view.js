import { dialogRef } from '../lib/dialog.js';
import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { noteView } from '../lib/note.js';
import { billedView, nameWithOptions } from '../lib/options.js';
import { clock, dayAndClock, money } from '../lib/store-locale.js';
import { newestFirst } from '../stream/board.js';
import { tableName } from './floor-view.js';
import { meanwhile } from './frame-view.js';
import { orderStep, recallButton, shownStatus, statusChip, wishView } from './order-view.js';

/**
 * @typedef {import('../stream/board.js').Table} Table
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Item} Item
 * @typedef {import('./order-view.js').BoardModel} BoardModel
 * @typedef {import('./main.js').Actions} Actions
 */

/** One table with everything its guests have ordered. @param {BoardModel} model @param {Table} table @param {Actions} actions */
export function tableView(model, table, actions) {
  const { store } = model;
  const close = () => actions.openTable(null);
  const wish = store.desk.wishFor(table.table_id);
  const orders = newestFirst(table.orders);
  return html`<dialog class="drawer" ${dialogRef} @close=${close} aria-label=${t('table.heading', { table: tableName(table) })}>
    <div class="drawer-head">
      <h2>${t('table.heading', { table: tableName(table) })}${model.isPast ? ` · ${dayAndClock(model.now)}` : ''}</h2>
      <button class="close" @click=${close} aria-label=${t('common.close')}>✕</button>
    </div>
    ${meanwhile(model, table.table_id, actions)}
    ${
      orders.length === 0
        ? html`<div class="empty"><p>${t('table.empty')}</p></div>`
        : html`<ol class="orders">
          ${repeat(
            orders,
            (order) => order.order_id,
            (order) => orderView(model, order, actions),
          )}
        </ol>`
    }
    <div class="drawer-foot">
      <div class="sum"><span>${t('orders.total')}</span><strong>${money(table.total_amount)}</strong></div>
      ${wish ? wishView(wish, table.table_id, actions) : nothing}
      ${
        model.isPast
          ? nothing
          : html`<div class="choices">
        <button class="secondary" @click=${() => actions.openHistory(table)}>${t('table.history')}</button>
        <button class="quiet" @click=${actions.print}>${t('table.print')}</button>
        ${model.keepsTables ? html`<button class="quiet" @click=${() => actions.editTable(table)}>${t('tables.edit')}</button>` : nothing}
        ${partyTools(table, actions)}
        ${
          table.session_id !== null && !wish
            ? html`<button class="primary grave" @click=${() => actions.endSession(table)}>${t('table.end')}</button>`
            : nothing
        }
      </div>`
      }
    </div>
  </dialog>`;
}

/** Where the party may go, and who may come to a free table. @param {Table} table @param {Actions} actions */
function partyTools(table, actions) {
  if (table.session_id === null)
    return html`<button class="quiet" @click=${() => actions.bringParty(table)}>${t('party.bring')}</button>`;
  return html`<button class="quiet" @click=${() => actions.moveParty(table)}>${t('party.move')}</button>
    <button class="quiet" @click=${() => actions.mergeParty(table)}>${t('party.merge')}</button>
    <button class="quiet" @click=${() => actions.splitBill(table)}>${t('party.split')}</button>`;
}

/** @param {BoardModel} model @param {Order} order @param {Actions} actions */
function orderView(model, order, actions) {
  const wish = model.store.desk.wishFor(order.order_id);
  return html`<li class="order ${wish?.kind ?? ''}" data-order=${order.order_id}>
    <div class="order-head">
      <strong>#${order.order_number}</strong> <span class="soft">${clock(order.ordered_at)}</span> ${statusChip({ status: shownStatus(model, order) })}
    </div>
    ${wish || model.isPast ? orderItems(order) : orderItems(order, (item) => takeBackButton(order, item, actions))}
    <div class="order-actions">
      ${orderStep(model, order, actions)} ${recallButton(model, order, actions)}
      ${
        wish || model.isPast || order.status === 'COMPLETED'
          ? nothing
          : html`<button class="quiet danger" @click=${() => actions.cancel(order)} aria-label=${t('order.cancelFor', { number: order.order_number })}>
            ${t('order.cancel')}</button>`
      }
      ${model.isPast ? nothing : html`<button class="quiet" @click=${() => actions.openOrderHistory(order)} aria-label=${t('order.historyFor', { number: order.order_number })}>${t('order.history')}</button>`}
    </div>
    ${meanwhile(model, order.order_id, actions)}
  </li>`;
}

/** @param {Order} order @param {Item} item @param {Actions} actions */
function takeBackButton(order, item, actions) {
  return html`<button class="quiet take-back" @click=${() => actions.takeBack(order, item)}
    aria-label=${t('line.takeBackFor', { number: order.order_number, name: nameWithOptions(item) })}>${t('line.takeBack')}</button>`;
}

/** @param {Pick<Order, 'items'> & {status?: string}} order @param {(item: Item) => unknown} [tools] what can be done with a line */
export function orderItems(order, tools = () => nothing) {
  return html`<ul class="items">
    ${order.items.map(
      (item) =>
        html`<li class=${item.completed && order.status !== 'COMPLETED' ? 'done' : ''}><span>${item.menu_name} × ${item.quantity}</span><span>${money(item.subtotal)}</span>
          ${billedView(item)} ${noteView(item)} ${tools(item)}</li>`,
    )}
  </ul>`;
}
