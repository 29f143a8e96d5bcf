import { html, nothing, repeat } from '../lib/html.js';
import { clock, money, t } from '../lib/i18n.js';
import { picture } from '../lib/picture.js';

/** @param {any} model @param {import('./restaurant.js').Restaurant} restaurant @param {any} actions */
export function menuView(model, restaurant, actions) {
  const { categories, orders } = restaurant;
  const current = categories?.find((category) => category.category_id === model.category) ?? categories?.[0];
  const open = orders?.orders.length ?? 0;
  return html`
    <header class="top">
      <div class="place">
        <strong class="store">${restaurant.table?.store_name}</strong>
        <button class="table-name" @click=${actions.reset} aria-label=${t('menu.tableSettings', { table: restaurant.table?.table_number })}>
          ${t('menu.table', { table: restaurant.table?.table_number })}
        </button>
      </div>
      <div class="tools">
        <button class="quiet" @click=${actions.toggleLanguage}>${t('common.otherLanguage')}</button>
        <button class="quiet strong" @click=${() => actions.show('orders')}>
          ${t('menu.orders')}${open ? html`<span class="badge">${open}</span>` : nothing}
        </button>
      </div>
    </header>
    ${lineBanner(model.line)}
    <nav class="categories" aria-label=${t('menu.categories')}>
      ${categories?.map(
        (category) =>
          html`<button aria-current=${category === current ? 'true' : nothing} @click=${() => actions.choose(category.category_id)}>
            ${category.category_name}
          </button>`,
      )}
    </nav>
    <main class="dishes" tabindex="-1" @scroll=${(/** @type {any} */ event) => actions.scrolled(inView(event.target))}>
      ${restaurant.seenAt === null ? nothing : html`<p class="notice seen" role="status">${t('menu.lastSeen', { time: clock(restaurant.seenAt) })}</p>`}
      ${
        categories?.length
          ? repeat(
              categories,
              (category) => category.category_id,
              (category, place) => sectionView(category, place, model.cart, actions),
            )
          : html`<p class="empty" role="status">${categories ? t('menu.empty') : t('common.moment')}</p>`
      }
    </main>`;
}

/** @param {any} category @param {number} place @param {import('./cart.js').Cart} cart @param {any} actions */
function sectionView(category, place, cart, actions) {
  return html`<section id=${sectionId(category.category_id)} data-category=${category.category_id}>
    <h1>${category.category_name}</h1>
    ${category.menus.length === 0 ? html`<p class="soft">${t('menu.emptyCategory')}</p>` : nothing}
    <ul class="grid">
      ${repeat(
        category.menus,
        (/** @type {any} */ menu) => menu.menu_id,
        (/** @type {any} */ menu) => dish(menu, place, cart, actions),
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

/** @param {any} menu @param {number} place @param {import('./cart.js').Cart} cart @param {any} actions */
function dish(menu, place, cart, actions) {
  const quantity = cart.quantityOf(menu.menu_id);
  return html`<li class="dish" data-menu=${menu.menu_id}>
    <button class="card ${menu.available ? '' : 'sold-out'}" ?disabled=${!menu.available || cart.isSent} @click=${() => actions.add(menu, 1)}>
      <span class="frame">
        ${picture(menu, place)}
        ${menu.available ? nothing : html`<span class="ribbon">${t('menu.soldOut')}</span>`}
        ${quantity ? html`<span class="count" aria-label=${t('menu.inCart', { quantity })}>${quantity}</span>` : nothing}
      </span>
      <span class="name">${menu.menu_name}</span>
      <span class="description">${menu.description}</span>
      <span class="price">${money(menu.price)}</span>
    </button>
  </li>`;
}

/** @param {import('./line.js').Line} line */
function lineBanner(line) {
  if (line.state === 'down') {
    return html`<div class="banner down" role="alert">
      <strong>${t('line.down')}</strong> <span>${t('line.down.text')}</span>
    </div>`;
  }
  if (line.state === 'restored') {
    return html`<div class="banner restored" role="status">
      <strong>${t('line.restored')}</strong> <span>${t('line.restored.text')}</span>
      <button @click=${() => line.acknowledged() ?? line.dispatchEvent(new Event('change'))}>${t('common.ok')}</button>
    </div>`;
  }
  return nothing;
}
