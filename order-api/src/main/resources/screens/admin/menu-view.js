import { Problem } from '../lib/api.js';
import { newKey } from '../lib/device.js';
import { html, nothing, repeat, live } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** The menu as its keepers see it: what is sold out, for all staff; prices, for store admins. */
export class MenuUpkeep {
  /** @type {any[] | null} */
  categories = null;
  /** @type {any[]} */
  menus = [];
  /** @type {string | null} */
  failure = null;
  /** @type {Set<string>} ids of what is being changed */
  changing = new Set();

  /** @param {import('./store.js').Store} store @param {() => void} changed */
  constructor(store, changed) {
    this.store = store;
    this.changed = changed;
  }

  changedElsewhere() {
    if (this.categories) this.read();
  }

  /** @param {string | null} [after] a position that what is read must include */
  async read(after = null) {
    const behind = after ? `?after=${after}` : '';
    await this.#try(async () => {
      const [categories, menus] = await Promise.all([this.store.call(`/admin/categories${behind}`), this.store.call(`/admin/menus${behind}`)]);
      this.categories = categories?.body.categories;
      this.menus = menus?.body.menus;
    });
  }

  /** @param {any} menu @param {object} change */
  async change(menu, change) {
    this.changing.add(menu.menu_id);
    this.changed();
    await this.#try(async () => {
      const answer = await this.store.call(`/admin/menus/${menu.menu_id}`, { method: 'PATCH', body: change, key: newKey() });
      await this.read(answer?.position);
    });
    this.changing.delete(menu.menu_id);
    this.changed();
  }

  /** @param {() => Promise<void>} task */
  async #try(task) {
    this.failure = null;
    try {
      await task();
    } catch (failure) {
      this.failure = failure instanceof Problem ? failure.message : t('line.noAnswer');
    }
    this.changed();
  }
}

/** @param {MenuUpkeep} upkeep @param {string} role @param {any} actions */
export function menuView(upkeep, role, actions) {
  return html`<div class="upkeep">
    <h1>${t('view.menu')}</h1>
    ${upkeep.failure ? html`<p class="fault" role="alert">${upkeep.failure}</p>` : nothing}
    ${upkeep.categories === null && !upkeep.failure ? html`<p class="empty" role="status">${t('common.moment')}</p>` : nothing}
    ${repeat(
      upkeep.categories ?? [],
      (category) => category.category_id,
      (category) => html`<section>
        <h2>${category.category_name}</h2>
        <ul>
          ${repeat(
            upkeep.menus.filter((menu) => menu.category_id === category.category_id),
            (menu) => menu.menu_id,
            (menu) => menuRow(upkeep, menu, role),
          )}
        </ul>
      </section>`,
    )}
  </div>`;
}

/** @param {MenuUpkeep} upkeep @param {any} menu @param {string} role */
function menuRow(upkeep, menu, role) {
  const busy = upkeep.changing.has(menu.menu_id);
  /** @param {any} event */
  const reprice = ({ target }) => {
    if (target.reportValidity() && target.valueAsNumber !== menu.price) upkeep.change(menu, { price: target.valueAsNumber });
  };
  return html`<li class=${menu.available ? 'menu-row' : 'menu-row sold-out'} data-menu=${menu.menu_id}>
    <span class="menu-name">${menu.menu_name}</span>
    <label class="menu-price"><span class="unseen">${t('upkeep.priceOf', { name: menu.menu_name })}</span>
      <input type="number" inputmode="numeric" min="0" max="100000000" step="100" required
        ?disabled=${role === 'staff' || busy} .value=${live(String(menu.price))} @change=${reprice} />${t('upkeep.won')}</label>
    <button class="switch" role="switch" aria-checked=${menu.available} aria-label=${t('upkeep.availableOf', { name: menu.menu_name })} ?disabled=${busy}
      @click=${() => upkeep.change(menu, { available: !menu.available })}>
      <i aria-hidden="true"></i>${menu.available ? t('upkeep.available') : t('menu.soldOut')}
    </button>
  </li>`;
}
