/** The one place that knows where the template library is served from. */

export { live } from '../lit/directives/live.js';
export { ref } from '../lit/directives/ref.js';
export { repeat } from '../lit/directives/repeat.js';
export { html, nothing, render, svg } from '../lit/lit-html.js';

/** What was typed or chosen in a field. @param {Event} event */
export function typedIn(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
}
