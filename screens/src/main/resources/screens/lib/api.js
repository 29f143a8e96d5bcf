import { language, t } from './i18n.js';
import { hearServerTime } from './server-clock.js';

/**
 * What the API answers, as far as the pages read it.
 *
 * @typedef {import('./store-locale.js').StoreSettings} StoreSettings
 *
 * @typedef {{menu_id: string, menu_name: string, price: number, description?: string, image_url?: string | null,
 *   display_order: number, available: boolean, category_id?: string, version?: number,
 *   option_groups?: import('./options.js').OptionGroup[] | null, details?: Details | null}} Dish
 * @typedef {{translations?: Translations | null, allergens?: string[] | null, origin?: string | null,
 *   spiciness?: number | null}} Details what else guests are told of a dish
 * @typedef {Partial<Record<import('./menu-languages.js').MenuLanguage, {name: string, description?: string | null}>>} Translations
 * @typedef {{category_id: string, category_name: string, display_order: number, translations?: Translations | null,
 *   menus: Dish[]}} Section of a menu
 * @typedef {{menu_id: string, unit_price: number, options?: string[]}} CurrentPrice of a dish with these options
 *
 * @typedef {Omit<import('../stream/board.js').Order, 'status'>
 *   & {status: import('../stream/board.js').Status | 'CANCELLED', reason?: string | null}} GuestOrder an order with its end
 * @typedef {{session_id?: string | null, total_session_amount: number, orders: GuestOrder[],
 *   cancelled_order_ids?: string[]}} GuestSession
 * @typedef {{access_token: string, expires_in: number, role: string, chain_id: string, store_id: string, store_name: string,
 *   table_id?: string, table_number?: number, store?: StoreSettings, server_time?: string,
 *   device?: {device_id: string, kind: string, device_name: string, credential?: string}}} DeviceLogin the number a tablet's
 *
 * @typedef {{type: string, version: number, time: string, actor: {role: string}, data: {to?: string, reason?: string},
 *   text_erased?: boolean}} OrderEvent
 *   of an order's history
 */

/**
 * @typedef {{detail?: string, error_code?: string, errors?: {field: string, message: string}[], menu_ids?: string[], prices?: CurrentPrice[],
 *   options?: {menu_id: string, option_id: string, option_name: string}[],
 *   session?: {session_id: string, total_amount: number, order_count: number}}} ProblemBody problem+json
 */

/** The server refused, and said why in words for the user. */
export class Problem extends Error {
  /** @param {number} status @param {ProblemBody | null} body nothing when something in between answered @param {number} retryAfterMs */
  constructor(status, body, retryAfterMs) {
    super(withoutIds(body?.detail ?? `HTTP ${status}`));
    this.status = status;
    this.code = body?.error_code ?? '';
    /** What is wrong with each field. */
    this.reasons = (body?.errors ?? []).map(({ message }) => message);
    this.menuIds = body?.menu_ids ?? [];
    /** What dishes cost now, where that is not what was shown. */
    this.prices = body?.prices ?? [];
    /** What was chosen and is sold out, while its dish is not. */
    this.soldOutOptions = body?.options ?? [];
    /** The table's session as it is, where that is not what was shown. */
    this.session = body?.session ?? null;
    this.retryAfterMs = retryAfterMs;
  }

  /** True when the request has certainly not been carried out. */
  get isFinal() {
    return this.status >= 400 && this.status < 500;
  }

  /** True when the same request may succeed a little later, without anything being different. */
  get isForNow() {
    return this.status === 429 || this.status >= 500;
  }
}

/** Ids mean nothing to people. @param {string} text */
function withoutIds(text) {
  return text.replace(/[:,]?\s*\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '');
}

/** No answer came. Whether the request was carried out is not known. */
export class NoAnswer extends Error {}

/** Why something could not be done, in words for the user. @param {unknown} failure @throws {unknown} what is no answer but a fault of the page */
export function reasonOf(failure) {
  if (failure instanceof Problem) return failure.message;
  if (failure instanceof NoAnswer) return t('line.noAnswer');
  throw failure;
}

/** Longer than the server's own deadline for a command, which is 5 s. */
const PATIENCE_MS = 10_000;

/**
 * @typedef {object} Request
 * @property {string} [method]
 * @property {unknown} [body]
 * @property {Blob} [file] sent as it is, in place of a body
 * @property {string} [token]
 * @property {string} [key] Idempotency-Key
 * @property {number} [version] If-Match
 * @property {string} [etag] If-None-Match; the answer is null when it still holds
 * @property {string} [origin] of another service
 */

/**
 * Asks the API. A position from before the log was restored is of no use any more, so the same is asked again without it.
 *
 * @param {string} path behind /api/v1
 * @param {Request} [request]
 * @returns {Promise<{body: any, etag: string | null, position: string | null, isDeferred?: boolean} | null>}
 * @throws {Problem | NoAnswer}
 */
export async function call(path, request = {}) {
  try {
    return await callOnce(path, request);
  } catch (failure) {
    if (!(failure instanceof Problem && failure.code === 'POSITION_UNKNOWN')) throw failure;
    return await callOnce(path.replace(/([?&])after=[^&]*&?/, '$1'), request);
  }
}

/**
 * @param {string} path
 * @param {Request} request
 * @returns {Promise<{body: any, etag: string | null, position: string | null, isDeferred?: boolean} | null>}
 */
async function callOnce(path, { method = 'GET', body, file, token, key, version, etag, origin = '' }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json', 'Accept-Language': language() };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (file) headers['Content-Type'] = file.type;
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers['Idempotency-Key'] = key;
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  if (etag) headers['If-None-Match'] = etag;
  let response;
  let answer;
  try {
    response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers,
      body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    answer = text && isJson(response) ? JSON.parse(text) : null;
  } catch (failure) {
    throw new NoAnswer(String(failure));
  }
  hearServerTime(answer?.server_time ?? (origin === '' ? response.headers.get('Date') : null));
  if (response.status === 304) return null;
  if (!response.ok) throw new Problem(response.status, answer, retryAfter(response));
  return {
    body: answer,
    etag: response.headers.get('ETag'),
    position: response.headers.get('X-Position'),
    isDeferred: response.status === 202,
  };
}

/** @param {Response} response */
function isJson(response) {
  return (response.headers.get('Content-Type') ?? '').includes('json');
}

/** @param {Response} response */
function retryAfter(response) {
  return Number(response.headers.get('Retry-After') ?? 0) * 1_000 || 0;
}
