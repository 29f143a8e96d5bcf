import { html, live, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { difference } from '../lib/options.js';
import { amountStep, currencySign, toMajor, toMinor } from '../lib/store-locale.js';
import { MAXIMUM } from './menu.js';
import { formView } from './upkeep.js';

/** @param {import('./menu.js').MenuUpkeep} upkeep @param {string} role */
export function menuView(upkeep, role) {
  const isAdmin = role !== 'staff';
  return html`<div class="upkeep">
    <div class="upkeep-head"><h1>${t('view.menu')}</h1>
      ${isAdmin ? html`<button class="secondary" @click=${() => upkeep.showCategory(null)}>${t('upkeep.category.add')}</button>` : nothing}
    </div>
    ${upkeep.failure ? html`<p class="fault" role="alert">${upkeep.failure}</p>` : nothing}
    ${upkeep.categories === null && !upkeep.failure ? html`<p class="empty" role="status">${t('common.moment')}</p>` : nothing}
    ${repeat(
      upkeep.categories ?? [],
      (category) => category.category_id,
      (category) => categoryView(upkeep, category, isAdmin),
    )}
    ${formView(upkeep)}
  </div>`;
}

/** @param {import('./menu.js').MenuUpkeep} upkeep @param {import('./menu.js').Category} category @param {boolean} isAdmin */
function categoryView(upkeep, category, isAdmin) {
  const name = category.category_name;
  const menus = upkeep.menus.filter((menu) => menu.category_id === category.category_id);
  return html`<section data-category=${category.category_id} class=${category.hidden ? 'hidden-section' : ''}>
    <div class="upkeep-head"><h2>${name}${category.hidden ? html` <span class="hidden-mark">${t('upkeep.hidden')}</span>` : nothing}</h2>
      ${
        isAdmin
          ? html`<button class="quiet" aria-label=${category.hidden ? t('upkeep.showOf', { name }) : t('upkeep.hideOf', { name })} ?disabled=${upkeep.changing.has(category.category_id)}
              @click=${() => upkeep.toggleHidden(category)}>${category.hidden ? t('upkeep.show') : t('upkeep.hide')}</button>
            <button class="quiet" aria-label=${t('upkeep.changeOf', { name })} @click=${() => upkeep.showCategory(category)}>${t('upkeep.change')}</button>
            <button class="quiet" aria-label=${t('upkeep.menu.addTo', { name })} @click=${() => upkeep.showMenu(null, category.category_id)}>＋ ${t('upkeep.menu.add')}</button>`
          : nothing
      }
    </div>
    ${
      menus.length
        ? html`<ul>${repeat(
            menus,
            (menu) => menu.menu_id,
            (menu) => menuRow(upkeep, menu, isAdmin),
          )}</ul>`
        : html`<p class="empty">${t('menu.emptyCategory')}</p>`
    }
  </section>`;
}

/** @param {import('./menu.js').MenuUpkeep} upkeep @param {import('../lib/api.js').Dish} menu */
function thumb(upkeep, menu) {
  const { menu_name: name, image_url: url } = menu;
  return html`<button class="quiet thumb" aria-label=${t('picture.uploadOf', { name })} @click=${() => upkeep.showMenu(menu, menu.category_id ?? '')}>
    ${url ? html`<img src=${url} alt="" loading="lazy" decoding="async" />` : '＋'}</button>`;
}

/** @param {import('./menu.js').MenuUpkeep} upkeep @param {import('../lib/api.js').Dish} menu @param {boolean} isAdmin */
function menuRow(upkeep, menu, isAdmin) {
  const name = menu.menu_name;
  const busy = upkeep.changing.has(menu.menu_id);
  /** @param {Event} event */
  const reprice = (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const price = toMinor(field.value);
    if (field.reportValidity() && price !== menu.price) upkeep.change(menu, { price });
  };
  return html`<li class=${menu.available ? 'menu-row' : 'menu-row sold-out'} data-menu=${menu.menu_id}>
    <div>${isAdmin ? thumb(upkeep, menu) : nothing}<span class="menu-name">${name}</span></div>
    <label class="menu-price"><span class="unseen">${t('upkeep.priceOf', { name })}</span>
      <input type="number" inputmode="decimal" min="0" max=${toMajor(MAXIMUM.price)} step=${amountStep()} required
        ?disabled=${!isAdmin || busy} .value=${live(toMajor(menu.price))} @change=${reprice} />${currencySign()}</label>
    <button class="switch" role="switch" aria-checked=${menu.available} aria-label=${t('upkeep.availableOf', { name })} ?disabled=${busy}
      @click=${() => upkeep.change(menu, { available: !menu.available })}>
      <i aria-hidden="true"></i>${menu.available ? t('upkeep.available') : t('menu.soldOut')}
    </button>
    ${isAdmin ? html`<button class="quiet" aria-label=${t('upkeep.changeOf', { name })} @click=${() => upkeep.showMenu(menu, menu.category_id ?? '')}>${t('upkeep.change')}</button>` : nothing}
    ${menu.option_groups?.length ? optionsOf(upkeep, menu) : nothing}
  </li>`;
}

/** What can be chosen of the dish, to say what is sold out. @param {import('./menu.js').MenuUpkeep} upkeep @param {import('../lib/api.js').Dish} menu */
function optionsOf(upkeep, menu) {
  const groups = menu.option_groups ?? [];
  const soldOut = groups.flatMap(({ options }) => options).filter(({ available }) => !available).length;
  return html`<details class="menu-options">
    <summary>${t('options.heading')}${soldOut ? html` <em>${t('options.soldOut', { count: soldOut })}</em>` : nothing}</summary>
    ${groups.map(
      ({ group_name, options }) => html`<div><span class="soft">${group_name}</span>
        ${options.map(
          (
            option,
          ) => html`<button class="switch" role="switch" aria-checked=${option.available} ?disabled=${upkeep.changing.has(option.option_id)}
            aria-label=${t('upkeep.availableOf', { name: `${menu.menu_name} ${option.option_name}` })} @click=${() => upkeep.toggleOption(menu, option)}>
            <i aria-hidden="true"></i>${option.option_name} ${option.available ? difference(option.price_difference) : t('menu.soldOut')}
          </button>`,
        )}</div>`,
    )}
  </details>`;
}
