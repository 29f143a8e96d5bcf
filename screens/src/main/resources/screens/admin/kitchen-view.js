import { html, nothing, repeat, typedIn } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { nameWithOptions } from '../lib/options.js';
import { minutesBetween } from '../lib/store-locale.js';
import { allOrders, longestWaitingFirst, newestFirst } from '../stream/board.js';
import { meanwhile } from './frame-view.js';
import { SIZES } from './kitchen-screen.js';
import { lineView } from './line-view.js';
import { orderStep, recallButton, shownStatus } from './order-view.js';
import { allDay, linesAt, openLinesAt } from './stations.js';

/**
 * @typedef {import('../stream/board.js').Board} Board
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Station} Station
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
  const station = stationOf(model);
  const cooking = waiting(model, board, 'PREPARING');
  const calledOff = model.store.calledOff.all.filter(({ order }) => linesAt(order, station).length > 0);
  return html`<h1 class="unseen">${t('view.kitchen')}</h1>
    ${toolbar(model, actions)} ${doneStrip(model, board, actions)} ${calledOffStrip(calledOff, actions)}
    ${allDayStrip([...cooking, ...waiting(model, board, 'PENDING')], station)}
    <div class="kitchen ${cooking.length ? '' : 'one-column'}" data-size=${model.kitchen.size}>
      ${column(model, board, 'PENDING', actions)} ${column(model, board, 'PREPARING', actions)}
    </div>`;
}

/** @param {Model} model */
function stationOf({ stations, kitchen }) {
  return stations.find(kitchen.stationId);
}

/** The orders of a status of which this screen has something to do, or had until a step that is under way. @param {Model} model @param {Board} board @param {'PENDING' | 'PREPARING'} status */
function waiting(model, board, status) {
  const station = stationOf(model);
  return allOrders(board).filter(
    (order) => shownStatus(model, order) === status && (station === null || openLinesAt(order, station).length > 0),
  );
}

/** How many of each dish are to be made. @param {Order[]} orders @param {Station | null} station */
function allDayStrip(orders, station) {
  const counts = allDay(orders, station);
  if (counts.length === 0) return nothing;
  return html`<section class="all-day" aria-label=${t('kitchen.allDay')}>
    <h2>${t('kitchen.allDay')}</h2>
    <ul>${counts.map(({ menu_id, name, quantity }) => html`<li data-all-day=${menu_id}>${name} × <b>${quantity}</b></li>`)}</ul>
  </section>`;
}

/** @param {Model} model @param {Actions} actions */
function stationChoice(model, actions) {
  const { atWork } = model.stations;
  if (atWork.length === 0) return nothing;
  const chosen = stationOf(model)?.station_id ?? '';
  return html`<label>${t('kitchen.station')}<select name="station" @change=${(/** @type {Event} */ event) => actions.showStation(typedIn(event))}>
    <option value="" ?selected=${chosen === ''}>${t('kitchen.everything')}</option>
    ${atWork.map(({ station_id, station_name }) => html`<option value=${station_id} ?selected=${station_id === chosen}>${station_name}</option>`)}
  </select></label>`;
}

/** @param {Model} model @param {Actions} actions */
function toolbar(model, actions) {
  const { kitchen, bell } = model;
  const resize = (/** @type {Event} */ event) => actions.resizeKitchen(typedIn(event));
  const louder = (/** @type {Event} */ event) => actions.louder(Number(typedIn(event)));
  return html`<div class="kitchen-tools">
    ${stationChoice(model, actions)}
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
  const station = stationOf(model);
  const done = allOrders(board).filter(
    (order) => isDoneHere(model, order, station) && model.now - Date.parse(order.updated_at) < LATELY_MS,
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
        ${station ? recallHere(model, order, station, actions) : html`${orderStep(model, order, actions)} ${recallButton(model, order, actions)}`}
      </li>`,
    )}</ul>
  </section>`;
}

/** @param {Model} model @param {Order} order @param {Station | null} station */
function isDoneHere(model, order, station) {
  if (station === null) return shownStatus(model, order) === 'COMPLETED';
  return linesAt(order, station).length > 0 && openLinesAt(order, station).length === 0;
}

/** Brings back what the station has done, and nothing of the others. @param {Model} model @param {Order} order @param {Station} station @param {Actions} actions */
function recallHere(model, order, station, actions) {
  const isUnderWay = model.store.desk.isAbout(order.order_id);
  return html`<button class="secondary recall" ?disabled=${isUnderWay} aria-label=${t('order.recallFor', { number: order.order_number })}
    @click=${() => linesAt(order, station).forEach((item) => actions.advanceLine(order, item, 'PREPARING'))}>${t('order.recall')}</button>`;
}

/** Completes what is the station's of the order. @param {Model} model @param {Order} order @param {Station} station @param {Actions} actions */
function stepHere(model, order, station, actions) {
  const isWhole = linesAt(order, station).length === order.items.length;
  if (order.status !== 'PREPARING' || isWhole) return orderStep(model, order, actions);
  const step = word('step', 'COMPLETED');
  return html`<button class="step COMPLETED" aria-label=${t('order.stepFor', { number: order.order_number, step })}
    @click=${() => openLinesAt(order, station).forEach((item) => actions.advanceLine(order, item, 'COMPLETED'))}>${step}</button>`;
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
  const orders = longestWaitingFirst(waiting(model, board, status));
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
  const station = stationOf(model);
  const lines = linesAt(order, station);
  const elsewhere = order.items.length - lines.length;
  return html`<li class="ticket ${urgency} ${store.arrivals.has(order.order_id) ? 'fresh' : ''} ${wish?.kind ?? ''}" data-order=${order.order_id}>
    <div class="ticket-head">
      <strong>${t('kitchen.table', { table: order.table_number })}</strong>
      <span>#${order.order_number}</span>
      <span class="wait">${t('order.minutes', { minutes })}</span>
    </div>
    <ul class="ticket-items">
      ${repeat(
        lines,
        (item) => item.item_id,
        (item) => lineView(model, order, item, actions),
      )}
    </ul>
    ${elsewhere ? html`<p class="elsewhere">${t('kitchen.elsewhere', { count: elsewhere })}</p>` : nothing}
    ${station ? stepHere(model, order, station, actions) : orderStep(model, order, actions)} ${meanwhile(model, order.order_id, actions)}
  </li>`;
}
