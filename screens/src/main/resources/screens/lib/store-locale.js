import { language } from './i18n.js';

/**
 * What amounts and times look like in a store: in its currency and its time zone, wherever the browser is.
 *
 * @typedef {object} StoreSettings as `store` in the answers of login, board and menu
 * @property {string} [store_name]
 * @property {string} [time_zone]
 * @property {string} [currency] ISO 4217
 * @property {number} [minor_units] how many decimals the currency has
 * @property {boolean} [intake_paused]
 * @property {string | null} [pause_reason] for staff only
 * @property {string | null} [pause_message] for guests
 * @property {string | null} [resumes_at]
 */

const DEFAULT_CURRENCY = 'KRW';

/** @type {string | undefined} undefined is the browser's, for pages of no one store */
let zone;
let currency = DEFAULT_CURRENCY;

/** From now on the page is about this store. @param {StoreSettings | undefined} store */
export function useStore(store) {
  zone = store?.time_zone ?? zone;
  currency = store?.currency ?? currency;
}

/** @param {number} amount in minor units @param {string} [of] another currency than the store's */
export function money(amount, of = currency) {
  const format = currencyFormat(of);
  const text = format.format(amount / 10 ** decimalsOf(of));
  return of === 'KRW' && language() === 'ko' ? `${text.replace(/[₩\s]/g, '')}원` : text;
}

/** How many decimals an amount has. */
export function decimalsOf(of = currency) {
  return currencyFormat(of).resolvedOptions().maximumFractionDigits ?? 0;
}

/** What stands beside a field for an amount. */
export function currencySign(of = currency) {
  if (of === 'KRW' && language() === 'ko') return '원';
  return (
    currencyFormat(of)
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? of
  );
}

/** An amount as a number field has it. @param {number} minor @param {string} [of] another currency than the store's */
export function toMajor(minor, of = currency) {
  return (minor / 10 ** decimalsOf(of)).toFixed(decimalsOf(of));
}

/** @param {string | number} major as typed into a number field @param {string} [of] another currency than the store's @returns {number} in minor units */
export function toMinor(major, of = currency) {
  return Math.round(Number(major) * 10 ** decimalsOf(of));
}

/** The smallest step of a number field for amounts. @param {string} [of] another currency than the store's */
export function amountStep(of = currency) {
  return 10 ** -decimalsOf(of);
}

/** @param {string | number} instant */
export function clock(instant) {
  return new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
}

/** The store's day, as an HTML date field has it. @param {string | number} instant */
export function dateOf(instant) {
  return new Date(instant).toLocaleDateString('sv-SE', { timeZone: zone });
}

/** @param {string | number} instant */
export function dayAndClock(instant) {
  const locale = language() === 'ko' ? 'ko-KR' : 'en-GB';
  const day = new Date(instant).toLocaleDateString(locale, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: zone,
  });
  return `${day} ${clock(instant)}`;
}

/** When the store's clocks show this time of a day. @param {string} date as {@link dateOf} says it @param {number} minutes after midnight */
export function instantOf(date, minutes) {
  const shown = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  // The zone's distance from UTC may be another one on the other side of a change of clocks; the second guess knows it.
  const guess = shown - aheadOfUtc(shown);
  return shown - aheadOfUtc(guess);
}

/** Minutes after midnight that the store's clocks show. @param {number} instant */
export function minuteOfDay(instant) {
  const [hours, minutes] = clock(instant).split(':').map(Number);
  return hours * 60 + minutes;
}

/** @param {string} since @param {number} now by the server's clock @returns {number} whole minutes, never negative */
export function minutesBetween(since, now) {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}

/** @param {number} instant @returns {number} milliseconds */
function aheadOfUtc(instant) {
  const whole = Math.floor(instant / 1_000) * 1_000;
  return Date.parse(`${new Date(whole).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')}Z`) - whole;
}

/** @type {Map<string, Intl.NumberFormat>} */
const FORMATS = new Map();

/** @param {string} of */
function currencyFormat(of) {
  const locale = language() === 'ko' ? 'ko-KR' : 'en-US';
  const key = `${locale} ${of}`;
  const format =
    FORMATS.get(key) ??
    new Intl.NumberFormat(locale, { style: 'currency', currency: of, currencyDisplay: 'narrowSymbol' });
  FORMATS.set(key, format);
  return format;
}
