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

/** @param {number} amount in won */
export function money(amount) {
  const number = amount.toLocaleString('ko-KR');
  return current === 'ko' ? `${number}원` : `₩${number}`;
}

/** @param {string | number} instant */
export function clock(instant) {
  return new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** The day where the screen is, as an HTML date field has it. @param {string | number} instant */
export function dateOf(instant) {
  const date = new Date(instant);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** @param {string | number} instant */
export function dayAndClock(instant) {
  const locale = current === 'ko' ? 'ko-KR' : 'en-GB';
  const day = new Date(instant).toLocaleDateString(locale, { month: 'short', day: 'numeric', weekday: 'short' });
  return `${day} ${clock(instant)}`;
}

/** @param {string} since @param {number} now whole minutes, never negative: clocks of devices differ */
export function minutesBetween(since, now) {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}
