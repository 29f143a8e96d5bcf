import { save } from '../lib/csv.js';
import { html, nothing, repeat, typedIn } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { averageOf, changeOf } from '../lib/sold.js';
import { money } from '../lib/store-locale.js';

/** @typedef {import('./sales.js').ChainSales} ChainSales @typedef {import('./sales.js').Figures} Figures */

/** @type {import('./sales.js').Column[]} */
const COLUMNS = ['name', 'date', 'revenue', 'before', 'orders', 'average', 'cancelled'];

/** What the stores have sold, by store and day, beside the week before. @param {ChainSales} sales */
export function salesView(sales) {
  return html`<section class="chain-sales">
    <div class="upkeep-head"><h2>${t('chainSales.heading')}</h2>
      <button class="secondary" aria-expanded=${sales.isOpen} @click=${() => sales.toggle()}>${sales.isOpen ? t('common.close') : t('chainSales.show')}</button></div>
    ${sales.isOpen ? opened(sales) : nothing}
  </section>`;
}

/** @param {ChainSales} sales */
function opened(sales) {
  /** @param {'start' | 'end'} which */
  const redate = (which) => (/** @type {Event} */ event) => typedIn(event) && sales.read({ [which]: typedIn(event) });
  return html`<div class="chain-tools">
      <label>${t('chainSales.start')}<input type="date" name="start" .value=${sales.start} @change=${redate('start')} /></label>
      <label>${t('chainSales.end')}<input type="date" name="end" .value=${sales.end} @change=${redate('end')} /></label>
      <button class="quiet" @click=${() => sales.lastWeek()}>${t('chainSales.week')}</button>
      <button class="quiet" name="by-day" aria-pressed=${sales.byDay} @click=${() => sales.splitByDay(!sales.byDay)}>${t('chainSales.byDay')}</button>
      <button class="secondary" ?disabled=${sales.answer === null} @click=${() => save(`sales-${sales.start}-${sales.end}.csv`, sales.csv)}>${t('chainSales.csv')}</button>
    </div>
    ${sales.failure ? html`<p class="fault" role="alert">${sales.failure}</p>` : nothing}
    ${sales.answer ? table(sales) : sales.failure ? nothing : html`<p class="empty" role="status">${t('common.moment')}</p>`}`;
}

/** @param {ChainSales} sales */
function table(sales) {
  const columns = COLUMNS.filter((column) => sales.byDay || column !== 'date');
  const rows = sales.rows;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('chainSales.heading')}><table class="sales">
    <thead><tr>${columns.map((column) => heading(sales, column))}</tr></thead>
    <tbody>${repeat(
      rows,
      (row) => `${row.store_id} ${row.date}`,
      (row) => html`<tr data-store=${row.store_id} data-date=${row.date || nothing}>
        <th scope="row">${row.store_name}${row.over ? nothing : html` <small class="soft">${t('chainSales.going')}</small>`}</th>
        ${sales.byDay ? html`<td>${row.date}</td>` : nothing} ${numbers(row, row.currency)}
      </tr>`,
    )}</tbody>
    <tfoot>${sales.totals.map(
      (total) => html`<tr data-currency=${total.currency}>
        <th scope="row">${t('chainSales.total', { currency: total.currency })}</th>
        ${sales.byDay ? html`<td></td>` : nothing} ${numbers(total, total.currency)}
      </tr>`,
    )}</tfoot>
  </table></div>`;
}

/** @param {ChainSales} sales @param {import('./sales.js').Column} column */
function heading(sales, column) {
  const isSorted = sales.column === column;
  const direction = isSorted ? (sales.isDescending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" aria-sort=${direction}><button class="quiet" @click=${() => sales.sortBy(column)}>
    ${word('chainSales.column', column)}<span aria-hidden="true">${isSorted ? (sales.isDescending ? ' ▾' : ' ▴') : ''}</span>
  </button></th>`;
}

/** @param {{sold: Figures, before: Figures}} row @param {string} currency */
function numbers(row, currency) {
  const { sold, before } = row;
  const average = averageOf(sold);
  const change = changeOf(row);
  return html`<td data-figure="revenue">${money(sold.revenue, currency)}</td>
    <td>${money(before.revenue, currency)}${
      change === null
        ? nothing
        : html` <small class=${change < 0 ? 'less' : 'more'}>${change > 0 ? '+' : ''}${change}%</small>`
    }</td>
    <td data-figure="orders">${sold.orders} <small class="soft">${t('chainSales.before', { count: before.orders })}</small></td>
    <td>${average === null ? '–' : money(average, currency)}</td>
    <td>${sold.cancelled} <small class="soft">${t('chainSales.before', { count: before.cancelled })}</small></td>`;
}
