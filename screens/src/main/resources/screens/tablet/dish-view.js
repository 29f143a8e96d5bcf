import { dialogRef } from '../lib/dialog.js';
import { html, live, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { difference } from '../lib/options.js';
import { money } from '../lib/store-locale.js';
import { detailsView } from './details-view.js';
import { DishChoice } from './dish-choice.js';
import { dishDescription, dishName, shownIn } from './guest-language.js';

/**
 * @typedef {import('../lib/options.js').OptionGroup} OptionGroup
 * @typedef {import('../lib/options.js').Option} Option
 * @typedef {import('./main.js').Actions} Actions
 */

/** What a dish asks before it goes into the cart. @param {DishChoice} choice @param {Actions} actions */
export function dishView(choice, actions) {
  const { dish, missing } = choice;
  const description = dishDescription(dish);
  const close = () => actions.closeDish();
  const held = !dish.available || Boolean(missing);
  return html`<dialog class="dish-dialog" ${dialogRef} @close=${close} aria-labelledby="dish-name">
    <div class="dish-head">
      <h2 id="dish-name" lang=${shownIn(dish.details) ?? nothing}>${dishName(dish)}</h2>
      <button class="close" @click=${close} aria-label=${t('common.close')}>✕</button>
    </div>
    <div class="dish-groups">
      ${description ? html`<p class="soft">${description}</p>` : nothing}
      ${detailsView(dish)}
      ${choice.groups.map((group) => groupView(choice, group, actions))}
    </div>
    <div class="dish-foot">
      <p class="hint" id="dish-hint" role="status">${hint(choice)}</p>
      <button class="primary" ?disabled=${held} aria-describedby="dish-hint" @click=${actions.addChosen}>
        ${t('dish.add')} <strong>${money(choice.price)}</strong>
      </button>
    </div>
  </dialog>`;
}

/** @param {DishChoice} choice */
function hint({ dish, missing }) {
  if (!dish.available) return t('dish.gone');
  if (!missing) return '';
  const said = { group: missing.group_name, count: missing.min_choices };
  if (DishChoice.isOut(missing)) return t('dish.out', { group: missing.group_name });
  return missing.min_choices === 1 ? t('dish.missing', { group: missing.group_name }) : t('dish.missingSome', said);
}

/** @param {OptionGroup} group */
function rule({ min_choices: least, max_choices: most }) {
  if (least === 0) return most === 1 ? t('dish.mayOne') : t('dish.may', { most });
  if (least === most) return t('dish.must', { least });
  return t('dish.mustSome', { least, most });
}

/** @param {DishChoice} choice @param {OptionGroup} group @param {Actions} actions */
function groupView(choice, group, actions) {
  const isOne = group.max_choices === 1;
  return html`<fieldset data-group=${group.group_id}>
    <legend>${group.group_name} <span class=${group.min_choices > 0 ? 'rule required' : 'rule'}>${rule(group)}</span></legend>
    ${isOne && group.min_choices === 0 ? noneView(choice, group, actions) : nothing}
    ${group.options.map((option) => (isOne ? radio(choice, group, option, actions) : checkBox(choice, group, option, actions)))}
  </fieldset>`;
}

/** @param {DishChoice} choice @param {OptionGroup} group @param {Actions} actions */
function noneView(choice, group, actions) {
  return html`<label class="option"><input type="radio" name=${group.group_id} .checked=${live(choice.countOf(group) === 0)}
    @change=${() => actions.takeOption(group, null)} /><span class="option-name">${t('dish.none')}</span></label>`;
}

/** @param {DishChoice} choice @param {OptionGroup} group @param {Option} option @param {Actions} actions */
function radio(choice, group, option, actions) {
  return html`<label class="option" data-option=${option.option_id}>
    <input type="radio" name=${group.group_id} ?disabled=${!option.available} .checked=${live(choice.has(option.option_id))}
      @change=${() => actions.takeOption(group, option.option_id)} />${optionText(option)}</label>`;
}

/** @param {DishChoice} choice @param {OptionGroup} group @param {Option} option @param {Actions} actions */
function checkBox(choice, group, option, actions) {
  const chosen = choice.has(option.option_id);
  return html`<label class="option" data-option=${option.option_id}>
    <input type="checkbox" ?disabled=${!option.available || (!chosen && choice.isFull(group))} .checked=${live(chosen)}
      @change=${() => actions.toggleOption(group, option.option_id)} />${optionText(option)}</label>`;
}

/** @param {Option} option */
function optionText({ option_name, price_difference, available }) {
  return html`<span class="option-name">${option_name}</span>
    <span class="option-price">${available ? difference(price_difference) : t('menu.soldOut')}</span>`;
}
