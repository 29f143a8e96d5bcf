import { newKey, recall, remember } from '../lib/device.js';

/**
 * @typedef {{menu_id: string, menu_name: string, price: number, quantity: number, note: string}} Line
 *
 * @typedef {object} Kept
 * @property {string} key of the one order that this cart becomes, however often it is sent
 * @property {Line[]} lines
 * @property {boolean} sent sent, and no answer has said yet what became of it: the lines must stay as they were sent
 * @property {number} touchedAt
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
    this.#kept = recall(KEPT, empty());
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

  get touchedAt() {
    return this.#kept.touchedAt;
  }

  get total() {
    return this.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  }

  get count() {
    return this.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  /** @param {string} menuId */
  quantityOf(menuId) {
    return this.lines.find((line) => line.menu_id === menuId)?.quantity ?? 0;
  }

  /** @param {{menu_id: string, menu_name: string, price: number}} menu @param {number} change */
  add({ menu_id, menu_name, price }, change) {
    const held = this.quantityOf(menu_id);
    const quantity = Math.min(MAXIMUM_QUANTITY, held + change);
    if (held === 0 && change > 0 && this.lines.length < MAXIMUM_LINES) {
      this.#change([...this.lines, { menu_id, menu_name, price, quantity, note: '' }]);
    } else {
      const changed = this.lines.map((line) => (line.menu_id === menu_id ? { ...line, quantity } : line));
      this.#change(changed.filter((line) => line.quantity > 0));
    }
  }

  /** @param {string} menuId @param {string} note */
  annotate(menuId, note) {
    this.#change(this.lines.map((line) => (line.menu_id === menuId ? { ...line, note } : line)));
  }

  /** @param {string[]} menuIds */
  remove(menuIds) {
    this.#change(this.lines.filter((line) => !menuIds.includes(line.menu_id)));
  }

  /** Names and prices as the menu has them now. @param {{menu_id: string, menu_name: string, price: number}[]} menus */
  reprice(menus) {
    if (this.isSent) return;
    const current = new Map(menus.map((menu) => [menu.menu_id, menu]));
    const lines = this.lines.map((line) => {
      const menu = current.get(line.menu_id);
      return menu ? { ...line, menu_name: menu.menu_name, price: menu.price } : line;
    });
    this.#keep({ ...this.#kept, lines });
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

  /** What the API is sent: the same for the same key, always. */
  toOrder() {
    return {
      items: this.lines.map(({ menu_id, quantity, note }) => ({
        menu_id,
        quantity,
        ...(note.trim() && { note: note.trim() }),
      })),
    };
  }

  /** @param {Line[]} lines */
  #change(lines) {
    if (this.isSent) return;
    this.#keep({ ...this.#kept, lines, touchedAt: Date.now() });
  }

  /** @param {Kept} kept */
  #keep(kept) {
    this.#kept = kept;
    remember(KEPT, kept);
  }
}

/** @returns {Kept} */
function empty() {
  return { key: newKey(), lines: [], sent: false, touchedAt: 0 };
}
