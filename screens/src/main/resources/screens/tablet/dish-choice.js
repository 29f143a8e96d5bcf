/**
 * @typedef {import('../lib/api.js').Dish} Dish
 * @typedef {import('../lib/options.js').OptionGroup} OptionGroup
 * @typedef {import('../lib/options.js').Option} Option
 * @typedef {import('../lib/options.js').ChosenOption} ChosenOption
 */

/** What the guests are about to choose of a dish. Begins with what is preselected, as far as it can be had. */
export class DishChoice {
  /** @type {Dish} */
  dish;
  /** @type {Set<string>} ids of the options chosen */
  #chosen;

  /** @param {Dish} dish */
  constructor(dish) {
    this.dish = dish;
    this.#chosen = new Set(
      this.groups.flatMap((group) =>
        group.options
          .filter(({ preselected, available }) => preselected && available)
          .slice(0, group.max_choices)
          .map(({ option_id }) => option_id),
      ),
    );
  }

  get groups() {
    return this.dish.option_groups ?? [];
  }

  /** @param {string} optionId */
  has(optionId) {
    return this.#chosen.has(optionId);
  }

  /** @param {OptionGroup} group */
  countOf({ options }) {
    return options.filter(({ option_id }) => this.has(option_id)).length;
  }

  /** True if no more of the group may be chosen. @param {OptionGroup} group */
  isFull(group) {
    return this.countOf(group) >= group.max_choices;
  }

  /** Takes one option of a group in the place of the others. @param {OptionGroup} group @param {string | null} optionId null for none */
  take(group, optionId) {
    for (const { option_id } of group.options) this.#chosen.delete(option_id);
    if (optionId !== null) this.#chosen.add(optionId);
  }

  /** @param {OptionGroup} group @param {string} optionId */
  toggle(group, optionId) {
    if (!this.#chosen.delete(optionId) && !this.isFull(group)) this.#chosen.add(optionId);
  }

  /** The first group of which too little is chosen; undefined when the dish can be put into the cart. */
  get missing() {
    return this.groups.find((group) => this.countOf(group) < group.min_choices);
  }

  /** True if there is not enough left of a group for anybody. @param {OptionGroup} group */
  static isOut({ options, min_choices }) {
    return options.filter(({ available }) => available).length < min_choices;
  }

  /** @returns {ChosenOption[]} in the menu's order */
  get options() {
    return this.groups.flatMap(({ group_id, group_name, options }) =>
      options
        .filter(({ option_id }) => this.has(option_id))
        .map(({ option_id, option_name, price_difference }) => ({
          group_id,
          group_name,
          option_id,
          option_name,
          price_difference,
        })),
    );
  }

  get price() {
    return this.options.reduce((sum, { price_difference }) => sum + price_difference, this.dish.price);
  }

  /** The dish as the menu has it now: what is not to be had any more is not chosen any more. @param {Dish | undefined} dish */
  renew(dish) {
    this.dish = dish ?? { ...this.dish, available: false };
    const there = new Set(
      this.groups.flatMap(({ options }) =>
        options.filter(({ available }) => available).map(({ option_id }) => option_id),
      ),
    );
    this.#chosen = new Set([...this.#chosen].filter((id) => there.has(id)));
  }
}
