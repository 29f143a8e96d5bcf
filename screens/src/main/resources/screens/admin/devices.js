import { reasonOf } from '../lib/api.js';
import { MAXIMUM_NAME } from '../lib/bounds.js';
import { tellIfDeferred } from '../lib/deferred.js';
import { newKey } from '../lib/device.js';
import { confirm } from '../lib/dialog.js';
import { t, word } from '../lib/i18n.js';
import { pairingAddress, qrCodeOf } from '../lib/qr-code.js';
import { tableName } from './floor-view.js';
import { Upkeep } from './upkeep.js';

/**
 * @typedef {{device_id: string, kind: string, device_name: string, account_id?: string, username?: string, role?: string,
 *   table_id?: string, table_number?: number, paired: boolean, current: boolean, first_seen_at: string, last_seen_at: string,
 *   address: string, user_agent: string}} Device
 *
 * @typedef {{id: string, ofTable: boolean, name: string, devices: Device[]}} Group the devices of one account or table
 *
 * @typedef {{pairing_code: string, kind: string, table_id?: string, expires_at: string}} PairingCode
 * @typedef {import('../stream/board.js').Table} Table
 */

/** Of kinds, which a table's id cannot be mistaken for. */
const SCREENS = /** @type {const} */ (['kitchen', 'floor']);

/** Where a store is logged in, and how new devices get in. */
export class DeviceUpkeep extends Upkeep {
  /** @type {Device[] | null} */
  devices = null;
  /** @type {PairingCode | null} just made, and shown until somebody has seen it */
  code = null;
  /** @type {string[] | null} the code's address, drawn */
  qrCode = null;

  async list() {
    const answer = await this.store.call('/admin/devices');
    return () => {
      this.devices = answer?.body.devices;
    };
  }

  /** @returns {Group[]} the one with the device that was seen last first */
  get groups() {
    /** @type {Map<string, Group>} */
    const groups = new Map();
    for (const device of this.devices ?? []) {
      const id = device.table_id ?? device.account_id ?? '';
      const group = groups.get(id) ?? { id, ofTable: device.table_id !== undefined, name: nameOf(device), devices: [] };
      group.devices.push(device);
      groups.set(id, group);
    }
    return [...groups.values()];
  }

  /** @param {Table[]} tables */
  showNew(tables) {
    this.show({
      title: t('devices.add'),
      text: t('devices.add.text'),
      save: t('devices.add.yes'),
      method: 'POST',
      path: '/admin/devices/pairing-codes',
      fields: [
        { name: 'what', label: t('devices.kind'), value: SCREENS[0], options: choices(tables) },
        { name: 'name', label: t('devices.name'), required: false, maxlength: MAXIMUM_NAME },
      ],
      body: ({ what, name }) => ({
        ...(SCREENS.some((kind) => kind === what) ? { kind: what } : { kind: 'tablet', table_id: what }),
        ...(name ? { device_name: name } : {}),
      }),
    });
  }

  /** The answer is a code, which is shown once. @param {Record<string, string>} values */
  async submit(values) {
    const { form } = this;
    if (!form) return;
    this.isSaving = true;
    this.changed();
    try {
      const answer = await this.store.call('/admin/devices/pairing-codes', { method: 'POST', body: form.body(values) });
      const { kind, pairing_code } = answer?.body ?? {};
      this.qrCode = await qrCodeOf(pairingAddress(kind, pairing_code), (path, request) =>
        this.store.call(path, request),
      );
      this.code = answer?.body;
      this.show(null);
    } catch (failure) {
      this.formFailure = reasonOf(failure);
    }
    this.isSaving = false;
    this.changed();
  }

  /** The code has been seen; the device that it was for may be there. */
  forgetCode() {
    this.code = this.qrCode = null;
    this.changed();
    this.read();
  }

  /** @param {Device} device */
  async logOut(device) {
    const sure = await confirm({
      title: t('devices.logOut.title', { name: device.device_name || word('device', device.kind) }),
      text: device.paired ? t('devices.logOut.paired') : undefined,
      yes: t('devices.logOut'),
      no: t('common.back'),
      grave: true,
    });
    if (sure !== null) await this.#end(`/admin/devices/${device.device_id}`);
  }

  /** @param {Group} group */
  async logOutAll(group) {
    const sure = await confirm({
      title: t('devices.logOutAll.title', { name: group.name }),
      text: t('devices.logOutAll.text'),
      yes: t('devices.logOutAll'),
      no: t('common.back'),
      grave: true,
    });
    const member = group.ofTable ? 'table_id' : 'account_id';
    if (sure !== null) await this.#end(`/admin/devices?${member}=${encodeURIComponent(group.id)}`);
  }

  /** @param {string} path */
  async #end(path) {
    await this.attempt(async () => {
      tellIfDeferred(await this.store.call(path, { method: 'DELETE', key: newKey() }));
      await this.read();
    });
  }
}

/** @param {Table[]} tables @returns {[string, string][]} */
function choices(tables) {
  return [
    ...SCREENS.map((kind) => /** @type {[string, string]} */ ([kind, word('device', kind)])),
    ...tables.map(
      (table) => /** @type {[string, string]} */ ([table.table_id, t('devices.tabletOf', { table: tableName(table) })]),
    ),
  ];
}

/** @param {Device} device */
function nameOf({ username, table_number, kind }) {
  if (username !== undefined) return username;
  return table_number === undefined ? word('device', kind) : t('menu.table', { table: table_number });
}

/** What a browser says of itself, in words that people know. The first that fits counts: each says that it is the next too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Whale/', 'Whale'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const SYSTEMS = [
  ['iPad', 'iPad'],
  ['iPhone', 'iPhone'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
];

/** @param {string} userAgent @returns {string} browser and system; what is said where neither is known */
export function inWords(userAgent) {
  const known = [BROWSERS, SYSTEMS].map((names) => names.find(([mark]) => userAgent.includes(mark))?.[1]);
  return known.filter((name) => name !== undefined).join(' · ') || userAgent;
}
