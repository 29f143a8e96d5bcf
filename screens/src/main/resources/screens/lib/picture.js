import { html, svg } from './html.js';

/**
 * A dish's picture, or in its place a patchwork (조각보) made from its name: the same dish always looks the same, dishes of
 * one category are of one colour, and nothing pretends to be a photograph.
 *
 * @param {{menu_name: string, image_url?: string | null}} menu
 * @param {number} place of the category on the menu
 * @param {() => void} changed a photograph turned out not to be there
 */
export function picture(menu, place, changed) {
  const url = menu.image_url;
  if (url && !broken.has(url)) {
    const replace = () => {
      broken.add(url);
      changed();
    };
    return html`<img class="picture" src=${url} alt="" loading="lazy" decoding="async" @error=${replace} />`;
  }
  const hue = HUES[place % HUES.length];
  const random = sequence(menu.menu_name);
  return html`<svg class="picture" viewBox="0 0 120 84" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <rect width="120" height="84" fill=${tone(hue, 0.5)}></rect>
    ${patches({ x: 0, y: 0, width: 120, height: 84 }, 4, random).map(
      (patch) =>
        svg`<rect x=${patch.x} y=${patch.y} width=${patch.width} height=${patch.height} fill=${tone(hue, random())}
          stroke="#fffaf2" stroke-opacity=".55" stroke-width=".8"></rect>`,
    )}
  </svg>`;
}

/** @type {Set<string>} addresses that have no picture; asked again when the page is loaded anew */
const broken = new Set();

/** Persimmon, pine, ochre, indigo, plum, celadon: the first categories are told apart best. */
const HUES = [18, 150, 42, 222, 330, 176, 265, 95];

/** The one colour that all dishes share. */
const ACCENT = 'hsl(36 60% 58%)';

/** @param {number} hue @param {number} random */
function tone(hue, random) {
  if (random > 0.88) return ACCENT;
  return `hsl(${hue + (random - 0.5) * 44} ${30 + random * 20}% ${62 + random * 28}%)`;
}

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Patch
 * @param {Patch} patch @param {number} cuts @param {() => number} random @returns {Patch[]}
 */
function patches(patch, cuts, random) {
  if (cuts === 0 || (cuts < 3 && random() < 0.22)) return [patch];
  const { x, y, width, height } = patch;
  const share = 0.3 + random() * 0.4;
  const halves =
    width > height
      ? [
          { x, y, width: width * share, height },
          { x: x + width * share, y, width: width * (1 - share), height },
        ]
      : [
          { x, y, width, height: height * share },
          { x, y: y + height * share, width, height: height * (1 - share) },
        ];
  return halves.flatMap((half) => patches(half, cuts - 1, random));
}

/** Numbers from 0 to 1 that depend on the text only (mulberry32). @param {string} text */
function sequence(text) {
  let state = [...text].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
