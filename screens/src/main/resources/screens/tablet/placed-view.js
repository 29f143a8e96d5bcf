import { dialogRef } from '../lib/dialog.js';
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { money } from '../lib/store-locale.js';

/** The order's number, large; goes away by itself. @param {import('../lib/api.js').GuestOrder} order @param {import('./main.js').Actions} actions */
export function placedView(order, actions) {
  return html`<dialog class="placed" ${dialogRef} @close=${actions.backToMenu} aria-labelledby="placed-title">
    <div class="check" aria-hidden="true">
      <svg viewBox="0 0 48 48"><path d="M12 25l8.5 8.5L37 16" fill="none" stroke="currentColor" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round"></path></svg>
    </div>
    <h2 id="placed-title">${t('placed.heading')}</h2>
    <p class="number" data-order=${order.order_id}><small>${t('placed.number')}</small>${order.order_number}</p>
    <p class="soft">${t('placed.text', { amount: money(order.total_amount) })}</p>
    <button class="primary" autofocus @click=${actions.backToMenu}>${t('placed.back')}</button>
    <div class="countdown" aria-hidden="true"></div>
  </dialog>`;
}
