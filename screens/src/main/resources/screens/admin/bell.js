import { recall, remember } from '../lib/device.js';
import { Chime } from './sound.js';

const KEPT = 'admin.sound';
const MIDDLE = 0.6;

const NEW_ORDER = [784, 1_047];
const CALLED_OFF = [523, 392, 523];
const CALL = [1_047, 784, 1_047];
const LINE_DEAD = [440, 330, 247];

/** What a screen says aloud, if it was told to. The device remembers whether, and how loud. */
export class Bell {
  isOn;
  /** 0 to 1 */
  volume;
  #chime = new Chime();
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    const kept = recall(KEPT, { isOn: false, volume: MIDDLE });
    this.isOn = kept.isOn;
    this.volume = kept.volume;
    this.#changed = changed;
  }

  /** It was told to sound, and the browser does not let it before somebody has touched the page. */
  get needsTouch() {
    return this.isOn && !this.#chime.isAwake;
  }

  async toggle() {
    this.#set({ isOn: !this.isOn });
    if (this.isOn) await this.test();
  }

  /** @param {number} volume */
  async louder(volume) {
    this.#set({ volume });
    await this.test();
  }

  async test() {
    await this.#chime.wake();
    this.#chime.play(NEW_ORDER, this.volume);
    this.#changed();
  }

  /** Somebody has touched the page. */
  async touched() {
    if (!this.needsTouch) return;
    await this.#chime.wake();
    this.#changed();
  }

  newOrder() {
    this.#sound(NEW_ORDER);
  }

  calledOff() {
    this.#sound(CALLED_OFF);
  }

  /** Guests call. */
  call() {
    this.#sound(CALL);
  }

  lineDead() {
    this.#sound(LINE_DEAD);
  }

  /** @param {number[]} notes */
  #sound(notes) {
    if (this.isOn) this.#chime.play(notes, this.volume);
  }

  /** @param {{isOn?: boolean, volume?: number}} change */
  #set({ isOn = this.isOn, volume = this.volume }) {
    this.isOn = isOn;
    this.volume = volume;
    remember(KEPT, { isOn, volume });
    this.#changed();
  }
}
