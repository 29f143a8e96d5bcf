import { en } from '../texts/en.js';
import { ko } from '../texts/ko.js';
import { recall, remember } from './device.js';

/** @typedef {'ko' | 'en'} Language @typedef {keyof typeof ko} TextKey */

/** @type {Record<Language, Record<TextKey, string>>} */
const TEXTS = { ko, en };
const KEPT = 'language';
/** @type {Language} */
let current = recall(KEPT, /** @type {Language} */ ('ko')) === 'en' ? 'en' : 'ko';
document.documentElement.lang = current;

export function language() {
  return current;
}

/** As the house speaks, to guests who have not chosen yet. */
export function speakAsTheHouse() {
  current = 'ko';
  remember(KEPT, null);
  document.documentElement.lang = current;
}

/** @param {Language} chosen */
export function speak(chosen) {
  current = chosen;
  remember(KEPT, chosen);
  document.documentElement.lang = chosen;
}

/** @param {TextKey} key @param {Record<string, string | number>} [values] for the text's `{name}`s @returns {string} */
export function t(key, values = {}) {
  return TEXTS[current][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** The word for one of several, such as a status. @param {string} group @param {string} name @returns {string} the name itself where there is no word */
export function word(group, name) {
  const key = /** @type {TextKey} */ (`${group}.${name}`);
  return TEXTS[current][key] ?? name;
}
