/**
 * Whether the platform can be reached, as the last requests and the browser say.
 *
 * @typedef {'up' | 'down' | 'restored'} LineState `restored`: up again, and nobody has acted on it yet
 */
export class Line {
  /** @type {LineState} */
  state = navigator.onLine ? 'up' : 'down';
  #failedAt = 0;
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
    addEventListener('offline', () => this.failed());
  }

  get isDown() {
    return this.state === 'down';
  }

  /** @param {number} askedAt when what is answered was asked: from before it failed it says nothing of the line */
  answered(askedAt) {
    if (this.state === 'down' && askedAt > this.#failedAt) this.#become('restored');
  }

  failed() {
    this.#failedAt = performance.now();
    if (this.state !== 'down') this.#become('down');
  }

  acknowledged() {
    if (this.state === 'restored') this.#become('up');
  }

  /** @param {LineState} state */
  #become(state) {
    this.state = state;
    this.#changed();
  }
}
