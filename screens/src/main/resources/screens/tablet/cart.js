import { newKey, recall, remember } from '../lib/device.js';

/**
 * @typedef {{line_id: string, menu_id: string, menu_name: string, price: number, quantity: number, note: string,
 *   was?: number}} Line `was` is the price before it changed under the guests' eyes
 *
 * @typedef {object} Kept
 * @property {string} key of the one order that this cart becomes, however often it is sent
 * @property {Line[]} lines
 * @property {boolean} sent sent, and no answer has said yet what became of it: the lines must stay as they were sent
 */

const KEPT = 'tablet.cart';
/** The API's own bounds. */
const MAXIMUM_QUANTITY = 99;
const MAXIMUM_LINES = 50;

/** What the guests have chosen. Outlives reloads; becomes at most one order. */
export class Cart {
  /** @type {Kept} */
  #kept;

  constructor() {
    const kept = recall(KEPT, empty());
    this.#kept = { ...kept, lines: kept.lines.map((line) => ({ ...line, line_id: line.line_id ?? newKey() })) };
  }

  get lines() {
    return this.#kept.lines;
  }

  get key() {
    return this.#kept.key;
  }

  get isEmpty() {
    return this.#kept.lines.length === 0;
  }

  /** True while an answer is due: what is in the cart may already be an order. */
  get isSent() {
    return this.#kept.sent;
  }

  /** Lines whose price has changed since the guests put them in. */
  get repriced() {
    return this.lines.filter((line) => line.was !== undefined && line.was !== line.price);
  }

  get total() {
    return this.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  }

  get count() {
    return this.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  /** @param {string} menuId */
  quantityOf(menuId) {
    return this.lines.filter((line) => line.menu_id === menuId).reduce((sum, line) => sum + line.quantity, 0);
  }

  /** One more of a dish: of the line that has no wish, since a wish is for the portions that were there when it was made. */
  add(/** @type {{menu_id: string, menu_name: string, price: number}} */ { menu_id, menu_name, price }) {
    const line = this.lines.find((held) => held.menu_id === menu_id && held.note.trim() === '');
    if (line) this.change(line.line_id, 1);
    else if (this.lines.length < MAXIMUM_LINES) {
      this.#change([...this.lines, { line_id: newKey(), menu_id, menu_name, price, quantity: 1, note: '' }]);
    }
  }

  /** @param {string} lineId @param {number} difference a line of none goes */
  change(lineId, difference) {
    const changed = this.lines.map((line) =>
      line.line_id === lineId ? { ...line, quantity: Math.min(MAXIMUM_QUANTITY, line.quantity + difference) } : line,
    );
    this.#change(changed.filter((line) => line.quantity > 0));
  }

  /** @param {string} lineId @param {string} note */
  annotate(lineId, note) {
    this.#change(this.lines.map((line) => (line.line_id === lineId ? { ...line, note } : line)));
  }

  /** @param {string[]} menuIds */
  remove(menuIds) {
    this.#change(this.lines.filter((line) => !menuIds.includes(line.menu_id)));
  }

  /** Names and prices as they are now. @param {{menu_id: string, menu_name?: string, price: number}[]} menus */
  reprice(menus) {
    if (this.isSent) return;
    const current = new Map(menus.map((menu) => [menu.menu_id, menu]));
    const lines = this.lines.map((line) => {
      const menu = current.get(line.menu_id);
      if (!menu) return line;
      const was = menu.price === line.price ? line.was : (line.was ?? line.price);
      return { ...line, menu_name: menu.menu_name ?? line.menu_name, price: menu.price, was };
    });
    this.#keep({ ...this.#kept, lines });
  }

  /** The guests have seen the prices of now. */
  acceptPrices() {
    if (this.repriced.length > 0) this.#keep({ ...this.#kept, lines: this.lines.map(({ was: _, ...line }) => line) });
  }

  markSent() {
    this.#keep({ ...this.#kept, sent: true });
  }

  /** No order came of it, and none can come any more: another try is another order. */
  reopen() {
    this.#keep({ ...this.#kept, sent: false, key: newKey() });
  }

  clear() {
    this.#keep(empty());
  }

  /** What the API is sent: the same for the same key, always. It says the prices that the guests saw. */
  toOrder() {
    return {
      items: this.lines.map(({ menu_id, quantity, price, note }) => ({
        menu_id,
        quantity,
        unit_price: price,
        ...(note.trim() && { note: note.trim() }),
      })),
    };
  }

  /** @param {Line[]} lines */
  #change(lines) {
    if (this.isSent) return;
    this.#keep({ ...this.#kept, lines });
  }

  /** @param {Kept} kept */
  #keep(kept) {
    this.#kept = kept;
    remember(KEPT, kept);
  }
}

/** @returns {Kept} */
function empty() {
  return { key: newKey(), lines: [], sent: false };
}
