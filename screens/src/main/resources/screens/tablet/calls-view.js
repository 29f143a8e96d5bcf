import { dialogRef } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { serverNow } from '../lib/server-clock.js';
import { minutesBetween } from '../lib/store-locale.js';

/**
 * @typedef {import('./main.js').Model} Model
 * @typedef {import('./main.js').Actions} Actions
 * @typedef {import('./calls.js').Calls} Calls
 */

/** Opens the list, and says whether somebody is waited for. @param {Calls} calls @param {boolean} isDown @param {Actions} actions */
export function callButton(calls, isDown, actions) {
  const { state } = calls;
  return html`<button class="quiet call-open" data-call=${state} ?disabled=${isDown} @click=${actions.openCalls}>
    ${state === 'none' ? t('call.open') : word('call.state', state)}
  </button>`;
}

/** What the guests can call for. @param {Model} model @param {Calls} calls @param {Actions} actions */
export function callsView({ line }, calls, actions) {
  const close = () => actions.show('menu');
  return html`<dialog class="drawer calls" ${dialogRef} @close=${close} aria-label=${t('call.heading')}>
    <div class="drawer-head">
      <h2>${t('call.heading')}</h2>
      <button class="close" @click=${close} aria-label=${t('common.close')}>✕</button>
    </div>
    ${line.isDown ? html`<p class="notice warn" role="alert">${t('call.offline')}</p>` : nothing}
    ${calls.failure ? html`<p class="notice warn" role="alert"><strong>${t('call.failed')}</strong> ${calls.failure === '-' ? t('line.noAnswer') : calls.failure}</p>` : nothing}
    <ul class="call-kinds">${calls.kinds.map((kind) => kindView(kind, calls, line.isDown, actions))}</ul>
    <p class="soft" role="status">${said(calls)}</p>
  </dialog>`;
}

/** @param {string} kind @param {Calls} calls @param {boolean} isDown @param {Actions} actions */
function kindView(kind, calls, isDown, actions) {
  const state = calls.stateOf(kind);
  const isSending = calls.sending === kind;
  return html`<li><button class="secondary call-kind ${state}" data-kind=${kind} aria-busy=${isSending}
      ?disabled=${isDown || calls.sending !== '' || state === 'called'} @click=${() => actions.call(kind)}>
    <strong>${word('call.kind', kind)}</strong>
    ${state === 'none' ? nothing : html`<span>${word('call.state', state)} · ${since(kind, calls)}</span>`}
  </button></li>`;
}

/** @param {string} kind @param {Calls} calls */
function since(kind, calls) {
  return t('order.minutes', { minutes: minutesBetween(calls.of(kind)?.called_at ?? '', serverNow()) });
}

/** @param {Calls} calls */
function said(calls) {
  return calls.state === 'none' ? t('call.text') : word('call.state', calls.state);
}
