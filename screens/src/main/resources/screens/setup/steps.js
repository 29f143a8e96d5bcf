import { call, Problem } from '../lib/api.js';
import { attemptAlone } from '../lib/attempt.js';
import { newKey } from '../lib/device.js';
import { pairingAddress, qrCodeOf } from '../lib/qr-code.js';
import { logInAt } from '../lib/second-factor.js';

/** Each begins where the one before has ended. */
export const STEPS = /** @type {const} */ (['operator', 'chain', 'store', 'tables', 'menu', 'tablet']);

const TAKEN = 409;

/**
 * @typedef {{category: string, name: string, price: number}} Dish
 * @typedef {{table_id: string, table_number: number}} Table
 * @typedef {(path: string, request?: import('../lib/api.js').Request) => Promise<{body: any} | null>} Ask
 */

/**
 * A first evening, from a platform on which there is nothing to the code of a tablet. Whom each step makes asks for the next;
 * their tokens are here and nowhere else, but for the operator's, who stays logged in on this device.
 */
export class FirstEvening {
  /** @type {typeof STEPS[number]} */
  step = 'operator';
  isBusy = false;
  /** @type {string | null} why the step was not taken */
  failure = null;
  /** @type {Dish[]} on the menu so far */
  dishes = [];
  /** @type {{pairing_code: string, table_number: number} | null} */
  pairing = null;
  /** @type {string[] | null} the same as a QR code; null where none can be drawn */
  qrCode = null;
  /** Whom the steps have made: who may make what comes next. */
  #token = '';
  /** @type {Map<string, string>} ids of categories by name */
  #categories = new Map();
  /** @type {Table | null} */
  #first = null;
  #changed;
  #onOperator;
  #ask;

  /**
   * @param {() => void} changed
   * @param {(login: import('../lib/account.js').Login) => void} onOperator told who is logged in from now on
   * @param {Ask} [ask]
   */
  constructor(changed, onOperator, ask = call) {
    this.#changed = changed;
    this.#onOperator = onOperator;
    this.#ask = ask;
  }

  /** @param {Record<string, string>} values */
  operator({ code, username, password }) {
    return this.#take('chain', async () => {
      const credentials = { username, password };
      await this.#post('/platform/setup', { setup_code: code, ...credentials });
      const login = await this.#logIn('/platform/login', credentials);
      this.#onOperator(login);
    });
  }

  /** @param {Record<string, string>} values */
  chain({ id, name, username, password }) {
    return this.#take('store', () =>
      this.#made('/platform/chains', { chain_id: id, chain_name: name, username, password }, '/admin/login', {
        chain_id: id,
        username,
        password,
      }),
    );
  }

  /** @param {Record<string, string>} values */
  store({ id, name, zone, currency, username, password }) {
    const body = { store_id: id, store_name: name, time_zone: zone, currency, admin: { username, password } };
    return this.#take('tables', () =>
      this.#made('/chain/stores', body, '/admin/login', { store_id: id, username, password }),
    );
  }

  /** Their passwords are nobody's: tablets are paired by codes. @param {Record<string, string>} values */
  tables({ count }) {
    return this.#take('menu', async () => {
      for (let table_number = 1; table_number <= Number(count); table_number++) {
        const added = await this.#unlessThere('/admin/tables', { table_number, table_password: newKey() });
        this.#first ??= added;
      }
    });
  }

  /** @param {Record<string, string>} values */
  dish({ category, name, price }) {
    return this.#take('menu', async () => {
      const known = this.#categories.get(category);
      const id = known ?? (await this.#post('/admin/categories', { category_name: category }))?.category_id;
      this.#categories.set(category, id);
      await this.#post('/admin/menus', { category_id: id, menu_name: name, price: Number(price) });
      this.dishes = [...this.dishes, { category, name, price: Number(price) }];
    });
  }

  /** The menu is long enough for now. */
  tablet() {
    return this.#take('tablet', async () => {
      const first = this.#first ?? (await this.#firstThere());
      const made = await this.#post('/admin/devices/pairing-codes', { kind: 'tablet', table_id: first.table_id });
      this.pairing = { pairing_code: made.pairing_code, table_number: first.table_number };
      this.qrCode = await qrCodeOf(pairingAddress('tablet', made.pairing_code), (path, request) =>
        this.#ask(path, { ...request, token: this.#token }),
      );
    });
  }

  /** Of tables that an earlier try has added. @returns {Promise<Table>} */
  async #firstThere() {
    const answer = await this.#ask('/admin/tables', { token: this.#token });
    const tables = /** @type {Table[]} */ (answer?.body.tables);
    return tables.reduce((least, one) => (one.table_number < least.table_number ? one : least));
  }

  /** @param {typeof STEPS[number]} next @param {() => Promise<void>} task */
  #take(next, task) {
    return attemptAlone(this, this.#changed, async () => {
      await task();
      this.step = next;
    });
  }

  /** @param {string} path @param {object} body */
  async #post(path, body) {
    const answer = await this.#ask(path, { method: 'POST', body, token: this.#token || undefined, key: newKey() });
    return answer?.body;
  }

  /** @param {string} path @param {Record<string, string>} credentials */
  async #logIn(path, credentials) {
    const login = await logInAt(path, credentials, { ask: this.#ask });
    this.#token = login.access_token;
    return login;
  }

  /** What was made by a try whose answer got lost is gone on with, by whoever knows its password. @param {string} path @param {object} body @param {string} entrance @param {Record<string, string>} credentials */
  async #made(path, body, entrance, credentials) {
    try {
      await this.#post(path, body);
    } catch (failure) {
      if (!isTaken(failure)) throw failure;
      await this.#logIn(entrance, credentials).catch(() => {
        throw failure;
      });
      return;
    }
    await this.#logIn(entrance, credentials);
  }

  /** @param {string} path @param {object} body @returns {Promise<any>} null for what is there already */
  async #unlessThere(path, body) {
    try {
      return await this.#post(path, body);
    } catch (failure) {
      if (!isTaken(failure)) throw failure;
      return null;
    }
  }
}

/** @param {unknown} failure */
function isTaken(failure) {
  return failure instanceof Problem && failure.status === TAKEN;
}

/** A code that came with the page's address, which is not sent to any server and does not stay there. */
export function codeOfAddress() {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code !== null) history.replaceState(null, '', location.pathname);
  return code ?? '';
}
