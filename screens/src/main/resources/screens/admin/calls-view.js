import { html, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { minutesBetween } from '../lib/store-locale.js';
import { wishView } from './order-view.js';

/**
 * @typedef {import('../stream/board.js').Call} Call
 * @typedef {import('../stream/board.js').Board} Board
 * @typedef {import('./order-view.js').BoardModel} BoardModel
 * @typedef {import('./main.js').Actions} Actions
 */

/** Who waits for something other than a dish, the longest first. @param {BoardModel} model @param {Board} board @param {Actions} actions */
export function callsView(model, board, actions) {
  const calls = board.calls ?? [];
  const isMoving = model.guard?.isMoving(
    'calls',
    calls.map((call) => call.call_id),
  );
  if (calls.length === 0) return nothing;
  return html`<section class="calls ${isMoving ? 'moving' : ''}" aria-label=${t('calls.heading')}>
    <h2>${t('calls.heading')} <span class="badge">${calls.length}</span></h2>
    <ul>${repeat(
      calls,
      (call) => call.call_id,
      (call) => callRow(model, board, call, actions),
    )}</ul>
  </section>`;
}

/** @param {BoardModel} model @param {Board} board @param {Call} call @param {Actions} actions */
function callRow({ store, now }, board, call, actions) {
  const wish = store.desk.wishFor(call.call_id);
  const table = nameOf(board, call);
  const kind = word('call.kind', call.kind);
  return html`<li class="call ${store.arrivals.has(call.call_id) ? 'fresh' : ''}" data-call-of=${call.table_number}>
    <strong>${t('table.heading', { table })}</strong> <span>${kind}</span>
    <span class="wait">${t('order.minutes', { minutes: minutesBetween(call.called_at, now) })}</span>
    ${
      wish
        ? wishView(wish, call.call_id, actions)
        : html`<button class="step answer" @click=${() => actions.answerCall(call)}
            aria-label=${t('calls.answerFor', { table, kind })}>${t('calls.answer')}</button>`
    }
  </li>`;
}

/** What a table's guests wait for, on its card. @param {Board} board @param {string} tableId */
export function callBadges(board, tableId) {
  const calls = (board.calls ?? []).filter((call) => call.table_id === tableId);
  if (calls.length === 0) return nothing;
  return html`<p class="call-badges">${calls.map((call) => html`<span class="call-badge">${word('call.kind', call.kind)}</span>`)}</p>`;
}

/** What staff call the table. @param {Board} board @param {Call} call */
export function nameOf(board, { table_id, table_number }) {
  return board.tables.find((table) => table.table_id === table_id)?.table_name || String(table_number);
}
