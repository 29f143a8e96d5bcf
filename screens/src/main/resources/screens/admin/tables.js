import { Problem, reasonOf } from '../lib/api.js';
import { MINIMUM_PASSWORD } from '../lib/bounds.js';
import { newKey } from '../lib/device.js';
import { t } from '../lib/i18n.js';
import { tableName } from './floor-view.js';
import { Upkeep } from './upkeep.js';

/** @typedef {import('../stream/board.js').Table} Table */

/** The server's own bounds. */
const MAXIMUM = { number: 9_999, name: 20, area: 20 };
/** A floor of a large house; a slip of the finger makes no more. */
const MOST_AT_ONCE = 100;

/** A store's tables: how guests' tablets log in, and what people call them. What is changed shows on the board. */
export class TablesUpkeep extends Upkeep {
  /** Several tables are added one by one; those that are there already stay as they are. @param {Record<string, string>} values */
  submit(values) {
    const first = Number(values.number);
    const last = Number(values.last ?? 0);
    if (last > first) this.#addAll(first, Math.min(last, first + MOST_AT_ONCE - 1), values);
    else super.submit(values);
  }

  /** @param {number} first @param {number} last @param {Record<string, string>} values */
  async #addAll(first, last, { area, password }) {
    this.isSaving = true;
    this.changed();
    try {
      for (let table_number = first; table_number <= last; table_number++) {
        await this.#add({ table_number, table_password: password, ...(area ? { area } : {}) });
      }
      this.show(null);
    } catch (failure) {
      this.formFailure = reasonOf(failure);
    }
    this.isSaving = false;
    this.changed();
  }

  /** @param {object} body */
  async #add(body) {
    try {
      await this.store.call('/admin/tables', { method: 'POST', body, key: newKey() });
    } catch (failure) {
      if (!(failure instanceof Problem && failure.status === 409)) throw failure;
    }
  }

  /** @param {Table | null} table null for a new one */
  showTable(table) {
    const name = table && tableName(table);
    this.show({
      title: table ? t('tables.change', { name: name ?? '' }) : t('tables.add'),
      method: table ? 'PATCH' : 'POST',
      path: table ? `/admin/tables/${table.table_id}` : '/admin/tables',
      fields: [
        {
          name: 'number',
          label: t('setup.table'),
          type: 'number',
          value: table?.table_number,
          min: 1,
          max: MAXIMUM.number,
        },
        ...(table ? [] : [lastNumber()]),
        { name: 'name', label: t('tables.name'), value: table?.table_name, required: false, maxlength: MAXIMUM.name },
        { name: 'area', label: t('tables.area'), value: table?.area, required: false, maxlength: MAXIMUM.area },
        {
          name: 'password',
          label: t('setup.password'),
          type: 'password',
          required: !table,
          minlength: MINIMUM_PASSWORD,
          hint: table ? t('tables.password.keep') : t('staff.password.hint'),
        },
      ],
      body: ({ number, name, area, password }) => ({
        table_number: Number(number),
        ...(table || name ? { table_name: name } : {}),
        ...(table || area ? { area } : {}),
        ...(password ? { table_password: password } : {}),
      }),
      removal: table && {
        label: t('tables.remove'),
        question: t('upkeep.remove.title', { name: t('menu.table', { table: name ?? '' }) }),
      },
    });
  }
}

/** @returns {import('./upkeep.js').Field} */
function lastNumber() {
  return {
    name: 'last',
    label: t('tables.last'),
    type: 'number',
    required: false,
    min: 1,
    max: MAXIMUM.number,
    hint: t('tables.last.hint', { most: MOST_AT_ONCE }),
  };
}
