/** The one place that knows where the template library is served from. */
export { html, svg, render, nothing } from '../lit/lit-html.js';
export { repeat } from '../lit/directives/repeat.js';
export { live } from '../lit/directives/live.js';
export { ref } from '../lit/directives/ref.js';
