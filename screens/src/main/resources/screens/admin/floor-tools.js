import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** What is asked of the whole floor. @param {import('./main.js').Model} model @param {import('./main.js').Actions} actions */
export function floorTools({ store, keepsTables, notFound }, actions) {
  /** @param {SubmitEvent} submitted */
  const find = (submitted) => {
    submitted.preventDefault();
    const form = /** @type {HTMLFormElement} */ (submitted.target);
    const number = String(new FormData(form).get('number'));
    const button = /** @type {HTMLButtonElement | null} */ (submitted.submitter);
    if (button?.name === 'history') actions.findHistory(number);
    else actions.findOrder(number);
  };
  return html`<div class="floor-tools">
    <form @submit=${find}><label>${t('floor.number')}
      <input type="search" name="number" inputmode="numeric" placeholder="#" autocomplete="off" required /></label>
      <button class="secondary">${t('floor.find')}</button>
      <button class="quiet" name="history">${t('floor.history')}</button></form>
    ${notFound ? html`<span class="soft" role="status">${t('floor.notFound', { number: notFound })}</span>` : nothing}
    ${keepsTables ? html`<button class="secondary" @click=${() => actions.editTable(null)}>${t('tables.add')}</button>` : nothing}
    ${keepsTables ? intakeSwitch(store, actions) : nothing}
  </div>`;
}

/** @param {import('./store.js').Store} store @param {import('./main.js').Actions} actions */
function intakeSwitch({ isPaused }, actions) {
  return isPaused
    ? html`<button class="primary" @click=${actions.resumeIntake}>${t('intake.resume')}</button>`
    : html`<button class="secondary" @click=${actions.pauseIntake}>${t('intake.pause')}</button>`;
}
