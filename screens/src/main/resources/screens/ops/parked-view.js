import { confirm } from '../lib/dialog.js';
import { html, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { dayAndClock } from '../lib/store-locale.js';

/** Events set aside because they could not be applied: tried again, or left out with a reason that is kept. @param {import('./platform.js').Platform} platform @param {import('./platform.js').Projection} projection */
export function parkedView(platform, projection) {
  const { parked, parked_total: total, skipped } = projection;
  return html`<section aria-labelledby="parked"><h2 id="parked">${t('ops.parked')}</h2>
    ${
      parked.length === 0
        ? html`<p class="empty">${total ? t('ops.parked.others', { total }) : t('ops.parked.none')}</p>`
        : html`<ul class="parked">${repeat(
            parked,
            (one) => one.position,
            (one) => parkedRow(platform, one),
          )}</ul>`
    }
    ${
      skipped.length
        ? html`<details><summary>${t('ops.skipped', { count: skipped.length })}</summary>
          <ul class="skipped">${skipped.map(skippedRow)}</ul></details>`
        : nothing
    }
  </section>`;
}

/** @param {import('./platform.js').Platform} platform @param {import('./platform.js').Parked} parked */
function parkedRow(platform, { position, scope, store_id, order_id, reason, detail, type, parked_at }) {
  const isBusy = platform.doing.has(position);
  const skip = async () => {
    const why = await confirm({
      title: t('ops.skip.title', { position }),
      text: t('ops.skip.text'),
      remark: t('ops.skip.reason'),
      required: true,
      yes: t('ops.skip'),
      no: t('common.back'),
      grave: true,
    });
    if (why?.trim()) platform.skip(position, why.trim());
  };
  return html`<li data-position=${position}>
    <div class="parked-head"><strong>${position}</strong> <span class="status PENDING">${reason}</span> <span class="soft">${dayAndClock(parked_at)}</span></div>
    <p>${[store_id, order_id, type].filter(Boolean).join(' · ')}</p>
    <p class="soft">${detail} ${word('ops.scope', scope)}</p>
    <div class="choices">
      <button class="secondary" ?disabled=${isBusy} aria-label=${`${t('ops.retry')} ${position}`} @click=${() => platform.retry(position)}>${t('ops.retry')}</button>
      <button class="quiet danger" ?disabled=${isBusy} aria-label=${`${t('ops.skip')} ${position}`} @click=${skip}>${t('ops.skip')}</button>
    </div>
  </li>`;
}

/** @param {import('./platform.js').Skipped} skipped */
function skippedRow({ position, store_id, skip_reason, skipped_by_id, skipped_at }) {
  return html`<li><strong>${position}</strong> ${store_id ?? ''} · ${skip_reason} <span class="soft">${skipped_by_id} · ${dayAndClock(skipped_at)}</span></li>`;
}
