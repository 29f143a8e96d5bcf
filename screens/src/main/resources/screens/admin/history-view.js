import { reasonOf } from '../lib/api.js';
import { dialogRef } from '../lib/dialog.js';
import { html, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { serverNow } from '../lib/server-clock.js';
import { clock, dateOf, dayAndClock, money } from '../lib/store-locale.js';
import { newestFirst } from '../stream/board.js';
import { tableName } from './floor-view.js';
import { statusChip } from './order-view.js';
import { orderItems } from './table-view.js';

const PAGE = 20;
const DEFAULT_DAYS = 7;

/**
 * @typedef {import('../lib/api.js').GuestOrder} EndedOrder
 * @typedef {{session_id: string, started_at: string, ended_at: string, total_amount: number, orders: EndedOrder[],
 *   merged_into?: {session_id: string, table_number: number}}} Session
 */

/** The ended sessions of a table between two days, read page by page. */
export class HistoryPages {
  /** @type {Session[]} */
  sessions = [];
  /** @type {string | null} */
  cursor = null;
  reading = false;
  /** @type {string | null} */
  failure = null;

  /** @param {import('./store.js').Store} store @param {string} tableId @param {() => void} changed */
  constructor(store, tableId, changed) {
    this.store = store;
    this.tableId = tableId;
    this.changed = changed;
    this.end = dateOf(serverNow());
    this.start = dateOf(serverNow() - (DEFAULT_DAYS - 1) * 86_400_000);
    this.read();
  }

  /** @param {string} start @param {string} end */
  between(start, end) {
    this.start = start;
    this.end = end;
    this.sessions = [];
    this.cursor = null;
    this.read();
  }

  async read() {
    this.reading = true;
    this.failure = null;
    this.changed();
    const asked = new URLSearchParams({ start_date: this.start, end_date: this.end, limit: String(PAGE) });
    if (this.cursor) asked.set('cursor', this.cursor);
    try {
      const answer = await this.store.call(`/admin/tables/${this.tableId}/history?${asked}`);
      this.sessions = [...this.sessions, ...(answer?.body.history ?? [])];
      this.cursor = answer?.body.next_cursor;
    } catch (failure) {
      this.failure = reasonOf(failure);
    }
    this.reading = false;
    this.changed();
  }
}

/** @param {HistoryPages} pages @param {import('../stream/board.js').Table} table @param {import('./main.js').Actions} actions */
export function historyView(pages, table, actions) {
  /** @param {Event} event */
  const redate = (event) => {
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    pages.between(String(form.get('start')), String(form.get('end')));
  };
  return html`<dialog class="drawer" ${dialogRef} @close=${actions.closeHistory} aria-label=${t('history.heading', { table: tableName(table) })}>
    <div class="drawer-head">
      <button class="close" @click=${actions.closeHistory} aria-label=${t('common.back')}>←</button>
      <h2>${t('history.heading', { table: tableName(table) })}</h2>
    </div>
    <form class="dates" @change=${redate}>
      <label>${t('history.from')}<input type="date" name="start" .value=${pages.start} max=${pages.end} /></label>
      <label>${t('history.to')}<input type="date" name="end" .value=${pages.end} min=${pages.start} /></label>
    </form>
    ${pages.failure ? html`<p class="fault" role="alert">${pages.failure}</p>` : nothing}
    ${pages.sessions.length === 0 && !pages.reading && !pages.failure ? html`<p class="empty">${t('history.empty')}</p>` : nothing}
    <ol class="orders">
      ${repeat(pages.sessions, (session) => session.session_id, sessionView)}
    </ol>
    ${pages.cursor ? html`<button class="secondary wide" ?disabled=${pages.reading} @click=${() => pages.read()}>${t('history.more')}</button>` : nothing}
  </dialog>`;
}

/** @param {Session} session */
function sessionView(session) {
  return html`<li class="order">
    <div class="order-head"><strong>${dayAndClock(session.started_at)} – ${clock(session.ended_at)}</strong><strong class="amount">${money(session.total_amount)}</strong></div>
    ${session.merged_into ? html`<p class="soft">${t('history.mergedInto', { table: session.merged_into.table_number })}</p>` : nothing}
    ${newestFirst(session.orders).map(
      (order) => html`<div class="past ${order.status}">
        <div class="order-head"><span>#${order.order_number}</span> <span class="soft">${clock(order.ordered_at)}</span>
          ${statusChip(order)}</div>
        ${orderItems(order)}
        ${order.reason ? html`<p class="soft">${t('history.reason', { reason: word('reason', order.reason) })}</p>` : nothing}
      </div>`,
    )}
  </li>`;
}
