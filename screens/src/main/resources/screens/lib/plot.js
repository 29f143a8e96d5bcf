import { html, svg } from './html.js';

const WIDTH = 240;
const HEIGHT = 56;

/**
 * One bar for each number, on a scale from nothing to the largest. What it shows stands in words in its label.
 *
 * @param {(number | null)[]} values null where there is none @param {string} label @param {string} tone a class
 */
export function bars(values, label, tone) {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = WIDTH / values.length;
  return html`<svg class="plot ${tone}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${values.map((value, place) => {
      const height = value === null ? 0 : Math.max(1.5, (value / most) * (HEIGHT - 2));
      return svg`<rect x=${place * step + 1} y=${HEIGHT - height} width=${step - 2} height=${height} rx="1.5"
        class=${place === values.length - 1 ? 'last' : ''}></rect>`;
    })}
    ${base()}
  </svg>`;
}

/** A line through the numbers, the latest at the right end. @param {number[]} values @param {number} room for how many @param {string} label @param {string} tone */
export function line(values, room, label, tone) {
  const most = Math.max(1, ...values);
  const x = (/** @type {number} */ place) => WIDTH - ((values.length - 1 - place) * WIDTH) / (room - 1);
  const points = values.map(
    (value, place) => `${x(place).toFixed(1)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 4)).toFixed(1)}`,
  );
  const area = points.length ? `M${x(0).toFixed(1)},${HEIGHT} L${points.join(' L')} L${WIDTH},${HEIGHT} Z` : '';
  return html`<svg class="plot ${tone}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
    <path class="area" d=${area}></path>
    <polyline points=${points.join(' ')}></polyline>
    ${base()}
  </svg>`;
}

function base() {
  return svg`<line x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT}></line>`;
}
