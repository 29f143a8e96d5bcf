import { html, nothing, svg } from './html.js';

/** Squares of light around a code, without which no camera finds it. */
const MARGIN = 4;

/**
 * A QR code for a phone or a tablet to read.
 *
 * @param {string[] | null} rows from top to bottom, 1 for dark @param {string} label what it is, for those who do not see it
 */
export function qrView(rows, label) {
  if (!rows) return nothing;
  const size = rows.length + 2 * MARGIN;
  const dark = rows.flatMap((row, y) =>
    [...row].flatMap((square, x) => (square === '1' ? [`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`] : [])),
  );
  return html`<svg class="qr-code" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    ${svg`<path class="light" d="M0 0h${size}v${size}H0z"></path><path d=${dark.join('')}></path>`}
  </svg>`;
}
