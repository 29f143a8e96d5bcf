import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { money } from '../lib/store-locale.js';
import { closeButton, pauseButton, stateChip, waiting } from './store-actions.js';

/**
 * @typedef {'name' | 'state' | 'seated' | 'pending' | 'preparing' | 'waiting' | 'total'} Column
 * @typedef {import('./chain.js').Chain} Chain @typedef {import('./chain.js').LiveStore} LiveStore
 */

/** @type {[Column, import('../lib/i18n.js').TextKey][]} */
const COLUMNS = [
  ['name', 'upkeep.name'],
  ['state', 'staff.state'],
  ['seated', 'floor.seated'],
  ['pending', 'status.PENDING'],
  ['preparing', 'status.PREPARING'],
  ['waiting', 'chain.longest'],
  ['total', 'floor.total'],
];

/** Many stores at once, a row each. @param {Chain} chain @param {LiveStore[]} stores @param {number} now */
export function storesTable(chain, stores, now) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('view.chain')}><table class="compact">
    <thead><tr>${COLUMNS.map(([column, name]) => heading(chain, column, name))}<th scope="col"><span class="unseen">${t('chain.actions')}</span></th></tr></thead>
    <tbody>${repeat(
      stores,
      (store) => store.store_id,
      (store) => row(chain, store, now),
    )}</tbody>
  </table></div>`;
}

/** @param {Chain} chain @param {Column} column @param {import('../lib/i18n.js').TextKey} name */
function heading(chain, column, name) {
  const isSorted = chain.order === column;
  const order = isSorted ? (chain.isDescending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" aria-sort=${order}><button class="quiet" @click=${() => chain.sortBy(column)}>
    ${t(name)}<span aria-hidden="true">${isSorted ? (chain.isDescending ? ' ▾' : ' ▴') : ''}</span></button></th>`;
}

/** @param {Chain} chain @param {LiveStore} store @param {number} now */
function row(chain, store, now) {
  const { store_id: id, store_name: name, orders_by_status: orders } = store;
  const minutes = waiting(store, now);
  const failure = chain.failures.get(id);
  return html`<tr data-store=${id} class=${chain.fresh.has(id) ? 'fresh' : ''}>
    <th scope="row"><a class="name" href="/admin?store_id=${id}" aria-label=${t('chain.enterOf', { name })}>${name}</a>
      ${store.is_broken || failure ? html`<p class="fault" role="alert">${failure ?? t('chain.broken')}</p>` : nothing}</th>
    <td>${stateChip(store)}</td><td class="number">${store.open_sessions}</td>
    <td class="number">${orders.PENDING}</td><td class="number">${orders.PREPARING}</td>
    <td class="number">${minutes === null ? '–' : t('order.minutes', { minutes })}</td><td class="number">${money(store.total_amount, store.currency)}</td>
    <td class="actions"><button class="quiet" aria-label=${`${name}: ${t('chain.rename')}`} @click=${() => chain.upkeep.showName(store)}>${t('chain.rename')}</button>
      ${pauseButton(chain, store)} ${closeButton(chain, store)}</td>
  </tr>`;
}
