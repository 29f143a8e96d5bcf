import { Problem, reasonOf } from '../lib/api.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** Statuses that say that one of the form's fields is wrong, and not which. */
const WRONG = [401, 403, 404];

/** @param {import('./main.js').Model['device']} device @returns {device is import('./restaurant.js').Device} whether it can log in by itself */
export function isSetUp(device) {
  return device !== null && ('credential' in device || 'table_password' in device || 'pairing_code' in device);
}

/** @param {import('./main.js').Model} model @param {import('./main.js').Actions} actions */
export function setupView(model, { setUp, toggleLanguage }) {
  const refusal = model.setupFailure instanceof Problem && !model.setupFailure.isForNow ? model.setupFailure : null;
  if (isSetUp(model.device) && !refusal) return waking(model);
  const { device, setupFailure: failure } = model;
  return html`<main class="entrance">
    <form class="sheet" @submit=${submitting(setUp)} @input=${codeSuffices}>
      <button type="button" class="language" @click=${toggleLanguage}>${t('common.otherLanguage')}</button>
      <img class="mark" src="/screens/style/icon.svg" alt="" width="56" height="56" />
      <h1>${t('setup.heading')}</h1>
      <p class="soft">${t('setup.text')}</p>
      <label>${t('setup.code')}
        <input name="pairing_code" class="code" autocomplete="off" autocapitalize="characters" spellcheck="false"
          maxlength="20" placeholder="K7TR WM4Q" /></label>
      <p class="soft or">${t('setup.or')}</p>
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

/** @param {import('./main.js').Actions['setUp']} setUp @returns {(submitted: SubmitEvent) => void} */
function submitting(setUp) {
  return (submitted) => {
    submitted.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (submitted.target));
    const code = String(form.get('pairing_code')).trim();
    if (code) setUp({ pairing_code: code });
    else
      setUp({
        store_id: String(form.get('store_id')).trim(),
        table_number: Number(form.get('table_number')),
        table_password: String(form.get('table_password')),
      });
  };
}

/** Whoever has a code need not know the rest. @param {Event} event */
function codeSuffices(event) {
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input')]);
  const hasCode = fields[0].value.trim() !== '';
  for (const field of fields.slice(1)) field.required = !hasCode;
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
