import { newKey } from '../lib/device.js';
import { t } from '../lib/i18n.js';
import { MENU_LANGUAGES } from '../lib/menu-languages.js';
import { amountStep, currencySign, toMajor, toMinor } from '../lib/store-locale.js';
import { DetailsField, TRANSLATED } from './details-field.js';
import { OptionsField } from './options-field.js';
import { PictureField } from './picture-field.js';
import { Upkeep } from './upkeep.js';

/** The server's own bounds. */
export const MAXIMUM = { name: 100, description: 1_000, url: 500, price: 100_000_000, order: 1_000_000 };

const NO_CHOICES = '[]';
const NO_DETAILS = new DetailsField(null, () => {}).value;

/** @typedef {Omit<import('../lib/api.js').Section, 'menus'> & {version?: number, hidden?: boolean}} Category @typedef {import('../lib/api.js').Dish} Dish */

/** The menu as its keepers see it: what is sold out, for all staff; everything else for store admins. */
export class MenuUpkeep extends Upkeep {
  /** @type {Category[] | null} */
  categories = null;
  /** @type {Dish[]} */
  menus = [];
  /** @type {Set<string>} ids of what is being changed */
  changing = new Set();

  /** @param {string | null} position */
  changedElsewhere(position) {
    if (this.categories) this.read(position);
  }

  /** @param {string} query */
  async list(query) {
    const [categories, menus] = await Promise.all([
      this.store.call(`/admin/categories${query}`),
      this.store.call(`/admin/menus${query}`),
    ]);
    return () => {
      this.categories = categories?.body.categories;
      this.menus = menus?.body.menus;
    };
  }

  /** @param {Dish} menu @param {Partial<Dish>} change */
  async change(menu, change) {
    this.changing.add(menu.menu_id);
    this.changed();
    await this.attempt(async () => {
      const answer = await this.store.call(`/admin/menus/${menu.menu_id}`, {
        method: 'PATCH',
        body: change,
        key: newKey(),
      });
      await this.read(answer?.position);
    });
    this.changing.delete(menu.menu_id);
    this.changed();
  }

  /** Marks one option as sold out, or as back. @param {Dish} menu @param {import('../lib/options.js').Option} option */
  async toggleOption(menu, option) {
    this.changing.add(option.option_id);
    this.changed();
    await this.attempt(async () => {
      const answer = await this.store.call(`/admin/menus/${menu.menu_id}/options/${option.option_id}`, {
        method: 'PATCH',
        body: { available: !option.available },
        key: newKey(),
      });
      await this.read(answer?.position);
    });
    this.changing.delete(option.option_id);
    this.changed();
  }

  /** Hides a section from guests, or shows it again. @param {Category} category */
  async toggleHidden({ category_id, hidden, version }) {
    this.changing.add(category_id);
    this.changed();
    await this.attempt(async () => {
      const answer = await this.store.call(`/admin/categories/${category_id}`, {
        method: 'PATCH',
        body: { hidden: !hidden },
        key: newKey(),
        version,
      });
      await this.read(answer?.position);
    });
    this.changing.delete(category_id);
    this.changed();
  }

  /** @param {Category | null} category null for a new one */
  showCategory(category) {
    this.show({
      title: category ? t('upkeep.category.change') : t('upkeep.category.add'),
      method: category ? 'PATCH' : 'POST',
      path: category ? `/admin/categories/${category.category_id}` : '/admin/categories',
      fields: [
        { name: 'name', label: t('upkeep.name'), value: category?.category_name, maxlength: MAXIMUM.name },
        this.#place(category?.display_order ?? next(this.categories ?? [])),
        ...(category ? namesIn(category.translations) : []),
      ],
      body: ({ name, place, ...names }) => ({
        category_name: name,
        display_order: Number(place),
        ...(category && { translations: translationsOf(names) }),
      }),
      version: category?.version,
      removal: category && {
        label: t('upkeep.category.remove'),
        question: t('upkeep.remove.title', { name: category.category_name }),
      },
    });
  }

  /** @param {Dish | null} menu null for a new one @param {string} categoryId */
  showMenu(menu, categoryId) {
    const choices = new OptionsField(menu?.option_groups ?? [], this.changed);
    const details = new DetailsField(menu?.details, this.changed);
    const neighbours = this.menus.filter((other) => other.category_id === categoryId);
    this.show({
      title: menu ? t('upkeep.menu.change') : t('upkeep.menu.add'),
      method: menu ? 'PATCH' : 'POST',
      path: menu ? `/admin/menus/${menu.menu_id}` : '/admin/menus',
      fields: [
        { name: 'name', label: t('upkeep.name'), value: menu?.menu_name, maxlength: MAXIMUM.name },
        {
          name: 'category',
          label: t('upkeep.category'),
          value: categoryId,
          options: this.categories?.map((one) => [one.category_id, one.category_name]),
        },
        {
          name: 'price',
          label: t('upkeep.price', { currency: currencySign() }),
          type: 'number',
          value: menu && toMajor(menu.price),
          min: 0,
          max: Number(toMajor(MAXIMUM.price)),
          step: amountStep(),
        },
        {
          name: 'description',
          label: t('upkeep.description'),
          value: menu?.description,
          required: false,
          maxlength: MAXIMUM.description,
        },
        {
          name: 'image',
          label: t('upkeep.image'),
          picture: new PictureField(menu?.image_url ?? '', (file) => this.#upload(file), this.changed),
          value: menu?.image_url,
          required: false,
          maxlength: MAXIMUM.url,
        },
        this.#place(menu?.display_order ?? next(neighbours)),
        { name: 'details', label: t('details.heading'), details, value: details.value },
        { name: 'choices', label: t('options.heading'), choices, value: choices.value },
      ],
      body: ({ name, category, price, description, image, place, details, choices }) => ({
        menu_name: name,
        category_id: category,
        price: toMinor(price),
        // Of a dish that is there, an empty one clears it.
        ...(menu || description ? { description } : {}),
        ...(menu || image ? { image_url: image } : {}),
        display_order: Number(place),
        ...(menu || details !== NO_DETAILS ? { details: JSON.parse(details) } : {}),
        ...(menu || choices !== NO_CHOICES ? { option_groups: JSON.parse(choices) } : {}),
      }),
      version: menu?.version,
      removal: menu && { label: t('upkeep.menu.remove'), question: t('upkeep.remove.title', { name: menu.menu_name }) },
    });
  }

  /** @param {Blob} file @returns {Promise<string>} under which address it is to be seen */
  async #upload(file) {
    const answer = await this.store.call('/admin/pictures', { method: 'POST', file });
    return answer?.body.image_url;
  }

  /** @param {number} value @returns {import('./upkeep.js').Field} */
  #place(value) {
    return { name: 'place', label: t('upkeep.place'), type: 'number', value, min: 0, max: MAXIMUM.order };
  }
}

/** What a section is called in other languages. @param {import('../lib/api.js').Translations | null | undefined} translations @returns {import('./upkeep.js').Field[]} */
function namesIn(translations) {
  return TRANSLATED.map((language) => ({
    name: language,
    label: t('details.nameIn', { language: MENU_LANGUAGES[language] }),
    value: translations?.[language]?.name,
    required: false,
    maxlength: MAXIMUM.name,
  }));
}

/** @param {Record<string, string>} names by language, some of them empty */
function translationsOf(names) {
  const given = TRANSLATED.filter((language) => names[language]);
  return Object.fromEntries(given.map((language) => [language, { name: names[language] }]));
}

/** Behind all others. @param {{display_order: number}[]} others */
function next(others) {
  return Math.max(0, ...others.map((other) => other.display_order + 1));
}
