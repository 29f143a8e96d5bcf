import { html, nothing, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { serverNow } from '../lib/server-clock.js';
import { clock, dateOf, money } from '../lib/store-locale.js';

/** @param {import('./sales.js').Sales} sales */
export function salesView(sales) {
  /** @param {Event} event */
  const redate = (event) => {
    const date = typedIn(event);
    if (date) sales.read(date);
  };
  const { stats, failure } = sales;
  return html`<div class="upkeep">
    <div class="upkeep-head"><h2>${t('sales.heading')}</h2>
      <label><span class="unseen">${t('past.day')}</span>
        <input type="date" .value=${sales.date} max=${dateOf(serverNow())} @change=${redate} /></label></div>
    ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
    ${stats === null ? (failure ? nothing : html`<p class="empty" role="status">${t('common.moment')}</p>`) : dayView(stats)}
    <section><div class="upkeep-head"><h2>${t('sales.proof')}</h2>
      <button class="secondary" ?disabled=${sales.isProving} @click=${() => sales.prove()}>${t('sales.prove')}</button></div>
      <p class="soft" role="status">${sales.isProving ? t('common.moment') : proofOf(sales.proof)}</p></section>
  </div>`;
}

/** @param {import('./sales.js').Stats} stats */
function dayView({ orders, revenue, buckets }) {
  const sold = buckets.filter((bucket) => bucket.orders > 0);
  return html`<dl class="figures">
      <div><dt>${t('sales.revenue')}</dt><dd>${money(revenue)}</dd></div>
      <div><dt>${t('sales.orders')}</dt><dd>${orders}</dd></div>
    </dl>
    ${
      sold.length === 0
        ? html`<p class="empty">${t('history.empty')}</p>`
        : html`<ul>${sold.map(
            (bucket) => html`<li class="account-row">
          <span class="menu-name">${clock(bucket.start)}</span> <span class="soft">${t('floor.orders', { orders: bucket.orders })}</span>
          <strong>${money(bucket.revenue)}</strong></li>`,
          )}</ul>`
    }`;
}

/** @param {import('./sales.js').Proof | null} proof */
function proofOf(proof) {
  if (proof === null) return t('sales.proof.text');
  return proof.intact ? t('sales.intact', { events: proof.events }) : t('sales.broken');
}
