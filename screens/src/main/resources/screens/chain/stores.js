import { fold } from '../stream/board.js';
import { isBehind } from '../stream/position.js';
import { liveStore } from './live-store.js';

/**
 * @typedef {import('../stream/board.js').Board} Board
 * @typedef {import('./live-store.js').LiveStore} LiveStore
 * @typedef {import('./live-store.js').Told} Told
 */

/** @type {Board} of a store that has just been opened */
const EMPTY = { tables: [] };

/**
 * The stores of a chain, from what its stream says and from what is known of a store beside its board. Of two that say how a
 * store is called and whether it takes orders, the one of the later position is right, whichever comes last.
 */
export class Stores {
  /** @type {Map<string, Board>} */
  #boards = new Map();
  /** @type {Map<string, string>} of the boards that began it; what is told must be no older */
  #begun = new Map();
  /** @type {Map<string, Told>} */
  #told = new Map();
  /** @type {Set<string>} */
  #broken = new Set();
  /** @type {Map<string, LiveStore>} */
  #live = new Map();

  /** @returns {LiveStore[]} */
  get all() {
    return [...this.#live.values()];
  }

  /** True while a store is known by its board alone, or by what was told before it. */
  get isUntold() {
    return [...this.#begun].some(([id, position]) => isBehind(this.#told.get(id)?.position ?? '', position));
  }

  /**
   * @param {string} event of the chain's stream
   * @param {{store_id: string, position: string | null, data: import('../stream/board.js').FrameData}} told a board's event and whose it is
   */
  hear(event, { store_id: id, position, data }) {
    if (event === 'initial') {
      this.#broken.delete(id);
      if (position !== null) this.#begun.set(id, position);
    }
    if (event === 'store_updated' && position !== null) this.#update(id, position, data);
    this.#boards.set(id, fold(this.#boards.get(id) ?? EMPTY, event, data));
    this.#refresh(id);
  }

  /** @param {string} id of which nothing more comes */
  lose(id) {
    this.#broken.add(id);
    this.#refresh(id);
  }

  /** @param {Told[]} stores */
  tell(stores) {
    stores.forEach((told) => this.#tell(told));
  }

  /** @param {string} id @param {string} position @param {{store_name?: string, intake_paused?: boolean, currency?: string}} change without what stays */
  #update(id, position, { store_name, intake_paused, currency }) {
    const told = this.#told.get(id);
    this.#tell({
      store_id: id,
      store_name: store_name ?? told?.store_name ?? id,
      intake_paused: intake_paused ?? told?.intake_paused ?? false,
      currency: currency ?? told?.currency,
      closed: told?.closed,
      position,
    });
  }

  /** @param {Told} told */
  #tell(told) {
    const held = this.#told.get(told.store_id);
    if (held && !isBehind(held.position, told.position)) {
      // Closing is no event of the log: of two with one position the later says it.
      if (told.closed === undefined || told.closed === held.closed) return;
      this.#told.set(told.store_id, { ...held, closed: told.closed });
    } else {
      this.#told.set(told.store_id, told);
    }
    this.#refresh(told.store_id);
  }

  /** @param {string} id */
  #refresh(id) {
    const told = this.#told.get(id);
    const isBroken = this.#broken.has(id);
    const board = isBroken ? EMPTY : this.#boards.get(id);
    if (told) this.#live.set(id, liveStore(told, board ?? EMPTY, isBroken));
  }
}
