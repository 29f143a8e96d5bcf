import { html, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { dayAndClock } from '../lib/store-locale.js';
import { formView } from './upkeep.js';

/** @typedef {import('./printers.js').PrinterUpkeep} PrinterUpkeep */

/** Where slips are printed and which are not, beneath the stations. @param {PrinterUpkeep} upkeep @param {string} role */
export function printersView(upkeep, role) {
  const isAdmin = role !== 'staff';
  if (!isAdmin && !upkeep.all?.length) return nothing;
  return html`<div class="upkeep printers">
    <div class="upkeep-head"><h2>${t('printers.heading')}</h2>
      <button class="quiet" @click=${() => upkeep.read()}>${t('printers.refresh')}</button>
      ${isAdmin ? html`<button class="secondary" @click=${() => upkeep.showPrinter(null)}>${t('printers.add')}</button>` : nothing}
    </div>
    ${upkeep.failure ? html`<p class="fault" role="alert">${upkeep.failure}</p>` : nothing}
    ${upkeep.all?.length === 0 ? html`<p class="empty">${t('printers.none')}</p>` : nothing}
    <ul>${repeat(
      upkeep.all ?? [],
      (printer) => printer.printer_id,
      (printer) => html`<li class="printer-row" data-printer=${printer.printer_id}>
        <strong>${printer.printer_name}</strong> <span class="soft">${printer.address}</span>
        ${stateView(printer)}
        ${isAdmin ? html`<button class="quiet" aria-label=${t('upkeep.changeOf', { name: printer.printer_name })} @click=${() => upkeep.showPrinter(printer)}>${t('upkeep.change')}</button>` : nothing}
      </li>`,
    )}</ul>
    ${upkeep.slips.length ? slipsView(upkeep) : nothing} ${formView(upkeep)}
  </div>`;
}

/** @param {import('./printers.js').Printer} printer */
function stateView({ waiting, waiting_since, trouble, printed_at }) {
  if (waiting && waiting_since) {
    return html`<span class="status PENDING">${t('printers.waiting', { count: waiting, time: dayAndClock(waiting_since) })}</span>
      ${trouble ? html`<span class="fault">${word('printers.trouble', trouble)}</span>` : nothing}`;
  }
  return printed_at
    ? html`<span class="status COMPLETED">${t('printers.printed', { time: dayAndClock(printed_at) })}</span>`
    : nothing;
}

/** @param {PrinterUpkeep} upkeep */
function slipsView(upkeep) {
  return html`<h3>${t('printers.unprinted')}</h3>
    <ul>${repeat(
      upkeep.slips,
      (slip) => `${slip.printer_id} ${slip.slip_number}`,
      (slip) => html`<li data-slip=${slip.slip_number}>
        <strong>${t('printers.slip', { order: slip.order_number, table: slip.table })}</strong>
        <span class="soft">${dayAndClock(slip.event_time)} · ${word('printers.kind', slip.kind)} · ${word('printers.state', slip.state)}</span>
        ${slip.trouble ? html`<span class="fault">${word('printers.trouble', slip.trouble)}</span>` : nothing}
        ${
          slip.state === 'GIVEN_UP' && slip.kind !== 'CANCELLED'
            ? html`<button class="quiet" ?disabled=${upkeep.asked.has(slip.order_id)} @click=${() => upkeep.reprint(slip)}>${t('printers.reprint')}</button>`
            : nothing
        }
      </li>`,
    )}</ul>`;
}
