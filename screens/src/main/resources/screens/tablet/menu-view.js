import { html, live, nothing, repeat, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { MENU_LANGUAGES } from '../lib/menu-languages.js';
import { picture } from '../lib/picture.js';
import { clock, money } from '../lib/store-locale.js';
import { callButton } from './calls-view.js';
import { detailsView } from './details-view.js';
import { categoryName, dishDescription, dishName, languagesOf, menuLanguage, shownIn } from './guest-language.js';

/** @typedef {import('./main.js').Actions} Actions @typedef {import('./main.js').Model} Model */

/** @param {Model} model @param {import('./restaurant.js').Restaurant} restaurant @param {Actions} actions */
export function menuView(model, restaurant, actions) {
  const { categories, orders } = restaurant;
  const current = categories?.find((category) => category.category_id === model.category) ?? categories?.[0];
  const open = orders?.orders.length ?? 0;
  return html`
    <header class="top">
      <div class="place">
        <strong class="store">${restaurant.store.store_name}</strong>
        <button class="table-name" @click=${actions.reset} aria-label=${t('menu.tableSettings', { table: restaurant.tableNumber })}>
          ${t('menu.table', { table: restaurant.tableNumber })}
        </button>
      </div>
      <div class="tools">
        ${languageChoice(languagesOf(categories), actions)}
        ${callButton(restaurant.calls, model.line.isDown, actions)}
        <button class="quiet strong" @click=${() => actions.show('orders')}>
          ${t('menu.orders')}${open ? html`<span class="badge">${open}</span>` : nothing}
        </button>
      </div>
    </header>
    <div class="banners">
      ${lineBanner(model.line, actions)} ${pausedBanner(restaurant.store)}
      ${model.notice ? html`<p class="banner notice warn" role="alert">${model.notice}</p>` : nothing}
    </div>
    <nav class="categories" aria-label=${t('menu.categories')}>
      ${categories?.map(
        (category) =>
          html`<button aria-current=${category === current ? 'true' : nothing} @click=${() => actions.choose(category.category_id)}>
            <span lang=${shownIn(category) ?? nothing}>${categoryName(category)}</span>
          </button>`,
      )}
    </nav>
    <main class="dishes" tabindex="-1" @scroll=${(/** @type {Event} */ event) => actions.scrolled(inView(/** @type {HTMLElement} */ (event.target)))}>
      ${restaurant.seenAt === null ? nothing : html`<p class="notice seen" role="status">${t('menu.lastSeen', { time: clock(restaurant.seenAt) })}</p>`}
      ${
        categories?.length
          ? repeat(
              categories,
              (category) => category.category_id,
              (category, place) => sectionView(category, place, restaurant.isPaused, model.cart, actions),
            )
          : html`<p class="empty" role="status">${categories ? t('menu.empty') : t('common.moment')}</p>`
      }
    </main>`;
}

/** Two languages need one button, and more a list. @param {import('./guest-language.js').MenuLanguage[]} languages @param {Actions} actions */
function languageChoice(languages, actions) {
  if (languages.length === 2) {
    return html`<button class="quiet" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>`;
  }
  /** @param {Event} event */
  const choose = (event) => actions.speak(/** @type {import('./guest-language.js').MenuLanguage} */ (typedIn(event)));
  return html`<select class="menu-language" aria-label="Language" .value=${live(menuLanguage())} @change=${choose}>
    ${languages.map((one) => html`<option value=${one} lang=${one} ?selected=${one === menuLanguage()}>${MENU_LANGUAGES[one]}</option>`)}
  </select>`;
}

/** @param {import('../lib/api.js').Section} category @param {number} place @param {boolean} isPaused @param {import('./cart.js').Cart} cart @param {Actions} actions */
function sectionView(category, place, isPaused, cart, actions) {
  return html`<section id=${sectionId(category.category_id)} data-category=${category.category_id}>
    <h1 lang=${shownIn(category) ?? nothing}>${categoryName(category)}</h1>
    ${category.menus.length === 0 ? html`<p class="soft">${t('menu.emptyCategory')}</p>` : nothing}
    <ul class="grid">
      ${repeat(
        category.menus,
        (menu) => menu.menu_id,
        (menu) => dish(menu, place, isPaused, cart, actions),
      )}
    </ul>
  </section>`;
}

/** @param {string} categoryId */
export function sectionId(categoryId) {
  return `section-${categoryId}`;
}

/** The section that is being looked at: the last one that has begun in the upper third. @param {HTMLElement} scroller */
function inView(scroller) {
  const line = scroller.getBoundingClientRect().top + scroller.clientHeight / 3;
  const sections = /** @type {HTMLElement[]} */ ([...scroller.querySelectorAll('section')]);
  const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  const begun = sections.filter((section) => section.getBoundingClientRect().top <= line);
  return ((atEnd ? sections.at(-1) : begun.at(-1)) ?? sections[0])?.dataset.category;
}

/** @param {import('../lib/api.js').Dish} menu @param {number} place @param {boolean} isPaused @param {import('./cart.js').Cart} cart @param {Actions} actions */
function dish(menu, place, isPaused, cart, actions) {
  const quantity = cart.quantityOf(menu.menu_id);
  return html`<li class="dish" data-menu=${menu.menu_id}>
    <button class="card ${menu.available ? '' : 'sold-out'}" ?disabled=${!menu.available || cart.isSent || isPaused} @click=${() => actions.add(menu)}>
      <span class="frame">
        ${picture(menu, place, actions.update)}
        ${menu.available ? nothing : html`<span class="ribbon">${t('menu.soldOut')}</span>`}
        ${quantity ? html`<span class="count" aria-label=${t('menu.inCart', { quantity })}>${quantity}</span>` : nothing}
      </span>
      <span class="name" lang=${shownIn(menu.details) ?? nothing}>${dishName(menu)}</span>
      <span class="description" lang=${shownIn(menu.details) ?? nothing}>${dishDescription(menu)}</span>
      ${detailsView(menu)}
      <span class="price">${money(menu.price)}</span>
    </button>
  </li>`;
}

/** @param {import('./line.js').Line} line @param {Actions} actions */
function lineBanner(line, actions) {
  if (line.state === 'down') {
    return html`<div class="banner down" role="alert">
      <strong>${t('line.down')}</strong> <span>${t('line.down.text')}</span>
    </div>`;
  }
  if (line.state === 'restored') {
    return html`<div class="banner restored" role="status">
      <strong>${t('line.restored')}</strong> <span>${t('line.restored.text')}</span>
      <button @click=${actions.acknowledgeLine}>${t('common.ok')}</button>
    </div>`;
  }
  return nothing;
}

/** @param {import('../lib/store-locale.js').StoreSettings} store */
function pausedBanner({ intake_paused, pause_message, resumes_at }) {
  if (!intake_paused) return nothing;
  return html`<div class="banner paused" role="status">
    <strong>${t('menu.paused')}</strong> <span>${pause_message || t('menu.paused.text')}</span>
    ${resumes_at ? html`<span>${t('menu.paused.until', { time: clock(resumes_at) })}</span>` : nothing}
  </div>`;
}
