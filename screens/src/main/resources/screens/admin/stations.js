import { t } from '../lib/i18n.js';
import { isDone } from '../stream/board.js';
import { PrinterUpkeep } from './printers.js';
import { Upkeep } from './upkeep.js';

/**
 * @typedef {import('../stream/board.js').Station} Station
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {Station & {category_ids: string[], menu_ids: string[], version: number}} KnownStation as its keepers know it
 */

/** The server's own bound. */
const MAXIMUM_NAME = 30;
/** In front of an id, in the name of a field. */
const CATEGORY = 'category ';
const DISH = 'dish ';
const CHECKED = 'on';

/** Where a store's dishes are prepared. A kitchen's screen must work while they cannot be read, so it goes by the stream's word. */
export class StationUpkeep extends Upkeep {
  /** @type {KnownStation[] | null} null until somebody has read them */
  all = null;
  /** @type {Station[]} as far as it is known */
  atWork = [];

  /** @param {import('./upkeep.js').Caller} store @param {() => void} changed @param {import('./menu.js').MenuUpkeep} menu */
  constructor(store, changed, menu) {
    super(store, changed);
    this.menu = menu;
    this.printers = new PrinterUpkeep(store, changed, this);
  }

  /** Reads what is shown of stations, and of the printers beneath them. */
  open() {
    this.read();
    this.printers.read();
  }

  /** @param {Station[]} stations what a new board says, which is the present */
  known(stations) {
    this.atWork = stations;
    if (this.all) this.read();
  }

  /** A dish that is new or has moved may be prepared elsewhere. @param {string | null} position */
  changedElsewhere(position) {
    if (this.all || this.atWork.length > 0) this.read(position);
  }

  /** @param {string} query */
  async list(query) {
    const answer = await this.store.call(`/admin/stations${query}`);
    return () => {
      this.all = answer?.body.stations;
      this.atWork = this.all ?? [];
    };
  }

  /** The station of a screen; null for everything, and where it is not there any more. @param {string} stationId */
  find(stationId) {
    return this.atWork.find(({ station_id }) => station_id === stationId) ?? null;
  }

  /** @param {KnownStation | null} station null for a new one */
  showStation(station) {
    const { menu } = this;
    this.show({
      title: station ? t('stations.change') : t('stations.add'),
      method: station ? 'PATCH' : 'POST',
      path: station ? `/admin/stations/${station.station_id}` : '/admin/stations',
      fields: [
        { name: 'name', label: t('upkeep.name'), value: station?.station_name, maxlength: MAXIMUM_NAME },
        ...(menu.categories ?? []).map((category) =>
          check(
            CATEGORY + category.category_id,
            t('stations.wholeCategory', { name: category.category_name }),
            station?.category_ids,
          ),
        ),
        ...menu.menus.map((dish) => check(DISH + dish.menu_id, dish.menu_name, station?.menu_ids)),
      ],
      body: ({ name, ...checks }) => ({
        station_name: name,
        category_ids: checked(CATEGORY, checks),
        menu_ids: checked(DISH, checks),
      }),
      version: station?.version,
      removal: station && {
        label: t('stations.remove'),
        question: t('upkeep.remove.title', { name: station.station_name }),
      },
    });
  }
}

/** @param {string} name @param {string} label @param {string[]} [ids] those that are checked @returns {import('./upkeep.js').Field} */
function check(name, label, ids = []) {
  const isChecked = ids.includes(name.slice(name.indexOf(' ') + 1));
  return { name, label, type: 'checkbox', value: isChecked ? CHECKED : '' };
}

/** @param {string} prefix @param {Record<string, string>} checks */
function checked(prefix, checks) {
  return Object.entries(checks)
    .filter(([name, value]) => name.startsWith(prefix) && value === CHECKED)
    .map(([name]) => name.slice(prefix.length));
}

/** The lines of an order that are prepared at a station; all for everything. @param {Order} order @param {Station | null} station */
export function linesAt({ items }, station) {
  return station ? items.filter(({ menu_id }) => station.dishes.includes(menu_id)) : items;
}

/** What is left of them to do. @param {Order} order @param {Station | null} station */
export function openLinesAt(order, station) {
  return linesAt(order, station).filter((item) => !isDone(order, item));
}

/** How many of each dish are to be made, the most first. @param {Order[]} orders @param {Station | null} station */
export function allDay(orders, station) {
  /** @type {Map<string, {menu_id: string, name: string, quantity: number}>} */
  const counts = new Map();
  for (const { menu_id, menu_name, quantity } of orders.flatMap((order) => openLinesAt(order, station))) {
    const before = counts.get(menu_id)?.quantity ?? 0;
    counts.set(menu_id, { menu_id, name: menu_name, quantity: before + quantity });
  }
  return [...counts.values()].sort((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name));
}
