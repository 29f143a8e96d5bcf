import { recall, remember } from '../lib/device.js';
import { language, speak, speakAsTheHouse } from '../lib/i18n.js';
import { MENU_LANGUAGES } from '../lib/menu-languages.js';

/**
 * @typedef {import('../lib/i18n.js').Language} Language
 * @typedef {import('../lib/menu-languages.js').MenuLanguage} MenuLanguage
 * @typedef {import('../lib/api.js').Dish} Dish
 * @typedef {{translations?: import('../lib/api.js').Translations | null}} Translated
 */

const KEPT = 'tablet.menuLanguage';

/** @type {MenuLanguage | null} in which the menu is read and the tablet itself does not speak */
let ofMenuOnly = recall(KEPT, null);

/** In which language the guests read the menu. */
export function menuLanguage() {
  return ofMenuOnly ?? language();
}

/** Guests choose. What the tablet itself says is in English where it does not know their language. @param {MenuLanguage} chosen */
export function readIn(chosen) {
  const isSpoken = chosen === 'ko' || chosen === 'en';
  speak(isSpoken ? chosen : 'en');
  keep(isSpoken ? null : chosen);
}

/** As the house speaks, for guests who have not chosen yet. */
export function readAsTheHouse() {
  speakAsTheHouse();
  keep(null);
}

/** @param {MenuLanguage | null} language */
function keep(language) {
  ofMenuOnly = language;
  remember(KEPT, language);
}

/** What there is to choose from: what the tablet speaks, and what something of the menu is translated into. @param {import('../lib/api.js').Section[] | null} categories @returns {MenuLanguage[]} */
export function languagesOf(categories) {
  const translated = (categories ?? [])
    .flatMap(({ translations, menus }) => [translations, ...menus.map(({ details }) => details?.translations)])
    .flatMap((translations) => Object.keys(translations ?? {}));
  const all = /** @type {MenuLanguage[]} */ (Object.keys(MENU_LANGUAGES));
  return all.filter((one) => one === 'ko' || one === 'en' || one === ofMenuOnly || translated.includes(one));
}

/** In the guests' language, or as the store calls it. @param {Translated & {category_name: string}} category */
export function categoryName({ category_name, translations }) {
  return translations?.[menuLanguage()]?.name ?? category_name;
}

/** In the guests' language, or as the store calls it. @param {{menu_name: string, details?: Translated | null}} dish */
export function dishName({ menu_name, details }) {
  return details?.translations?.[menuLanguage()]?.name ?? menu_name;
}

/** In the guests' language, or as the store has it. @param {Dish} dish */
export function dishDescription({ description, details }) {
  return details?.translations?.[menuLanguage()]?.description ?? description;
}

/** The language of what is shown of it, which decides how its letters are drawn; null for the store's own. @param {Translated | null | undefined} translated */
export function shownIn(translated) {
  return translated?.translations?.[menuLanguage()] ? menuLanguage() : null;
}
