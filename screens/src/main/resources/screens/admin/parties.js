import { t } from '../lib/i18n.js';
import { nameWithOptions } from '../lib/options.js';
import { money } from '../lib/store-locale.js';
import { longestWaitingFirst } from '../stream/board.js';
import { tableName } from './floor-view.js';
import { Upkeep } from './upkeep.js';

/**
 * @typedef {import('../stream/board.js').Table} Table
 * @typedef {import('../stream/board.js').Order} Order
 */

/** Between an order and a line of it, in the name of a field. */
const OF = ' ';

/** Parties that move, join others or pay apart. What is asked for is of the session that was on the screen, as it was there. */
export class Parties extends Upkeep {
  /** @param {Table} table @param {Table[]} tables */
  showMove(table, tables) {
    this.#show(t('party.move.title', { table: tableName(table) }), `/admin/tables/${table.table_id}/move`, {
      fields: [place(t('party.move.to'), tables.filter(isFree))],
      body: ({ to }) => ({ to_table_id: to, ...seen(table) }),
    });
  }

  /** Brings another table's party to this free one. @param {Table} table @param {Table[]} tables */
  showBring(table, tables) {
    const busy = tables.filter((other) => !isFree(other));
    this.#show(t('party.bring.title', { table: tableName(table) }), ({ to }) => `/admin/tables/${to}/move`, {
      fields: [place(t('party.bring.from'), busy)],
      body: ({ to }) => ({ to_table_id: table.table_id, ...seen(busy.find((other) => other.table_id === to)) }),
    });
  }

  /** @param {Table} table @param {Table[]} tables */
  showMerge(table, tables) {
    const others = tables.filter((other) => !isFree(other) && other.table_id !== table.table_id);
    this.#show(t('party.merge.title', { table: tableName(table) }), `/admin/tables/${table.table_id}/merge`, {
      fields: [place(t('party.merge.into'), others)],
      body: ({ to }) => ({
        into_table_id: to,
        into_session_id: others.find((other) => other.table_id === to)?.session_id,
        ...seen(table),
      }),
    });
  }

  /** @param {Table} table @param {Table[]} tables */
  showSplit(table, tables) {
    this.#show(t('party.split.title', { table: tableName(table) }), `/admin/tables/${table.table_id}/split`, {
      fields: [...longestWaitingFirst(table.orders).flatMap(linesOf), billPlace(tables)],
      body: ({ to, ...portions }) => ({
        items: Object.entries(portions).flatMap(([name, quantity]) => chosen(name, Number(quantity))),
        ...(to ? { to_table_id: to } : {}),
        ...seen(table),
      }),
    });
  }

  /** @param {string} title @param {import('./upkeep.js').Form['path']} path @param {Pick<import('./upkeep.js').Form, 'fields' | 'body'>} asked */
  #show(title, path, asked) {
    this.show({ title, method: 'POST', path, save: t('party.do'), ...asked });
  }
}

/** @param {Table} table */
function isFree({ session_id }) {
  return session_id === null;
}

/** @param {Table | undefined} table */
function seen(table) {
  return {
    session_id: table?.session_id,
    expected_total_amount: table?.total_amount,
    expected_order_count: table?.order_count,
  };
}

/** @param {Table} table @returns {[string, string]} */
function option(table) {
  const name = t('menu.table', { table: tableName(table) });
  return [table.table_id, isFree(table) ? name : `${name} · ${money(table.total_amount)}`];
}

/** @param {string} label @param {Table[]} tables @returns {import('./upkeep.js').Field} */
function place(label, tables) {
  return { name: 'to', label, value: tables[0]?.table_id, options: tables.map(option) };
}

/** @param {Table[]} tables @returns {import('./upkeep.js').Field} */
function billPlace(tables) {
  return {
    name: 'to',
    label: t('party.split.to'),
    value: '',
    options: [['', t('party.split.now')], ...tables.filter(isFree).map(option)],
  };
}

/** @param {Order} order @returns {import('./upkeep.js').Field[]} */
function linesOf(order) {
  return order.items.map((item) => ({
    name: order.order_id + OF + item.item_id,
    label: t('party.split.line', { number: order.order_number, name: nameWithOptions(item), quantity: item.quantity }),
    type: 'number',
    value: 0,
    min: 0,
    max: item.quantity,
  }));
}

/** @param {string} name of a line's field @param {number} quantity */
function chosen(name, quantity) {
  const [order_id, item_id] = name.split(OF);
  return quantity > 0 ? [{ order_id, item_id, quantity }] : [];
}
