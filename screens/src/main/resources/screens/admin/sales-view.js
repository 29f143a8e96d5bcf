import { save } from '../lib/csv.js';
import { html, nothing, typedIn } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { averageOf, changeOf } from '../lib/sold.js';
import { clock, money } from '../lib/store-locale.js';

/** @typedef {import('./sales.js').DayReport} DayReport */

/** @param {import('./sales.js').Sales} sales @param {() => void} print */
export function salesView(sales, print) {
  /** @param {Event} event */
  const redate = (event) => {
    const date = typedIn(event);
    if (date) sales.read(date);
  };
  const { report, failure } = sales;
  return html`<div class="upkeep day-report">
    <div class="upkeep-head"><h2>${t('sales.heading')}</h2>
      <label><span class="unseen">${t('past.day')}</span>
        <input type="date" name="business-day" .value=${sales.date} max=${sales.today || nothing} @change=${redate} /></label>
      <button class="quiet" ?disabled=${report === null} @click=${() => save(`dishes-${sales.date}.csv`, sales.csv)}>${t('sales.csv')}</button>
      <button class="quiet" ?disabled=${report === null} @click=${print}>${t('sales.print')}</button></div>
    ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
    ${report === null ? (failure ? nothing : html`<p class="empty" role="status">${t('common.moment')}</p>`) : dayView(report)}
    <section class="proof"><div class="upkeep-head"><h2>${t('sales.proof')}</h2>
      <button class="secondary" ?disabled=${sales.isProving} @click=${() => sales.prove()}>${t('sales.prove')}</button></div>
      <p class="soft" role="status">${sales.isProving ? t('common.moment') : proofOf(sales.proof)}</p></section>
  </div>`;
}

/** @param {DayReport} report */
function dayView(report) {
  return html`${report.over ? nothing : html`<p class="soft" role="status">${t('sales.going', { open: report.open_sessions })}</p>`}
    ${figures(report)}
    ${
      report.sold.orders + report.sold.cancelled === 0
        ? html`<p class="empty">${t('history.empty')}</p>`
        : html`${hours(report)} ${dishes(report)} ${waiting(report)} ${cancellations(report)}`
    }`;
}

/** @param {DayReport} report */
function figures({ sold, week_before: before }) {
  const change = changeOf({ sold, before });
  const average = averageOf(sold);
  return html`<dl class="figures">
    <div data-figure="revenue"><dt>${t('sales.revenue')}</dt><dd>${money(sold.revenue)}</dd>
      <dd><small>${t('sales.weekBefore', { figure: money(before.revenue) })}${
        change === null
          ? nothing
          : html` <b class=${change < 0 ? 'less' : 'more'}>${change > 0 ? '+' : ''}${change}%</b>`
      }</small></dd></div>
    <div data-figure="orders"><dt>${t('sales.orders')}</dt><dd>${sold.orders}</dd>
      <dd><small>${t('sales.weekBefore', { figure: before.orders })}</small></dd></div>
    <div data-figure="average"><dt>${t('sales.average')}</dt><dd>${average === null ? '–' : money(average)}</dd></div>
    <div data-figure="cancelled"><dt>${t('sales.cancelled')}</dt><dd>${sold.cancelled}</dd>
      <dd><small>${t('sales.weekBefore', { figure: before.cancelled })}</small></dd></div>
  </dl>`;
}

/** All bars have one scale, that of the best hour. @param {DayReport} report */
function hours({ hours }) {
  if (hours.length === 0) return nothing;
  const most = Math.max(1, ...hours.map((hour) => hour.revenue));
  return html`<section><h3>${t('sales.hours')}</h3>
    <ul class="by-hour">${hours.map(
      (hour) => html`<li><span>${clock(hour.start)}</span>
        <meter max=${most} value=${hour.revenue} aria-hidden="true"></meter>
        <span class="soft">${t('floor.orders', { orders: hour.orders })}</span> <strong>${money(hour.revenue)}</strong></li>`,
    )}</ul></section>`;
}

/** @param {DayReport} report */
function dishes({ dishes }) {
  if (dishes.length === 0) return nothing;
  return html`<section><h3>${t('sales.dishes')}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('sales.dishes')}><table class="sales">
      <thead><tr><th scope="col">${t('sales.dish')}</th><th scope="col">${t('sales.quantity')}</th><th scope="col">${t('sales.revenue')}</th></tr></thead>
      <tbody>${dishes.map(
        (dish) =>
          html`<tr data-menu=${dish.menu_id}><th scope="row">${dish.menu_name}</th><td>${dish.quantity}</td><td>${money(dish.revenue)}</td></tr>`,
      )}</tbody></table></div></section>`;
}

/** @param {DayReport} report */
function waiting({ seconds_in_status }) {
  const statuses = ['PENDING', 'PREPARING'].filter((status) => seconds_in_status[status]);
  if (statuses.length === 0) return nothing;
  return html`<section><h3>${t('sales.waiting')}</h3>
    <ul>${statuses.map(
      (status) => html`<li class="figure-row" data-status=${status}><span>${word('status', status)}</span>
        <span class="soft">${t('sales.waited', { half: duration(seconds_in_status[status].p50), most: duration(seconds_in_status[status].p95) })}</span></li>`,
    )}</ul></section>`;
}

/** @param {number} seconds */
function duration(seconds) {
  return seconds < 60
    ? t('ops.seconds', { seconds: Math.round(seconds) })
    : t('order.minutes', { minutes: Math.round(seconds / 60) });
}

/** @param {DayReport} report */
function cancellations({ sold, cancellations }) {
  if (sold.cancelled === 0) return nothing;
  return html`<section><h3>${t('sales.reasons')}</h3>
    ${
      cancellations
        ? html`<ul>${cancellations.map(
            ({ reason, orders }) => html`<li class="figure-row"><span>${reason || t('sales.noReason')}</span>
              <span class="soft">${t('floor.orders', { orders })}</span></li>`,
          )}</ul>`
        : html`<p class="soft">${t('sales.reasonsGone')}</p>`
    }</section>`;
}

/** @param {import('./sales.js').Proof | null} proof */
function proofOf(proof) {
  if (proof === null) return t('sales.proof.text');
  return proof.intact ? t('sales.intact', { events: proof.events }) : t('sales.broken');
}
