import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { line } from '../lib/plot.js';
import { parkedView } from './parked-view.js';
import { rebuildView } from './rebuild-view.js';
import { next, ROOM } from './throughput.js';

/** @param {import('./platform.js').Platform} platform */
export function opsView(platform) {
  const { projection, failure } = platform;
  return html`<div class="ops">
    <h1 class="unseen">${t('view.ops')}</h1>
    ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
    <section aria-labelledby="services"><h2 id="services">${t('ops.services')}</h2>
      <ul class="services">${platform.services.map(serviceCard)}</ul></section>
    ${
      projection === null
        ? html`<p class="empty" role="status">${t('common.moment')}</p>`
        : html`${logView(platform, projection)} ${parkedView(platform, projection)} ${platform.rebuild ? rebuildView(platform, platform.rebuild) : nothing} ${partitionsView(projection.partitions)}`
    }
  </div>`;
}

/** @param {import('./platform.js').Service} service */
function serviceCard({ name, state, checks }) {
  return html`<li class="service ${state}" data-service=${name}>
    <strong>${name}</strong> <span class="status ${state === 'ready' ? 'COMPLETED' : 'PENDING'}">${t(`ops.${state}`)}</span>
    <ul>${Object.entries(checks ?? {}).map(([check, result]) => html`<li><span>${check}</span><span>${result}</span></li>`)}</ul>
  </li>`;
}

/** @param {import('./platform.js').Platform} platform @param {import('./platform.js').Projection} projection */
function logView({ throughput }, { partitions, parked_total }) {
  const end = partitions.reduce((sum, one) => sum + (one.log_end ?? 0), 0);
  const lag = partitions.reduce((sum, one) => sum + (one.lag_events ?? 0), 0);
  const seconds = Math.max(0, ...partitions.map((one) => one.lag_seconds ?? 0));
  const rate = (/** @type {number[]} */ values) => (values.length ? (values.at(-1) ?? 0).toFixed(1) : '–');
  const plot = (
    /** @type {'ops.appended' | 'ops.applied'} */ name,
    /** @type {number[]} */ values,
    /** @type {string} */ tone,
  ) => html`<figure>
    <figcaption>${t(name)} <b>${t('ops.perSecond', { rate: rate(values) })}</b></figcaption>
    ${line(values, ROOM, `${t(name)}: ${rate(values)}`, tone)}</figure>`;
  return html`<section aria-labelledby="log"><h2 id="log">${t('ops.log')}</h2>
    <dl class="figures">
      <div><dt>${t('ops.logEnd')}</dt><dd data-testid="log-end">${end.toLocaleString('ko-KR')}</dd></div>
      <div><dt>${t('ops.lagEvents')}</dt><dd>${lag.toLocaleString('ko-KR')}</dd></div>
      <div><dt>${t('ops.lagSeconds')}</dt><dd>${t('ops.seconds', { seconds: seconds.toFixed(1) })}</dd></div>
      <div class=${parked_total ? 'PENDING' : ''}><dt>${t('ops.parked')}</dt><dd>${parked_total}</dd></div>
    </dl>
    <div class="plots">${plot('ops.appended', throughput.appended, 'orders-plot')} ${plot('ops.applied', throughput.applied, 'applied-plot')}</div>
  </section>`;
}

/** @param {import('./platform.js').Partition[]} partitions */
function partitionsView(partitions) {
  return html`<section aria-labelledby="partitions"><h2 id="partitions">${t('ops.partitions')}</h2>
    <ul class="partitions">${repeat(partitions, (one) => one.partition, partitionRow)}</ul>
  </section>`;
}

/** @param {import('./platform.js').Partition} partition */
function partitionRow(partition) {
  const { partition: number, log_end: end, lag_events: lag, lag_seconds: seconds } = partition;
  const done = next(partition);
  return html`<li data-partition=${number}>
    <strong>${number}</strong>
    <progress max=${Math.max(1, end ?? done)} value=${end === 0 ? 1 : done} aria-label=${t('ops.partition', { number })}></progress>
    <span>${t('ops.offsets', { done, end: end ?? '?' })}</span>
    <span class=${lag ? 'behind' : 'soft'}>${t('ops.lag', { lag: lag ?? '?', seconds: seconds?.toFixed(1) ?? '?' })}</span>
  </li>`;
}
