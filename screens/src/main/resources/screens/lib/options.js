import { html, nothing } from './html.js';
import { money } from './store-locale.js';

/**
 * @typedef {{option_id: string, option_name: string, price_difference: number, preselected: boolean, available: boolean,
 *   sold_out_until?: string | null}} Option
 * @typedef {{group_id: string, group_name: string, min_choices: number, max_choices: number, options: Option[]}} OptionGroup
 * @typedef {{group_id: string, group_name: string, option_id: string, option_name: string, price_difference: number}} ChosenOption
 */

/** What an option adds or takes away, in words; nothing where it costs nothing. @param {number} difference */
export function difference(difference) {
  if (difference === 0) return '';
  return difference > 0 ? `+${money(difference)}` : `−${money(-difference)}`;
}

/** Under a dish's name, what was chosen of it. @param {{options?: ChosenOption[] | null}} line */
export function chosenView({ options }) {
  return options?.length
    ? html`<span class="chosen">${options.map(({ option_name }) => html`<span>${option_name}</span>`)}</span>`
    : nothing;
}

/** The same where it is paid for: with what each option adds or takes away. @param {{options?: ChosenOption[] | null}} line */
export function billedView({ options }) {
  return options?.length
    ? html`<span class="chosen">${options.map(
        ({ option_name, price_difference }) =>
          html`<span>${option_name}${price_difference ? ` (${difference(price_difference)})` : ''}</span>`,
      )}</span>`
    : nothing;
}

/** In one line of text. @param {{menu_name: string, options?: ChosenOption[] | null}} line */
export function nameWithOptions({ menu_name, options }) {
  return options?.length ? `${menu_name} (${options.map(({ option_name }) => option_name).join(', ')})` : menu_name;
}

/** True if the same is chosen, in whatever order. @param {{option_id: string}[]} some @param {{option_id: string}[]} others */
export function sameChoice(some, others) {
  const ids = new Set(some.map(({ option_id }) => option_id));
  return some.length === others.length && others.every(({ option_id }) => ids.has(option_id));
}
