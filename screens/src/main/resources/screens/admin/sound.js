/** Soft notes. Made here rather than played from a file: nothing to load when it matters. */
export class Chime {
  /** @type {AudioContext | null} */
  #audio = null;

  get isAwake() {
    return this.#audio?.state === 'running';
  }

  /** Browsers let a page sound only after somebody has touched it, so this belongs into a touch's handler. */
  async wake() {
    this.#audio ??= new AudioContext();
    await this.#audio.resume();
  }

  /** @param {number[]} hertz one note after the other @param {number} volume 0 to 1 */
  play(hertz, volume) {
    const audio = this.#audio;
    if (audio?.state !== 'running') return;
    hertz.forEach((note, place) => {
      this.#note(audio, note, place * 0.16, volume);
    });
  }

  /** @param {AudioContext} audio @param {number} hertz @param {number} after seconds @param {number} loudness */
  #note(audio, hertz, after, loudness) {
    const begin = audio.currentTime + after;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(Math.max(0.001, loudness * 0.4), begin + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 0.55);
  }
}
