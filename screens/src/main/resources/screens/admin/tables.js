import { t } from '../lib/i18n.js';
import { tableName } from './floor-view.js';
import { Upkeep } from './upkeep.js';

/** @typedef {import('../stream/board.js').Table} Table */

/** The server's own bounds. */
const MAXIMUM = { number: 9_999, name: 20, area: 20 };
const MINIMUM_PASSWORD = 8;

/** A store's tables: how guests' tablets log in, and what people call them. What is changed shows on the board. */
export class TablesUpkeep extends Upkeep {
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
