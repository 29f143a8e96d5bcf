import { MAXIMUM_NAME } from '../lib/bounds.js';
import { confirm } from '../lib/dialog.js';
import { html, nothing, repeat, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { amountStep, currencySign, money, toMajor, toMinor } from '../lib/store-locale.js';
import { idOf, MAXIMUM_CHANGES } from './menu.js';

const MAXIMUM_PRICE = 100_000_000;

/** @typedef {import('./menu.js').ChainMenu} ChainMenu @typedef {import('./menu.js').Row} Row @typedef {import('./menu.js').Dish} Dish */

/** One dish in all stores: looked for, compared, changed. @param {ChainMenu} menu */
export function chainMenuView(menu) {
  if (!menu.isOpen) return nothing;
  const seek = (/** @type {SubmitEvent} */ submitted) => {
    submitted.preventDefault();
    const name = new FormData(/** @type {HTMLFormElement} */ (submitted.target)).get('name');
    menu.seek(String(name ?? '').trim());
  };
  return html`<section class="chain-menu" aria-labelledby="chain-menu-title">
    <h2 id="chain-menu-title">${t('chain.menu')}</h2>
    <form class="chain-menu-seek" @submit=${seek}>
      <label>${t('chain.menu.seek')}<input name="name" type="search" required maxlength=${MAXIMUM_NAME} .value=${menu.sought} /></label>
      <button class="primary" ?disabled=${menu.isBusy}>${t('chain.menu.find')}</button>
    </form>
    ${menu.failure ? html`<p class="fault" role="alert">${menu.failure}</p>` : nothing}
    ${takeBackView(menu)} ${found(menu)} ${menu.dish ? dishView(menu, menu.dish) : nothing}
  </section>`;
}

/** @param {ChainMenu} menu */
function found(menu) {
  if (menu.dishes === null) return html`<p class="soft">${t('chain.menu.text')}</p>`;
  if (menu.dishes.length === 0) return html`<p class="empty" role="status">${t('chain.menu.none')}</p>`;
  return html`<div class="chain-dishes" role="group" aria-label=${t('chain.menu.dishes')}>
      ${menu.dishes.map(
        (dish) =>
          html`<button class="secondary" aria-pressed=${dish === menu.dish} @click=${() => menu.look(dish)}>${dish.name}
            <small>${t('chain.menu.stores', { count: dish.rows.length })} · ${range(dish)}</small></button>`,
      )}
    </div>
    ${menu.hasMore ? html`<p class="soft" role="status">${t('chain.menu.more')}</p>` : nothing}`;
}

/** @param {Dish} dish */
function range({ rows, currency }) {
  const prices = rows.map(({ price }) => price);
  const [least, most] = [Math.min(...prices), Math.max(...prices)].map((price) => money(price, currency));
  return least === most ? least : `${least}–${most}`;
}

/** @param {ChainMenu} menu @param {Dish} dish */
function dishView(menu, dish) {
  const price = priceOf(menu, dish);
  const changes = menu.changes(price);
  const apply = async (/** @type {SubmitEvent} */ submitted) => {
    submitted.preventDefault();
    const sure = await confirm({
      title: t('chain.menu.apply.title', { name: dish.name, count: changes.length }),
      text: wish(menu, dish, price),
      yes: t('chain.menu.apply'),
      no: t('common.back'),
      grave: true,
    });
    if (sure !== null) menu.rollOut(changes);
  };
  return html`<form class="chain-menu-change" @submit=${apply}>
      ${wishes(menu, dish)}
      <button class="primary" ?disabled=${menu.isBusy || changes.length === 0 || changes.length > MAXIMUM_CHANGES}>
        ${menu.isBusy ? t('common.moment') : t('chain.menu.applyTo', { count: changes.length })}</button>
    </form>
    ${changes.length > MAXIMUM_CHANGES ? html`<p class="fault" role="alert">${t('chain.menu.tooMany', { count: MAXIMUM_CHANGES })}</p>` : nothing}
    ${summary(menu)}
    <div class="chain-menu-table" tabindex="0" role="region" aria-label=${dish.name}>
      <table>
        <thead><tr>
          <th><input type="checkbox" aria-label=${t('chain.menu.all')} .checked=${menu.chosen.size === dish.rows.length} @change=${(/** @type {Event} */ event) => menu.chooseAll(isChecked(event))} /></th>
          <th scope="col">${t('chain.menu.store')}</th><th scope="col">${t('chain.menu.now')}</th><th scope="col">${t('chain.menu.then')}</th>
        </tr></thead>
        <tbody>${repeat(dish.rows, idOf, (row) =>
          rowView(
            menu,
            row,
            changes.find((change) => idOf(change) === idOf(row)),
          ),
        )}</tbody>
      </table>
    </div>`;
}

/** @param {ChainMenu} menu @param {Dish} dish */
function wishes(menu, { currency }) {
  const setPrice = (/** @type {Event} */ event) => {
    menu.price = typedIn(event);
    menu.touched();
  };
  const setAvailability = (/** @type {Event} */ event) => {
    menu.availability = /** @type {'' | 'on' | 'off'} */ (typedIn(event));
    menu.touched();
  };
  return html`<label>${t('chain.menu.price', { currency: currencySign(currency) })}
      <input name="price" type="number" inputmode="decimal" min="0" max=${toMajor(MAXIMUM_PRICE, currency)} step=${amountStep(currency)}
        placeholder=${t('chain.menu.asItIs')} .value=${menu.price} @input=${setPrice} /></label>
    <label>${t('chain.menu.availability')}<select name="availability" @change=${setAvailability}>
      <option value="" ?selected=${menu.availability === ''}>${t('chain.menu.asItIs')}</option>
      <option value="on" ?selected=${menu.availability === 'on'}>${t('upkeep.available')}</option>
      <option value="off" ?selected=${menu.availability === 'off'}>${t('menu.soldOut')}</option>
    </select></label>`;
}

/** @param {ChainMenu} menu @param {Dish} dish @returns {number | null} */
function priceOf(menu, { currency }) {
  return menu.price === '' ? null : toMinor(menu.price, currency);
}

/** @param {ChainMenu} menu @param {Dish} dish @param {number | null} price */
function wish(menu, { currency }, price) {
  const words = { '': '', on: t('upkeep.available'), off: t('menu.soldOut') };
  return [price === null ? '' : money(price, currency), words[menu.availability]].filter(Boolean).join(' · ');
}

/** @param {ChainMenu} menu @param {Row} row @param {import('./menu.js').Change | undefined} change */
function rowView(menu, row, change) {
  const outcome = menu.outcomes.get(idOf(row));
  return html`<tr data-store=${row.store_id} class=${outcome?.error_code ? 'refused' : ''}>
    <td><input type="checkbox" aria-label=${t('chain.menu.choose', { name: row.store_name })} .checked=${menu.chosen.has(idOf(row))}
      @change=${(/** @type {Event} */ event) => menu.choose(row, isChecked(event))} /></td>
    <th scope="row">${row.store_name}<small>${row.category_name}${row.category_hidden ? html` · ${t('upkeep.hidden')}` : nothing}</small></th>
    <td>${state(row, row.currency)}</td>
    <td>${change ? html`<b class="diff">${state({ ...row, ...change }, row.currency)}</b>` : nothing}
      ${outcome ? html`<small>${outcome.error_code ? outcome.detail : t('chain.menu.done')}</small>` : nothing}</td>
  </tr>`;
}

/** @param {{price: number, available: boolean}} dish @param {string} currency */
function state({ price, available }, currency) {
  return `${money(price, currency)}${available ? '' : ` · ${t('menu.soldOut')}`}`;
}

/** @param {ChainMenu} menu */
function summary(menu) {
  const refused = [...menu.outcomes.values()].filter(({ error_code }) => error_code).length;
  const changed = menu.outcomes.size - refused;
  return html`<p role="status">${menu.outcomes.size ? t('chain.menu.outcome', { changed, refused }) : ''}</p>
    ${
      menu.unfinished
        ? html`<button class="secondary" ?disabled=${menu.isBusy} @click=${() => menu.goOn()}>${t('chain.menu.goOn', { count: menu.unfinished.changes.length })}</button>`
        : nothing
    }`;
}

/** @param {ChainMenu} menu */
function takeBackView(menu) {
  const { last } = menu;
  if (!last) return nothing;
  const takeBack = async () => {
    const sure = await confirm({
      title: t('chain.menu.back.title', { name: last.name, count: last.back.length }),
      text: t('chain.menu.back.text'),
      yes: t('chain.menu.back'),
      no: t('common.back'),
      grave: true,
    });
    if (sure !== null) menu.takeBack();
  };
  return html`<p class="chain-menu-back">${t('chain.menu.last', { name: last.name, count: last.back.length })}
    <button class="secondary" ?disabled=${menu.isBusy} @click=${takeBack}>${t('chain.menu.back')}</button></p>`;
}

/** @param {Event} event */
function isChecked(event) {
  return /** @type {HTMLInputElement} */ (event.target).checked;
}
