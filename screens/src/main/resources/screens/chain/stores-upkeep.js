import { Upkeep } from '../admin/upkeep.js';
import { CURRENCIES, ID, MAXIMUM_NAME } from '../lib/bounds.js';
import { t } from '../lib/i18n.js';
import { newAdmin } from './new-admin.js';

/** A chain's stores: opening one, and what it is called. */
export class StoresUpkeep extends Upkeep {
  #read;

  /**
   * @param {import('../admin/upkeep.js').Caller} caller
   * @param {(position: string | null) => Promise<void>} read the stores, no older than that
   * @param {() => void} changed
   */
  constructor(caller, read, changed) {
    super(caller, changed);
    this.#read = read;
  }

  /** @param {string} query */
  async list(query) {
    await this.#read(new URLSearchParams(query).get('after'));
    return () => {};
  }

  showNew() {
    this.show({
      title: t('chain.add'),
      method: 'POST',
      path: '/chain/stores',
      fields: [
        { name: 'id', label: t('login.store_id'), pattern: ID, hint: t('chain.add.id') },
        { name: 'name', label: t('upkeep.name'), maxlength: MAXIMUM_NAME },
        { name: 'zone', label: t('chain.add.zone'), value: Intl.DateTimeFormat().resolvedOptions().timeZone },
        {
          name: 'currency',
          label: t('chain.add.currency'),
          value: 'KRW',
          options: CURRENCIES.map((one) => [one, one]),
        },
        newAdmin(),
      ],
      body: ({ id, name, zone, currency, username }) => ({
        store_id: id,
        store_name: name,
        time_zone: zone,
        currency,
        admin: { username },
      }),
    });
  }

  /** @param {{store_id: string, store_name: string}} store */
  showName({ store_id, store_name }) {
    this.show({
      title: t('chain.rename'),
      method: 'PATCH',
      path: `/chain/stores/${store_id}`,
      fields: [{ name: 'name', label: t('upkeep.name'), value: store_name, maxlength: MAXIMUM_NAME }],
      body: ({ name }) => ({ store_name: name }),
    });
  }
}
