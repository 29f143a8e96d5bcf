import { Problem, reasonOf } from '../lib/api.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** @param {any} model @param {{setUp: (device: any) => void, toggleLanguage: () => void}} actions */
export function setupView(model, { setUp, toggleLanguage }) {
  if (model.device && !(model.setupFailure instanceof Problem && model.setupFailure.isFinal)) return waking(model);
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
      ${failure ? html`<p class="fault" role="alert">${reasonOf(failure)}</p>` : nothing}
      <button class="primary" ?disabled=${model.settingUp}>${model.settingUp ? t('common.moment') : t('setup.begin')}</button>
    </form>
  </main>`;
}

/** A tablet that was set up, and has just been switched on. @param {any} model */
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
