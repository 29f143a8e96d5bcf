import { html, nothing, repeat, typedIn } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { chosenView, nameWithOptions } from '../lib/options.js';
import { minutesBetween } from '../lib/store-locale.js';
import { allOrders, longestWaitingFirst, newestFirst } from '../stream/board.js';
import { meanwhile } from './frame-view.js';
import { SIZES } from './kitchen-screen.js';
import { orderStep, recallButton, shownStatus } from './order-view.js';

/**
 * @typedef {import('../stream/board.js').Board} Board
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('./called-off.js').CalledOffOrder} CalledOffOrder
 * @typedef {import('./main.js').Model} Model
 * @typedef {import('./main.js').Actions} Actions
 */

/** Waiting times that call for attention, minutes. */
const LONG = 10;
const TOO_LONG = 20;
/** What was done lately can be brought back from the strip. */
const LATELY_MS = 10 * 60_000;
const MOST_DONE = 8;

/** What there is to cook, in large type, the longest waiting first. @param {Model} model @param {Board} board @param {Actions} actions */
export function kitchenView(model, board, actions) {
  const cooking = allOrders(board).filter((order) => shownStatus(model, order) === 'PREPARING');
  return html`<h1 class="unseen">${t('view.kitchen')}</h1>
    ${toolbar(model, actions)} ${doneStrip(model, board, actions)} ${calledOffStrip(model.store.calledOff.all, actions)}
    <div class="kitchen ${cooking.length ? '' : 'one-column'}" data-size=${model.kitchen.size}>
      ${column(model, board, 'PENDING', actions)} ${column(model, board, 'PREPARING', actions)}
    </div>`;
}

/** @param {Model} model @param {Actions} actions */
function toolbar({ kitchen, bell }, actions) {
  const resize = (/** @type {Event} */ event) => actions.resizeKitchen(typedIn(event));
  const louder = (/** @type {Event} */ event) => actions.louder(Number(typedIn(event)));
  return html`<div class="kitchen-tools">
    <label>${t('kitchen.size')}<select @change=${resize}>
      ${SIZES.map((size) => html`<option value=${size} ?selected=${size === kitchen.size}>${size}</option>`)}
    </select></label>
    <label>${t('kitchen.volume')}<input type="range" min="0.1" max="1" step="0.1" .value=${String(bell.volume)} ?disabled=${!bell.isOn} @change=${louder} /></label>
    <button class="quiet" ?disabled=${!bell.isOn} @click=${actions.testSound}>${t('kitchen.testSound')}</button>
    <button class="quiet" @click=${actions.toggleFullscreen}>${t('kitchen.fullscreen')}</button>
    <span class="soft keys">${t('kitchen.keys')}</span>
  </div>`;
}

/** The way back from a slip of the finger. @param {Model} model @param {Board} board @param {Actions} actions */
function doneStrip(model, board, actions) {
  const done = allOrders(board).filter(
    (order) => shownStatus(model, order) === 'COMPLETED' && model.now - Date.parse(order.updated_at) < LATELY_MS,
  );
  const latest = [...done].sort((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at)).slice(0, MOST_DONE);
  if (latest.length === 0) return nothing;
  return html`<section class="just-done" aria-label=${t('kitchen.done')}>
    <h2>${t('kitchen.done')}</h2>
    <ul>${repeat(
      latest,
      (order) => order.order_id,
      (order) => html`<li data-done=${order.order_id}>
        <span>${t('kitchen.table', { table: order.table_number })} <b>#${order.order_number}</b></span>
        ${orderStep(model, order, actions)} ${recallButton(model, order, actions)}
      </li>`,
    )}</ul>
  </section>`;
}

/** What is not to be cooked any more, until somebody has seen it. @param {CalledOffOrder[]} orders @param {Actions} actions */
function calledOffStrip(orders, actions) {
  if (orders.length === 0) return nothing;
  return html`<section class="called-off" role="alert" aria-label=${t('kitchen.calledOff')}>
    <h2>${t('kitchen.calledOff')}</h2>
    <ul>${repeat(
      orders,
      ({ order }) => order.order_id,
      (one) => calledOffTicket(one, actions),
    )}</ul>
  </section>`;
}

