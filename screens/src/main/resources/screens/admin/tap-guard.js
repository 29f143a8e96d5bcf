/** How long after a step, or after a list has moved, its buttons do nothing: longer than a double tap of wet hands. */
export const DEAD_MS = 700;
/** Two taps that are nearer than this are meant for one thing. */
const SAME_PLACE_PX = 48;

/** Keeps a tap from doing what it was not meant for. */
export class TapGuard {
  /** Of the last step that was tapped. */
  #last = { x: 0, y: 0, at: Number.NEGATIVE_INFINITY };
  /** @type {Map<string, {ids: string[], deadUntil: number}>} */
  #lists = new Map();
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Swallows a further tap at the place of a step's, whatever has come to stand there meanwhile. @param {MouseEvent} click */
  hear(click) {
    const isTap = click.detail > 0;
    const button = click.target instanceof Element ? click.target.closest('button') : null;
    if (!isTap || !button) return;
    if (this.#isRepeated(click)) {
      this.#last.at = performance.now();
      click.stopPropagation();
      click.preventDefault();
    } else if (button.matches('.step, .line-step')) {
      this.#last = { x: click.clientX, y: click.clientY, at: performance.now() };
    }
  }

  /**
   * Whether things in a list have just moved under the finger. What comes in behind the others moves none of them.
   *
   * @param {string} list @param {string[]} ids as they are shown now
   */
  isMoving(list, ids) {
    const now = performance.now();
    const held = this.#lists.get(list) ?? { ids, deadUntil: 0 };
    const moved = held.ids.some((id, place) => ids[place] !== id);
    if (moved) setTimeout(this.#changed, DEAD_MS);
    const deadUntil = moved ? now + DEAD_MS : held.deadUntil;
    this.#lists.set(list, { ids, deadUntil });
    return now < deadUntil;
  }

  /** @param {MouseEvent} click */
  #isRepeated({ clientX, clientY }) {
    const { x, y, at } = this.#last;
    return performance.now() - at < DEAD_MS && Math.hypot(clientX - x, clientY - y) < SAME_PLACE_PX;
  }
}
