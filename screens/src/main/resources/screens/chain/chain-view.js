import { formView } from '../admin/upkeep.js';
import { html, nothing, repeat, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { bars } from '../lib/plot.js';
import { money } from '../lib/store-locale.js';
import { chainMenuView } from './menu-view.js';
import { salesView } from './sales-view.js';
import { closeButton, pauseButton, stateChip, waiting } from './store-actions.js';
import { storesTable } from './stores-table.js';

/** Minutes somebody may wait before it calls for attention, as in the kitchen. */
const LONG = 10;

/** @param {import('./chain.js').Chain} chain @param {number} now @param {() => void} update */
export function chainView(chain, now, update) {
  if (chain.stores === null) return html`<p class="empty" role="status">${t('common.moment')}</p>`;
  const seek = (/** @type {Event} */ event) => {
    chain.sought = typedIn(event);
    update();
  };
  const reorder = (/** @type {Event} */ event) => {
    chain.order = typedIn(event) === 'name' ? 'name' : 'waiting';
    chain.isDescending = false;
    update();
  };
  const shown = chain.shown;
  return html`<h1 class="unseen">${t('view.chain')}</h1>
    ${figures(chain.stores, now)} ${salesView(chain.sales)}
    <div class="chain-tools">
      <label>${t('chain.seek')}<input type="search" .value=${chain.sought} @input=${seek} /></label>
      <button class="secondary" aria-expanded=${chain.menu.isOpen} @click=${() => chain.menu.toggle()}>${t('chain.menu')}</button>
      <button class="secondary" @click=${() => chain.upkeep.showNew()}>${t('chain.add')}</button>
      <button class="secondary" name="rows" aria-pressed=${chain.isTable} @click=${() => chain.showRows(!chain.isTable)}>${t('chain.rows')}</button>
      <label>${t('chain.order')}<select @change=${reorder}>
        <option value="waiting" ?selected=${chain.order === 'waiting'}>${t('chain.order.waiting')}</option>
        <option value="name" ?selected=${chain.order === 'name'}>${t('chain.order.name')}</option>
      </select></label>
    </div>
    ${formView(chain.upkeep)} ${chainMenuView(chain.menu)}
    ${shown.length === 0 ? html`<p class="empty">${t('chain.none')}</p>` : nothing}
    ${
      chain.isTable
        ? storesTable(chain, shown, now)
        : html`<ul class="stores">${repeat(
            shown,
            (store) => store.store_id,
            (store) => storeCard(chain, store, now),
          )}</ul>`
    }`;
}

/** @param {import('./chain.js').LiveStore[]} stores @param {number} now */
function figures(stores, now) {
  const sum = (/** @type {(store: import('./chain.js').LiveStore) => number} */ of) =>
    stores.reduce((all, store) => all + of(store), 0);
  const longest = Math.max(0, ...stores.map((store) => waiting(store, now) ?? 0));
  return html`<dl class="figures">
    <div><dt>${t('chain.stores')}</dt><dd>${stores.filter((store) => !store.intake_paused).length}<small> / ${stores.length}</small></dd></div>
    <div><dt>${t('floor.seated')}</dt><dd>${sum((store) => store.open_sessions)}</dd></div>
    <div class="PENDING"><dt>${t('status.PENDING')}</dt><dd>${sum((store) => store.orders_by_status.PENDING)}</dd></div>
    <div class="PREPARING"><dt>${t('status.PREPARING')}</dt><dd>${sum((store) => store.orders_by_status.PREPARING)}</dd></div>
    <div><dt>${t('chain.longest')}</dt><dd>${t('order.minutes', { minutes: longest })}</dd></div>
    <div><dt>${t('floor.total')}</dt><dd>${totals(stores).map((total) => html`<span>${total}</span>`)}</dd></div>
  </dl>`;
}

/** One sum for each currency: amounts of two are no sum. @param {import('./chain.js').LiveStore[]} stores */
export function totals(stores) {
  const currencies = [...new Set(stores.map((store) => store.currency))];
  return currencies.map((currency) => {
    const inIt = stores.filter((store) => store.currency === currency);
    return money(
      inIt.reduce((sum, store) => sum + store.total_amount, 0),
      currency,
    );
  });
}

/** @param {import('./chain.js').Chain} chain @param {import('./chain.js').LiveStore} store @param {number} now */
function storeCard(chain, store, now) {
  const minutes = waiting(store, now);
  const failure = chain.failures.get(store.store_id);
  const name = store.store_name;
  return html`<li class="store-card ${store.intake_paused || store.closed ? 'paused' : ''} ${chain.fresh.has(store.store_id) ? 'fresh' : ''}" data-store=${store.store_id}>
    <div class="store-head">
      <h2>${name}</h2>
      ${stateChip(store)}
    </div>
    ${store.is_broken ? html`<p class="fault" role="alert">${t('chain.broken')}</p>` : counts(store, minutes)}
    ${plots(chain.hours.get(store.store_id))}
    ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
    <div class="choices">
      <a class="button secondary" href="/admin?store_id=${store.store_id}" aria-label=${t('chain.enterOf', { name })}>${t('chain.enter')}</a>
      <button class="secondary" aria-label=${`${name}: ${t('chain.rename')}`} @click=${() => chain.upkeep.showName(store)}>${t('chain.rename')}</button>
      ${pauseButton(chain, store)} ${closeButton(chain, store)}
    </div>
  </li>`;
}

/** @param {import('./chain.js').LiveStore} store @param {number | null} minutes somebody has waited */
function counts(store, minutes) {
  return html`<dl class="counts">
    <div><dt>${t('floor.seated')}</dt><dd data-count="sessions">${store.open_sessions}</dd></div>
    <div><dt>${t('status.PENDING')}</dt><dd data-count="pending">${store.orders_by_status.PENDING}</dd></div>
    <div><dt>${t('status.PREPARING')}</dt><dd data-count="preparing">${store.orders_by_status.PREPARING}</dd></div>
    <div class=${minutes !== null && minutes >= LONG ? 'long' : ''}><dt>${t('chain.longest')}</dt><dd>${minutes === null ? '–' : t('order.minutes', { minutes })}</dd></div>
  </dl>`;
}

/** @param {import('./chain.js').Hours | undefined} hours */
function plots(hours) {
  if (!hours) return nothing;
  const orders = hours.orders.at(-1) ?? 0;
  const wait = hours.waits.at(-1) ?? null;
  const minutes = wait === null ? '–' : t('order.minutes', { minutes: Math.round(wait / 60) });
  const list = (/** @type {(number | null)[]} */ values) =>
    values.map((value) => (value === null ? '–' : Math.round(value))).join(', ');
  return html`<div class="plots">
    <figure><figcaption>${t('chain.perHour')} <b>${orders}</b></figcaption>
      ${bars(hours.orders, `${t('chain.perHour')}: ${list(hours.orders)}`, 'orders-plot')}</figure>
    <figure><figcaption>${t('chain.waits')} <b>${minutes}</b></figcaption>
      ${bars(hours.waits, `${t('chain.waits.label')}: ${list(hours.waits.map((value) => (value === null ? null : value / 60)))}`, 'waits-plot')}</figure>
  </div>`;
}
