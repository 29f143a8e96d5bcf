import { Problem, reasonOf } from '../lib/api.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** Statuses that say that one of the form's fields is wrong, and not which. */
const WRONG = [401, 403, 404];

/** @param {import('./main.js').Model} model @param {import('./main.js').Actions} actions */
export function setupView(model, { setUp, toggleLanguage }) {
  const refusal = model.setupFailure instanceof Problem && !model.setupFailure.isForNow ? model.setupFailure : null;
  if (model.device && !refusal) return waking(model);
  /** @param {SubmitEvent} submitted */
  const submit = (submitted) => {
    submitted.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (submitted.target));
    setUp({
      store_id: String(form.get('store_id')).trim(),
      table_number: Number(form.get('table_number')),
      table_password: String(form.get('table_password')),
    });
  };
  const { device, setupFailure: failure } = model;
  return html`<main class="entrance">
    <form class="sheet" @submit=${submit}>
      <button type="button" class="language" @click=${toggleLanguage}>${t('common.otherLanguage')}</button>
      <img class="mark" src="/screens/style/icon.svg" alt="" width="56" height="56" />
      <h1>${t('setup.heading')}</h1>
      <p class="soft">${t('setup.text')}</p>
      <label>${t('setup.store')}
        <input name="store_id" required autocomplete="off" autocapitalize="none" spellcheck="false"
          .value=${device?.store_id ?? ''} placeholder="hanok-gangnam" /></label>
      <label>${t('setup.table')}
        <input name="table_number" type="number" inputmode="numeric" min="1" max="9999" required
          .value=${String(device?.table_number ?? '')} placeholder="3" /></label>
      <label>${t('setup.password')}
        <input name="table_password" type="password" required autocomplete="off" /></label>
      ${failure ? html`<p class="fault" role="alert">${refusal && WRONG.includes(refusal.status) ? t('setup.wrong') : reasonOf(failure)}</p>` : nothing}
      <button class="primary" ?disabled=${model.settingUp}>${model.settingUp ? t('common.moment') : t('setup.begin')}</button>
    </form>
  </main>`;
}

/** A tablet that was set up, and has just been switched on. @param {import('./main.js').Model} model */
function waking(model) {
  return html`<main class="entrance">
    <div class="sheet" role="status">
      <img class="mark" src="/screens/style/icon.svg" alt="" width="56" height="56" />
      <h1>${t('tablet.title')}</h1>
      <p class="soft">${model.setupFailure ? t('line.waking') : t('common.moment')}</p>
      <div class="dots" aria-hidden="true"><i></i><i></i><i></i></div>
    </div>
  </main>`;
}
