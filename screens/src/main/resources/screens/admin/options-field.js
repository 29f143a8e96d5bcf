import { newKey } from '../lib/device.js';
import { html, live, repeat } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { amountStep, currencySign, toMajor, toMinor } from '../lib/store-locale.js';

/** The server's own bounds. */
const MAXIMUM = { groups: 10, options: 20, choices: 8, name: 30, difference: 100_000_000 };

/**
 * @typedef {import('../lib/options.js').OptionGroup} OptionGroup
 * @typedef {{key: string, option_id?: string, option_name: string, price_difference: number, preselected: boolean}} EditedOption
 * @typedef {{key: string, group_id?: string, group_name: string, min_choices: number, max_choices: number,
 *   options: EditedOption[]}} EditedGroup `key` tells it apart while it has no id
 */

/** What there is to choose of the dish whose form is open. */
export class OptionsField {
  /** @type {EditedGroup[]} */
  groups;
  #changed;

  /** @param {OptionGroup[]} groups @param {() => void} changed */
  constructor(groups, changed) {
    this.groups = groups.map((group) => ({
      ...group,
      key: group.group_id,
      options: group.options.map((option) => ({ ...option, key: option.option_id })),
    }));
    this.#changed = changed;
  }

  /** As the server takes it: whether an option can be had is not said here. */
  get value() {
    return JSON.stringify(
      this.groups.map(({ group_id, group_name, min_choices, max_choices, options }) => ({
        group_id,
        group_name: group_name.trim(),
        min_choices,
        max_choices,
        options: options.map(({ option_id, option_name, price_difference, preselected }) => ({
          option_id,
          option_name: option_name.trim(),
          price_difference,
          preselected,
        })),
      })),
    );
  }

  get isFull() {
    return this.groups.length >= MAXIMUM.groups;
  }

  addGroup() {
    const group = { key: newKey(), group_name: '', min_choices: 0, max_choices: 1, options: [newOption()] };
    this.#put([...this.groups, group]);
  }

  /** @param {EditedGroup} group */
  removeGroup(group) {
    this.#put(this.groups.filter(({ key }) => key !== group.key));
  }

  /** @param {EditedGroup} group @param {Partial<EditedGroup>} change */
  changeGroup(group, change) {
    this.#put(this.groups.map((held) => (held.key === group.key ? { ...held, ...change } : held)));
  }

  /** @param {EditedGroup} group */
  addOption(group) {
    this.changeGroup(group, { options: [...group.options, newOption()] });
  }

  /** @param {EditedGroup} group @param {EditedOption} option */
  removeOption(group, option) {
    this.changeGroup(group, { options: group.options.filter(({ key }) => key !== option.key) });
  }

  /** Where one may be chosen, one is preselected at most. @param {EditedGroup} group @param {EditedOption} option @param {Partial<EditedOption>} change */
  changeOption(group, option, change) {
    const isOnly = change.preselected === true && group.max_choices === 1;
    this.changeGroup(group, {
      options: group.options.map((held) => {
        if (held.key === option.key) return { ...held, ...change };
        return isOnly ? { ...held, preselected: false } : held;
      }),
    });
  }

  /** @param {EditedGroup[]} groups */
  #put(groups) {
    this.groups = groups;
    this.#changed();
  }
}

/** @returns {EditedOption} */
function newOption() {
  return { key: newKey(), option_name: '', price_difference: 0, preselected: false };
}

/** @param {Event} event */
function typed(event) {
  return /** @type {HTMLInputElement} */ (event.target);
}

/** @param {OptionsField} field @param {string} name @param {string} label */
export function optionsFieldView(field, name, label) {
  return html`<fieldset class="options-field">
    <legend>${label}</legend>
    <input type="hidden" name=${name} .value=${field.value} />
    ${repeat(
      field.groups,
      (group) => group.key,
      (group) => groupView(field, group),
    )}
    <button type="button" class="secondary" ?disabled=${field.isFull} @click=${() => field.addGroup()}>＋ ${t('options.addGroup')}</button>
  </fieldset>`;
}

/** @param {OptionsField} field @param {EditedGroup} group */
function groupView(field, group) {
  const most = Math.min(MAXIMUM.choices, group.options.length);
  return html`<fieldset class="group" data-group=${group.group_name}>
    <div class="option-row">
      <label>${t('options.group')}<input maxlength=${MAXIMUM.name} required autocomplete="off" .value=${live(group.group_name)}
        @input=${(/** @type {Event} */ event) => field.changeGroup(group, { group_name: typed(event).value })} /></label>
      ${count(t('options.least'), group.min_choices, 0, most, (min_choices) => field.changeGroup(group, { min_choices, max_choices: Math.max(group.max_choices, min_choices) }))}
      ${count(t('options.most'), group.max_choices, Math.max(1, group.min_choices), most, (max_choices) => field.changeGroup(group, { max_choices }))}
      <button type="button" class="quiet danger" aria-label=${t('options.removeOf', { name: group.group_name })} @click=${() => field.removeGroup(group)}>✕</button>
    </div>
    <small>${t('options.rule')}</small>
    <ul>${repeat(
      group.options,
      (option) => option.key,
      (option) => optionView(field, group, option),
    )}</ul>
    <button type="button" class="quiet" ?disabled=${group.options.length >= MAXIMUM.options} @click=${() => field.addOption(group)}>＋ ${t('options.add')}</button>
  </fieldset>`;
}

/** @param {string} label @param {number} value @param {number} min @param {number} max @param {(value: number) => void} change */
function count(label, value, min, max, change) {
  return html`<label class="narrow">${label}<input type="number" required min=${min} max=${max} .value=${live(String(value))}
    @change=${(/** @type {Event} */ event) => change(Number(typed(event).value))} /></label>`;
}

/** @param {OptionsField} field @param {EditedGroup} group @param {EditedOption} option */
function optionView(field, group, option) {
  const most = toMajor(MAXIMUM.difference);
  return html`<li class="option-row">
    <label><span class="unseen">${t('options.name')}</span><input maxlength=${MAXIMUM.name} required autocomplete="off" placeholder=${t('options.name')} .value=${live(option.option_name)}
      @input=${(/** @type {Event} */ event) => field.changeOption(group, option, { option_name: typed(event).value })} /></label>
    <label class="narrow"><span class="unseen">${t('options.difference', { currency: currencySign() })}</span>
      <input type="number" inputmode="text" required min=${`-${most}`} max=${most} step=${amountStep()} title=${t('options.difference', { currency: currencySign() })}
        .value=${live(toMajor(option.price_difference))}
        @change=${(/** @type {Event} */ event) => field.changeOption(group, option, { price_difference: toMinor(typed(event).value) })} /></label>
    <label class="check"><input type="checkbox" .checked=${live(option.preselected)}
      @change=${(/** @type {Event} */ event) => field.changeOption(group, option, { preselected: typed(event).checked })} />${t('options.preselected')}</label>
    <button type="button" class="quiet danger" aria-label=${t('options.removeOf', { name: option.option_name })} ?disabled=${group.options.length === 1}
      @click=${() => field.removeOption(group, option)}>✕</button>
  </li>`;
}
