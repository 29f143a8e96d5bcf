import { recall, remember } from '../lib/device.js';

/** Type sizes: S for a tablet in the hand, XXL for a wall three metres away. */
export const SIZES = /** @type {const} */ (['S', 'M', 'L', 'XL', 'XXL']);

/** @typedef {typeof SIZES[number]} Size */

const KEPT = 'kitchen.size';
const KEPT_STATION = 'kitchen.station';

/** How this device shows the kitchen, which nobody has to set anew after a reload. */
export class KitchenScreen {
  /** @type {Size} */
  size = recall(KEPT, /** @type {Size} */ ('M'));
  /** The id of the station whose lines it shows; empty for everything. */
  stationId = recall(KEPT_STATION, '');
  /** @type {WakeLockSentinel | null} */
  #lock = null;

  /** @param {string} size */
  resize(size) {
    this.size = SIZES.find((known) => known === size) ?? 'M';
    remember(KEPT, this.size);
  }

  /** @param {string} stationId */
  showStation(stationId) {
    this.stationId = stationId;
    remember(KEPT_STATION, stationId);
  }

  async toggleFullscreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  }

  /** A screen on a wall must not go dark. Where the browser has no lock, the device's settings decide. @param {boolean} isShown */
  async keepAwake(isShown) {
    if (!isShown || document.hidden) {
      await this.#lock?.release();
      this.#lock = null;
    } else if (!this.#lock || this.#lock.released) {
      this.#lock = await (navigator.wakeLock?.request('screen').catch(() => null) ?? null);
    }
  }
}
