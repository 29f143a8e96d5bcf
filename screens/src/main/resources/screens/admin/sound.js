/** Two soft notes. Made here rather than played from a file: nothing to load when it matters. */
export class Chime {
  /** @type {AudioContext | null} */
  #audio = null;

  /** Browsers let a page sound only after somebody has touched it, so this belongs into a click's handler. */
  async wake() {
    this.#audio ??= new AudioContext();
    await this.#audio.resume();
  }

  ring() {
    if (this.#audio?.state !== 'running') return;
    this.#note(this.#audio, 784, 0);
    this.#note(this.#audio, 1_047, 0.16);
  }

  /** @param {AudioContext} audio @param {number} hertz @param {number} after seconds */
  #note(audio, hertz, after) {
    const begin = audio.currentTime + after;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.22, begin + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 0.55);
  }
}
