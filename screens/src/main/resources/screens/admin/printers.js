import { newKey } from '../lib/device.js';
import { t } from '../lib/i18n.js';
import { Upkeep } from './upkeep.js';

/**
 * @typedef {{printer_id: string, printer_name: string, address: string, station_ids: string[], columns: number, language: string, confirms: boolean,
 *   version: number, waiting: number, waiting_since?: string, trouble?: string, printed_at?: string}} Printer
 * @typedef {{slip_number: number, printer_id: string, kind: string, order_id: string, order_number: number, table: string, state: string,
 *   may_be_printed: boolean, attempts: number, trouble?: string, event_time: string}} Slip one that is not printed
 */

/** The server's own bound. */
const MAXIMUM_NAME = 30;
/** In front of an id, in the name of a field. */
const STATION = 'station ';
const CHECKED = 'on';
const ADDRESS = '[0-9]{1,3}(\\.[0-9]{1,3}){3}:[0-9]{1,5}';
/** Letters of a line, by the width of the paper. */
const WIDTHS = ['42', '48', '32'];
const LANGUAGES = ['KO', 'EN'];

/** Where a store's slips are printed, and which are not. */
export class PrinterUpkeep extends Upkeep {
  /** @type {Printer[] | null} null until somebody has read them */
  all = null;
  /** @type {Slip[]} the latest first */
  slips = [];
  /** @type {Set<string>} orders that are to be printed once more, as somebody has asked for just now */
  asked = new Set();

  /** @param {import('./upkeep.js').Caller} store @param {() => void} changed @param {import('./stations.js').StationUpkeep} stations */
  constructor(store, changed, stations) {
    super(store, changed);
    this.stations = stations;
  }

  /** @param {string} query */
  async list(query) {
    const [printers, slips] = await Promise.all([
      this.store.call(`/admin/printers${query}`),
      this.store.call(`/admin/print-slips${query}`),
    ]);
    return () => {
      this.all = printers?.body.printers;
      this.slips = slips?.body.slips ?? [];
    };
  }

  /** @param {Printer | null} printer null for a new one */
  showPrinter(printer) {
    this.show({
      title: printer ? t('printers.change') : t('printers.add'),
      method: printer ? 'PATCH' : 'POST',
      path: printer ? `/admin/printers/${printer.printer_id}` : '/admin/printers',
      fields: [
        { name: 'name', label: t('upkeep.name'), value: printer?.printer_name, maxlength: MAXIMUM_NAME },
        {
          name: 'address',
          label: t('printers.address'),
          value: printer?.address,
          pattern: ADDRESS,
          hint: t('printers.address.hint'),
        },
        ...(this.stations.all ?? []).map(({ station_id, station_name }) => ({
          name: STATION + station_id,
          label: t('printers.station', { name: station_name }),
          type: 'checkbox',
          value: printer?.station_ids.includes(station_id) ? CHECKED : '',
        })),
        {
          name: 'columns',
          label: t('printers.columns'),
          value: String(printer?.columns ?? WIDTHS[0]),
          options: widths(printer?.columns),
        },
        {
          name: 'language',
          label: t('printers.language'),
          value: printer?.language ?? LANGUAGES[0],
          options: [
            ['KO', '한국어'],
            ['EN', 'English'],
          ],
        },
        {
          name: 'confirms',
          label: t('printers.confirms'),
          type: 'checkbox',
          value: (printer?.confirms ?? true) ? CHECKED : '',
        },
      ],
      body: ({ name, address, columns, language, confirms, ...checks }) => ({
        printer_name: name,
        address,
        station_ids: Object.entries(checks)
          .filter(([field, value]) => field.startsWith(STATION) && value === CHECKED)
          .map(([field]) => field.slice(STATION.length)),
        columns: Number(columns),
        language,
        confirms: confirms === CHECKED,
      }),
      version: printer?.version,
      removal: printer && {
        label: t('printers.remove'),
        question: t('upkeep.remove.title', { name: printer.printer_name }),
      },
    });
  }

  /** Has what is left of an order printed once more. @param {Slip} slip */
  reprint({ printer_id, order_id }) {
    return this.attempt(async () => {
      const path = `/admin/printers/${printer_id}/reprints`;
      await this.store.call(path, { method: 'POST', body: { order_id }, key: newKey() });
      this.asked.add(order_id);
    });
  }
}

/** The usual widths, and that of the printer where it is none of them. @param {number} [columns] @returns {[string, string][]} */
function widths(columns) {
  const all = columns === undefined || WIDTHS.includes(String(columns)) ? WIDTHS : [String(columns), ...WIDTHS];
  return all.map((width) => [width, t('printers.width', { columns: width })]);
}