/** @param {CalledOffOrder} calledOff @param {Actions} actions */
function calledOffTicket({ order, reason }, actions) {
  return html`<li class="ticket off" data-called-off=${order.order_id}>
    <div class="ticket-head">
      <strong>${t('kitchen.table', { table: order.table_number })}</strong> <span>#${order.order_number}</span>
      <span class="status CANCELLED">${t('status.CANCELLED')}</span>
    </div>
    <s class="ticket-items">${order.items.map((item) => html`<span>${nameWithOptions(item)} × ${item.quantity}</span>`)}</s>
    ${reason ? html`<p>${word('reason', reason)}</p>` : nothing}
    <button class="secondary" @click=${() => actions.confirmCalledOff(order.order_id)}
      aria-label=${t('kitchen.confirmFor', { number: order.order_number })}>${t('common.ok')}</button>
  </li>`;
}

/** @param {Model} model @param {Board} board @param {'PENDING' | 'PREPARING'} status @param {Actions} actions */
function column(model, board, status, actions) {
  const orders = longestWaitingFirst(allOrders(board).filter((order) => shownStatus(model, order) === status));
  const isNew = (/** @type {Order} */ order) => status === 'PENDING' && model.store.arrivals.has(order.order_id);
  const isMoving = model.guard.isMoving(
    status,
    orders.map((order) => order.order_id),
  );
  const fresh = orders.filter(isNew);
  return html`<section class="column ${status} ${isMoving ? 'moving' : ''}" aria-labelledby="column-${status}">
    <h2 id="column-${status}">${t(`status.${status}`)} <span class="badge">${orders.length}</span></h2>
    ${orders.length === 0 ? html`<p class="empty">${t(`kitchen.none.${status}`)}</p>` : nothing}
    <ol>${tickets(
      model,
      orders.filter((order) => !isNew(order)),
      actions,
    )}</ol>
    ${fresh.length ? arrivals(model, fresh, actions) : nothing}
  </section>`;
}

/** New orders keep to the lower edge of the screen while their place in the queue is below it. @param {Model} model @param {Order[]} orders @param {Actions} actions */
function arrivals(model, orders, actions) {
  return html`<div class="arrivals">
    <h3>${t('kitchen.arrivals', { count: orders.length })} <span aria-hidden="true">↓</span></h3>
    <ol>${tickets(model, newestFirst(orders), actions)}</ol>
  </div>`;
}

/** @param {Model} model @param {Order[]} orders @param {Actions} actions */
function tickets(model, orders, actions) {
  return repeat(
    orders,
    (order) => order.order_id,
    (order) => ticket(model, order, actions),
  );
}

/** @param {Model} model @param {Order} order @param {Actions} actions */
function ticket(model, order, actions) {
  const { store, now } = model;
  const minutes = minutesBetween(order.ordered_at, now);
  const urgency = minutes >= TOO_LONG ? 'too-long' : minutes >= LONG ? 'long' : '';
  const wish = store.desk.wishFor(order.order_id);
  return html`<li class="ticket ${urgency} ${store.arrivals.has(order.order_id) ? 'fresh' : ''} ${wish?.kind ?? ''}" data-order=${order.order_id}>
    <div class="ticket-head">
      <strong>${t('kitchen.table', { table: order.table_number })}</strong>
      <span>#${order.order_number}</span>
      <span class="wait">${t('order.minutes', { minutes })}</span>
    </div>
    <ul class="ticket-items">
      ${order.items.map(
        (item) =>
          html`<li><b>${item.quantity}</b><span>${item.menu_name}${chosenView(item)}</span>${item.note ? html`<em>${item.note}</em>` : nothing}</li>`,
      )}
    </ul>
    ${orderStep(model, order, actions)} ${meanwhile(model, order.order_id, actions)}
  </li>`;
}
