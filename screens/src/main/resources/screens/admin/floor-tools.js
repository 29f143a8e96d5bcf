import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** What is asked of the whole floor. @param {import('./main.js').Model} model @param {import('./main.js').Actions} actions */
export function floorTools({ keepsTables, notFound }, actions) {
  /** @param {SubmitEvent} submitted */
  const find = (submitted) => {
    submitted.preventDefault();
    const form = /** @type {HTMLFormElement} */ (submitted.target);
    actions.findOrder(String(new FormData(form).get('number')));
  };
  return html`<div class="floor-tools">
    <form @submit=${find}><label>${t('floor.find')}
      <input type="search" name="number" inputmode="numeric" placeholder="#" autocomplete="off" required /></label></form>
    ${notFound ? html`<span class="soft" role="status">${t('floor.notFound', { number: notFound })}</span>` : nothing}
    ${keepsTables ? html`<button class="secondary" @click=${() => actions.editTable(null)}>${t('tables.add')}</button>` : nothing}
  </div>`;
}
