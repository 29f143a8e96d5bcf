import { confirm } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { minutesBetween } from '../lib/store-locale.js';

/** @typedef {import('./chain.js').Chain} Chain @typedef {import('./chain.js').LiveStore} LiveStore */

/** @param {import('./chain.js').LiveStore} store @param {number} now minutes, null when nobody waits */
export function waiting(store, now) {
  return store.waiting_since ? minutesBetween(store.waiting_since, now) : null;
}

/** @param {LiveStore} store */
export function stateChip({ closed, intake_paused }) {
  const name = closed ? 'chain.closed' : intake_paused ? 'chain.paused' : 'chain.open';
  return html`<span class="status ${closed ? 'CANCELLED' : intake_paused ? 'PENDING' : 'COMPLETED'}">${t(name)}</span>`;
}

/** @param {Chain} chain @param {LiveStore} store */
export function closeButton(chain, store) {
  const { store_name: name, closed } = store;
  const toggle = async () => {
    const sure = await confirm({
      title: t(closed ? 'chain.reopen.title' : 'chain.close.title', { name }),
      text: t(closed ? 'chain.reopen.text' : 'chain.close.text'),
      yes: t(closed ? 'chain.reopen' : 'chain.close'),
      no: t('common.back'),
      grave: !closed,
    });
    if (sure !== null) chain.setClosed(store, !closed);
  };
  const word = t(closed ? 'chain.reopen' : 'chain.close');
  return html`<button class="quiet ${closed ? '' : 'danger'}" ?disabled=${chain.changing.has(store.store_id)} aria-label=${`${name}: ${word}`} @click=${toggle}>${word}</button>`;
}

/** @param {import('./chain.js').Chain} chain @param {import('./chain.js').LiveStore} store */
export function pauseButton(chain, store) {
  if (store.closed) return nothing;
  const { store_name: name, intake_paused: isPaused } = store;
  const toggle = async () => {
    const reason = await confirm(
      isPaused
        ? { title: t('chain.resume.title', { name }), yes: t('chain.resume'), no: t('common.back') }
        : {
            title: t('chain.pause.title', { name }),
            text: t('chain.pause.text'),
            remark: t('chain.pause.reason'),
            yes: t('chain.pause'),
            no: t('common.back'),
            grave: true,
          },
    );
    if (reason !== null) chain.setPaused(store, !isPaused, reason.trim());
  };
  const word = isPaused ? t('chain.resume') : t('chain.pause');
  return html`<button class="secondary" ?disabled=${chain.changing.has(store.store_id)} aria-label=${`${name}: ${word}`} @click=${toggle}>${word}</button>`;
}
