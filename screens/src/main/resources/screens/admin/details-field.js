import { html, live, typedIn } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { MENU_LANGUAGES } from '../lib/menu-languages.js';

/** The server's own bounds. */
const MAXIMUM = { name: 100, description: 1_000, origin: 200, spiciness: 3 };

/** What is translated into. The store's own language comes last: only a store that writes in another needs it. */
export const TRANSLATED = /** @type {const} */ (['en', 'ja', 'zh', 'ko']);

/** The list of the law, in its order. */
export const ALLERGENS = [
  'eggs',
  'milk',
  'buckwheat',
  'peanuts',
  'soy',
  'wheat',
  'mackerel',
  'crab',
  'shrimp',
  'pork',
  'peach',
  'tomato',
  'sulphites',
  'walnut',
  'chicken',
  'beef',
  'squid',
  'shellfish',
  'pine_nut',
];

/** @typedef {import('../lib/menu-languages.js').MenuLanguage} MenuLanguage @typedef {{name: string, description: string}} EditedTranslation */

/** What else guests are told of the dish whose form is open. */
export class DetailsField {
  /** @type {Record<MenuLanguage, EditedTranslation>} */
  translations;
  /** @type {Set<string>} */
  allergens;
  origin;
  spiciness;
  #changed;

  /** @param {import('../lib/api.js').Details | null | undefined} details @param {() => void} changed */
  constructor(details, changed) {
    /** @param {MenuLanguage} language */
    const edited = (language) => {
      const held = details?.translations?.[language];
      return { name: held?.name ?? '', description: held?.description ?? '' };
    };
    this.translations = { ko: edited('ko'), en: edited('en'), ja: edited('ja'), zh: edited('zh') };
    this.allergens = new Set(details?.allergens ?? []);
    this.origin = details?.origin ?? '';
    this.spiciness = details?.spiciness ?? 0;
    this.#changed = changed;
  }

  /** As the server takes it: the whole, in which what is empty clears. */
  get value() {
    const translations = TRANSLATED.map((language) => [language, trimmed(this.translations[language])]);
    return JSON.stringify({
      translations: Object.fromEntries(translations.filter(([, translation]) => translation !== null)),
      allergens: ALLERGENS.filter((one) => this.allergens.has(one)),
      origin: this.origin.trim(),
      spiciness: this.spiciness,
    });
  }

  /** @param {MenuLanguage} language @param {Partial<EditedTranslation>} change */
  translate(language, change) {
    this.translations[language] = { ...this.translations[language], ...change };
    this.#changed();
  }

  /** @param {string} allergen */
  toggle(allergen) {
    if (!this.allergens.delete(allergen)) this.allergens.add(allergen);
    this.#changed();
  }

  /** @param {{origin?: string, spiciness?: number}} change */
  tell(change) {
    Object.assign(this, change);
    this.#changed();
  }
}

/** @param {EditedTranslation} edited @returns {{name: string, description?: string} | null} */
function trimmed({ name, description }) {
  if (!name.trim() && !description.trim()) return null;
  return { name: name.trim(), ...(description.trim() && { description: description.trim() }) };
}

/** @param {DetailsField} field @param {string} name @param {string} label */
export function detailsFieldView(field, name, label) {
  return html`<details class="details-field">
    <summary>${label}</summary>
    <input type="hidden" name=${name} .value=${field.value} />
    <fieldset><legend>${t('details.allergens')}</legend>
      <div class="allergens">${ALLERGENS.map(
        (one) => html`<label class="check"><input type="checkbox" .checked=${live(field.allergens.has(one))}
          @change=${() => field.toggle(one)} />${word('allergen', one)}</label>`,
      )}</div>
    </fieldset>
    <label>${t('details.origin')}<input maxlength=${MAXIMUM.origin} autocomplete="off" placeholder=${t('details.origin.example')} .value=${live(field.origin)}
      @input=${(/** @type {Event} */ event) => field.tell({ origin: typedIn(event) })} /></label>
    <label>${t('details.spiciness')}<input type="number" min="0" max=${MAXIMUM.spiciness} required .value=${live(String(field.spiciness))}
      @change=${(/** @type {Event} */ event) => field.tell({ spiciness: Number(typedIn(event)) })} /></label>
    <small>${t('details.rule')}</small>
    ${TRANSLATED.map((language) => translationView(field, language, MENU_LANGUAGES[language]))}
  </details>`;
}

/** @param {DetailsField} field @param {MenuLanguage} language @param {string} called */
function translationView(field, language, called) {
  const { name, description } = field.translations[language];
  return html`<div class="translation" data-language=${language}>
    <label>${t('details.nameIn', { language: called })}<input maxlength=${MAXIMUM.name} lang=${language} autocomplete="off" ?required=${description.trim() !== ''} .value=${live(name)}
      @input=${(/** @type {Event} */ event) => field.translate(language, { name: typedIn(event) })} /></label>
    <label>${t('details.descriptionIn', { language: called })}<input maxlength=${MAXIMUM.description} lang=${language} autocomplete="off" .value=${live(description)}
      @input=${(/** @type {Event} */ event) => field.translate(language, { description: typedIn(event) })} /></label>
  </div>`;
}
