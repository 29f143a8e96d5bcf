import { confirm } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { dayAndClock } from '../lib/store-locale.js';

/** The generations of the read models, and the rebuild of one. @param {import('./platform.js').Platform} platform @param {import('./platform.js').Rebuild} rebuild */
export function rebuildView(platform, { generations, run }) {
  const isRunning = run?.state === 'running' || platform.doing.has('rebuild');
  return html`<section aria-labelledby="rebuild"><h2 id="rebuild">${t('ops.rebuild')}</h2>
    <ul class="generations">${generations.map(generationRow)}</ul>
    ${run ? runView(run) : nothing}
    <div class="choices">
      <button class="secondary" ?disabled=${isRunning} @click=${() => begin(platform, true)}>${t('ops.rebuild.compare')}</button>
      <button class="secondary" ?disabled=${isRunning} @click=${() => begin(platform, false)}>${t('ops.rebuild.switch')}</button>
    </div>
  </section>`;
}

/** @param {import('./platform.js').Platform} platform @param {boolean} compareOnly */
async function begin(platform, compareOnly) {
  const token = await confirm({
    title: compareOnly ? t('ops.rebuild.compare.title') : t('ops.rebuild.switch.title'),
    text: t('ops.rebuild.text'),
    secret: platform.isOperators ? undefined : t('ops.rebuild.token'),
    yes: t('ops.rebuild.begin'),
    no: t('common.back'),
    grave: !compareOnly,
  });
  if (token === null) return;
  if (platform.isOperators || token.trim()) platform.startRebuild(compareOnly, token.trim() || undefined);
}

/** @param {import('./platform.js').Generation} generation */
function generationRow({ generation, state, why, created_at }) {
  return html`<li><strong>${generation}</strong> <span class="status ${state === 'live' ? 'COMPLETED' : 'PREPARING'}">${state}</span>
    <span class="soft">${why} · ${dayAndClock(created_at)}</span></li>`;
}

/** @param {import('./platform.js').Run} run */
function runView({ state, phase, generation, done, total, events_per_second, seconds_left, failure, differences }) {
  const isRunning = state === 'running';
  return html`<div class="notice ${state === 'failed' || state === 'differs' ? 'warn' : ''}" role="status" data-testid="rebuild-run" data-state=${state}>
    <strong>${t('ops.run', { state: word('ops.run', state), generation: generation ?? '' })}</strong>
    <progress max=${Math.max(1, total)} value=${isRunning ? done : total} aria-label=${t('ops.rebuild')}></progress>
    <span>${t('ops.offsets', { done: isRunning ? done : total, end: total })}
      ${isRunning ? ` · ${word('ops.phase', phase ?? '')} · ${t('ops.eventsPerSecond', { rate: Math.round(events_per_second) })}` : ''}
      ${isRunning && seconds_left !== undefined && seconds_left !== null ? ` · ${t('ops.left', { seconds: seconds_left })}` : ''}</span>
    ${failure ? html`<span>${failure}</span>` : nothing}
    ${differences.map((one) => html`<span>${t('ops.difference', { table: one.table, rows: one.differing })}</span>`)}
  </div>`;
}
