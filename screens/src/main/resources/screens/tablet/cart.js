import { newKey, recall, remember } from '../lib/device.js';
import { sameChoice } from '../lib/options.js';

/**
 * @typedef {{line_id: string, menu_id: string, menu_name: string, price: number, quantity: number, note: string,
 *   options?: import('../lib/options.js').ChosenOption[], was?: number}} Line `was` is the price before it changed under the
 *   guests' eyes; a line of before options has none
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

  /**
   * One more of a dish: of the line with the same options that has no wish, since a wish is for the portions that were there
   * when it was made.
   *
   * @param {{menu_id: string, menu_name: string, price: number}} dish @param {import('../lib/options.js').ChosenOption[]} [options]
   */
  add({ menu_id, menu_name, price: base }, options = []) {
    const line = this.lines.find(
      (held) => held.menu_id === menu_id && held.note.trim() === '' && sameChoice(held.options ?? [], options),
    );
    if (line) this.change(line.line_id, 1);
    else if (this.lines.length < MAXIMUM_LINES) {
      const price = priceOf(base, options);
      const line = { line_id: newKey(), menu_id, menu_name, price, quantity: 1, note: '' };
      this.#change([...this.lines, options.length ? { ...line, options } : line]);
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

  /** @param {string[]} lineIds */
  removeLines(lineIds) {
    this.#change(this.lines.filter((line) => !lineIds.includes(line.line_id)));
  }

  /** Names and prices as they are now. @param {{menu_id: string, menu_name?: string, price: number, option_groups?: import('../lib/options.js').OptionGroup[] | null}[]} menus */
  reprice(menus) {
    if (this.isSent) return;
    const current = new Map(menus.map((menu) => [menu.menu_id, menu]));
    const lines = this.lines.map((line) => {
      const menu = current.get(line.menu_id);
      if (!menu) return line;
      const options = line.options?.map((chosen) => asNow(chosen, menu.option_groups ?? []));
      const renamed = { ...line, menu_name: menu.menu_name ?? line.menu_name };
      return at(priceOf(menu.price, options ?? []), options ? { ...renamed, options } : renamed);
    });
    this.#keep({ ...this.#kept, lines });
  }

  /** What the server says that dishes cost with these options. @param {import('../lib/api.js').CurrentPrice[]} prices */
  repriceAs(prices) {
    if (this.isSent) return;
    const lines = this.lines.map((line) => {
      const chosen = line.options ?? [];
      const current = prices.find(
        ({ menu_id, options = [] }) =>
          menu_id === line.menu_id &&
          sameChoice(
            chosen,
            options.map((option_id) => ({ option_id })),
          ),
      );
      return current ? at(current.unit_price, line) : line;
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
      items: this.lines.map(({ menu_id, quantity, price, note, options }) => ({
        menu_id,
        quantity,
        unit_price: price,
        ...(options?.length && { options: options.map(({ option_id }) => option_id) }),
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

/** @param {number} base @param {{price_difference: number}[]} options */
function priceOf(base, options) {
  return options.reduce((sum, { price_difference }) => sum + price_difference, base);
}

/** The line at that price, and with what it was before the guests see it. @param {number} price @param {Line} line @returns {Line} */
function at(price, line) {
  const was = price === line.price ? line.was : (line.was ?? line.price);
  return { ...line, price, was };
}

/** What was chosen as the menu has it now. One that is gone stays as it was: the server says that it cannot be had. @param {import('../lib/options.js').ChosenOption} chosen @param {import('../lib/options.js').OptionGroup[]} groups */
function asNow(chosen, groups) {
  const option = groups.flatMap(({ options }) => options).find(({ option_id }) => option_id === chosen.option_id);
  return option ? { ...chosen, option_name: option.option_name, price_difference: option.price_difference } : chosen;
}

/** The options of a line that cannot be had, as the menu is now. @param {Line} line @param {import('../lib/api.js').Dish | undefined} dish */
export function unavailableOptions(line, dish) {
  const there = new Set(
    (dish?.option_groups ?? []).flatMap(({ options }) =>
      options.filter(({ available }) => available).map(({ option_id }) => option_id),
    ),
  );
  return (line.options ?? []).filter(({ option_id }) => !there.has(option_id));
}

/** True if the line is as its dish asks, as the menu is now. @param {Line} line @param {import('../lib/api.js').Dish | undefined} dish */
export function fits(line, dish) {
  const chosen = new Set((line.options ?? []).map(({ option_id }) => option_id));
  return (
    unavailableOptions(line, dish).length === 0 &&
    (dish?.option_groups ?? []).every(({ options, min_choices, max_choices }) => {
      const count = options.filter(({ option_id }) => chosen.has(option_id)).length;
      return count >= min_choices && count <= max_choices;
    })
  );
}

/** @returns {Kept} */
function empty() {
  return { key: newKey(), lines: [], sent: false };
}
