import { attemptAlone } from '../lib/attempt.js';
import { newKey, recall, remember } from '../lib/device.js';

/** The server's own bound on one roll-out. */
export const MAXIMUM_CHANGES = 200;

const KEPT = 'chain.rollout';

/**
 * @typedef {{menu_id: string, menu_name: string, price: number, available: boolean, sold_out_until?: string | null, version: number}} Menu
 * @typedef {Menu & {store_id: string, store_name: string, currency: string, category_name: string, category_hidden: boolean}} Row a dish in one store
 * @typedef {{name: string, currency: string, rows: Row[]}} Dish of one name and currency, in all stores that have it
 * @typedef {{store_id: string, menu_id: string, version: number, price?: number, available?: boolean, sold_out_until?: string}} Change
 * @typedef {{store_id: string, menu_id: string, menu?: Menu, error_code?: string, detail?: string}} Outcome
 * @typedef {{key: string, changes: Change[]}} Sent
 * @typedef {{chain_id: string, name: string, back: Change[]}} Kept what takes the last roll-out back, where it was done
 */

/** One dish in the stores of a chain: what it costs where, and changing that in several at once. */
export class ChainMenu {
  isOpen = false;
  sought = '';
  /** @type {Dish[] | null} null until somebody has looked for one */
  dishes = null;
  hasMore = false;
  /** @type {Dish | null} that is looked at */
  dish = null;
  /** @type {Set<string>} stores' dishes that are to change, by {@link idOf} */
  chosen = new Set();
  /** What is asked for, as typed; empty leaves it as it is. */
  price = '';
  /** @type {'' | 'on' | 'off'} */
  availability = '';
  /** @type {Map<string, Outcome>} by {@link idOf} */
  outcomes = new Map();
  /** @type {string | null} */
  failure = null;
  isBusy = false;
  /** @type {Sent | null} what was sent last and did not reach every store: the same again, under the same key */
  unfinished = null;
  #call;
  #chainId;
  #changed;

  /**
   * @param {import('../admin/upkeep.js').Caller['call']} call
   * @param {() => string} chainId
   * @param {() => void} changed
   */
  constructor(call, chainId, changed) {
    this.#call = call;
    this.#chainId = chainId;
    this.#changed = changed;
  }

  /** @returns {Kept | null} what can be taken back, of this chain */
  get last() {
    const kept = recall(KEPT, /** @type {Kept | null} */ (null));
    return kept?.chain_id === this.#chainId() ? kept : null;
  }

  toggle() {
    this.isOpen = !this.isOpen;
    this.#changed();
  }

  /** @param {string} name */
  seek(name) {
    return attemptAlone(this, this.#changed, async () => {
      this.sought = name;
      const answer = await this.#call(`/chain/menus?name=${encodeURIComponent(name)}`);
      this.dishes = byDish(answer?.body.menus ?? []);
      this.hasMore = answer?.body.more ?? false;
      this.look(this.dishes[0] ?? null);
    });
  }

  /** @param {Dish | null} dish */
  look(dish) {
    this.dish = dish;
    this.price = this.availability = '';
    this.outcomes = new Map();
    this.unfinished = null;
    this.chosen = new Set((dish?.rows ?? []).slice(0, MAXIMUM_CHANGES).map(idOf));
    this.#changed();
  }

  /** @param {Row} row @param {boolean} isChosen */
  choose(row, isChosen) {
    if (isChosen) this.chosen.add(idOf(row));
    else this.chosen.delete(idOf(row));
    this.#changed();
  }

  /** @param {boolean} all */
  chooseAll(all) {
    this.chosen = new Set(all ? (this.dish?.rows ?? []).map(idOf) : []);
    this.#changed();
  }

  /** Something else is wished for: what came of the last wish is over. */
  touched() {
    this.outcomes = new Map();
    this.unfinished = null;
    this.#changed();
  }

  /** What would change, and only that. @param {number | null} price in minor units @returns {Change[]} */
  changes(price) {
    const available = this.availability === '' ? null : this.availability === 'on';
    return (this.dish?.rows ?? [])
      .filter((row) => this.chosen.has(idOf(row)))
      .map((row) => difference(row, price, available))
      .filter((change) => change !== null);
  }

  /** @param {Change[]} changes */
  async rollOut(changes) {
    const before = new Map((this.dish?.rows ?? []).map((row) => [idOf(row), { ...row }]));
    await this.#go({ key: newKey(), changes }, (outcomes) => this.#keepWayBack(outcomes, before));
  }

  /** The same again, for the stores that were not reached. */
  async goOn() {
    const { unfinished } = this;
    if (!unfinished) return;
    const before = new Map((this.dish?.rows ?? []).map((row) => [idOf(row), { ...row }]));
    await this.#go(unfinished, (outcomes) => this.#keepWayBack(outcomes, before, this.last?.back));
  }

  /** Takes the last roll-out back where nothing has changed since. */
  async takeBack() {
    const { last } = this;
    if (!last) return;
    await this.#send({ key: newKey(), changes: last.back }, (outcomes) => {
      const open = new Set(outcomes.filter(({ error_code }) => error_code === 'SERVICE_UNAVAILABLE').map(idOf));
      const back = last.back.filter((change) => open.has(idOf(change)));
      remember(KEPT, back.length ? { ...last, back } : null);
    });
  }

  /** What is not reached, or never answered, can be gone on with. @param {Sent} sent @param {(outcomes: Outcome[]) => void} then */
  #go(sent, then) {
    this.unfinished = sent;
    return this.#send(sent, (outcomes) => {
      const left = new Set(outcomes.filter(({ error_code }) => error_code === 'SERVICE_UNAVAILABLE').map(idOf));
      const changes = sent.changes.filter((change) => left.has(idOf(change)));
      this.unfinished = changes.length ? { key: sent.key, changes } : null;
      then(outcomes);
    });
  }

  /** @param {Outcome[]} outcomes @param {Map<string, Row>} before @param {Change[]} [earlier] */
  #keepWayBack(outcomes, before, earlier = []) {
    const back = outcomes.flatMap((outcome) => wayBack(outcome, before.get(idOf(outcome))));
    const all = [...earlier, ...back];
    if (all.length) remember(KEPT, { chain_id: this.#chainId(), name: this.dish?.name ?? '', back: all });
  }

  /** @param {Sent} sent @param {(outcomes: Outcome[]) => void} then */
  #send(sent, then) {
    return attemptAlone(this, this.#changed, async () => {
      const { key, changes } = sent;
      const answer = await this.#call('/chain/menus/rollouts', { method: 'POST', body: { changes }, key });
      /** @type {Outcome[]} */
      const outcomes = answer?.body.outcomes ?? [];
      then(outcomes);
      this.#show(outcomes);
    });
  }

  /** @param {Outcome[]} outcomes */
  #show(outcomes) {
    for (const outcome of outcomes) {
      this.outcomes.set(idOf(outcome), outcome);
      const row = this.dish?.rows.find((one) => idOf(one) === idOf(outcome));
      if (row && outcome.menu) Object.assign(row, { sold_out_until: null }, outcome.menu);
    }
  }
}

/** @param {{store_id: string, menu_id: string}} dish */
export function idOf({ store_id, menu_id }) {
  return `${store_id}/${menu_id}`;
}

/** Amounts of two currencies are not compared. @param {Row[]} rows by name @returns {Dish[]} */
export function byDish(rows) {
  /** @type {Map<string, Dish>} */
  const dishes = new Map();
  for (const row of rows) {
    const key = `${row.currency} ${row.menu_name}`;
    const dish = dishes.get(key) ?? { name: row.menu_name, currency: row.currency, rows: [] };
    dish.rows.push(row);
    dishes.set(key, dish);
  }
  return [...dishes.values()];
}

/** @param {Row} row @param {number | null} price @param {boolean | null} available @returns {Change | null} null where it is so already */
function difference({ store_id, menu_id, version, ...row }, price, available) {
  const change = {
    ...(price !== null && price !== row.price ? { price } : {}),
    ...(available !== null && available !== row.available ? { available } : {}),
  };
  return Object.keys(change).length ? { store_id, menu_id, version, ...change } : null;
}

/** @param {Outcome} outcome @param {Row | undefined} before @returns {Change[]} */
export function wayBack({ store_id, menu_id, menu }, before) {
  if (!menu || !before || menu.version === before.version) return [];
  const { price, available, sold_out_until } = before;
  return [
    {
      store_id,
      menu_id,
      version: menu.version,
      ...(price === menu.price ? {} : { price }),
      ...(available === menu.available ? {} : { available, ...(sold_out_until ? { sold_out_until } : {}) }),
    },
  ];
}
