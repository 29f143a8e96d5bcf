import { CURRENCIES, ID, MAXIMUM_NAME, MINIMUM_PASSWORD, USERNAME } from '../lib/bounds.js';
import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { pairingAddress } from '../lib/qr-code.js';
import { qrView } from '../lib/qr-view.js';
import { amountStep, money, toMajor, toMinor } from '../lib/store-locale.js';
import { STEPS } from './steps.js';

/** The server's own bounds. */
const MAXIMUM_PRICE = 100_000_000;
const MOST_TABLES = 200;

/** @typedef {{evening: import('./steps.js').FirstEvening, code: string, currency: string}} Model */

/** @param {Model} model @param {() => void} toggleLanguage */
export function setupView(model, toggleLanguage) {
  const { step } = model.evening;
  const place = STEPS.indexOf(step);
  return html`<main class="entrance"><div class="sheet first-evening" data-step=${step}>
    <button type="button" class="language" @click=${toggleLanguage}>${t('common.otherLanguage')}</button>
    <ol class="steps" aria-label=${t('setup.steps')}>${STEPS.map(
      (one, index) =>
        html`<li class=${index < place ? 'done' : ''} aria-current=${index === place ? 'step' : nothing}>${word('setup.step', one)}</li>`,
    )}</ol>
    ${VIEWS[step](model)}
  </div></main>`;
}

const VIEWS = {
  operator: operatorView,
  chain: chainView,
  store: storeView,
  tables: tablesView,
  menu: menuView,
  tablet,
};

/** @param {Model} model @param {(values: Record<string, string>) => Promise<void>} take @param {import('../lib/i18n.js').TextKey} text @param {unknown} fields @param {string} [yes] */
function form({ evening }, take, text, fields, yes = t('setup.next')) {
  /** @param {SubmitEvent} submitted */
  const submit = async (submitted) => {
    submitted.preventDefault();
    const form = /** @type {HTMLFormElement} */ (submitted.target);
    await take(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typed(name, String(value))])));
    if (evening.failure === null) form.reset();
  };
  return html`<form class="fields" @submit=${submit}>
    <h1>${word('setup.heading', evening.step)}</h1>
    <p class="soft">${t(text)}</p>
    ${fields}
    ${evening.failure ? html`<p class="fault" role="alert">${evening.failure}</p>` : nothing}
    <button class="primary" ?disabled=${evening.isBusy}>${evening.isBusy ? t('common.moment') : yes}</button>
  </form>`;
}

/** A password may begin or end with a space. @param {string} name @param {string} value */
function typed(name, value) {
  return name === 'password' ? value : value.trim();
}

/** @param {string} value */
function admin(value) {
  return html`<label>${t('setup.admin')}<input name="username" required pattern=${USERNAME} value=${value} autocomplete="off" autocapitalize="none" spellcheck="false" /><small>${t('staff.username.hint')}</small></label>
    <label>${t('login.password')}<input name="password" type="password" required minlength=${MINIMUM_PASSWORD} autocomplete="new-password" /><small>${t('staff.password.hint')}</small></label>`;
}

/** @param {string} value */
function id(value) {
  return html`<label>${t('setup.id')}<input name="id" required pattern=${ID} value=${value} autocomplete="off" autocapitalize="none" spellcheck="false" /><small>${t('setup.id.hint')}</small></label>`;
}

function name() {
  return html`<label>${t('upkeep.name')}<input name="name" required maxlength=${MAXIMUM_NAME} autocomplete="off" /></label>`;
}

/** @param {Model} model */
function operatorView(model) {
  return form(
    model,
    (values) => model.evening.operator(values),
    'setup.operator.text',
    html`<label>${t('setup.setupCode')}<input name="code" required value=${model.code} autocomplete="off" autocapitalize="characters" spellcheck="false" /></label>
      ${admin('operator')}`,
  );
}

/** @param {Model} model */
function chainView(model) {
  return form(
    model,
    (values) => model.evening.chain(values),
    'setup.chain.text',
    html`${name()} ${id('my-chain')} ${admin('boss')}`,
  );
}

/** @param {Model} model */
function storeView(model) {
  return form(
    model,
    (values) => {
      model.currency = values.currency;
      return model.evening.store(values);
    },
    'setup.store.text',
    html`${name()} ${id('my-store')}
      <label>${t('chain.add.zone')}<input name="zone" required value=${Intl.DateTimeFormat().resolvedOptions().timeZone} /></label>
      <label>${t('chain.add.currency')}<select name="currency">${CURRENCIES.map((one) => html`<option>${one}</option>`)}</select></label>
      ${admin('manager')}`,
  );
}

/** @param {Model} model */
function tablesView(model) {
  return form(
    model,
    (values) => model.evening.tables(values),
    'setup.tables.text',
    html`<label>${t('setup.tables.count')}<input name="count" type="number" required min="1" max=${MOST_TABLES} value="10" /></label>`,
  );
}

/** @param {Model} model */
function menuView(model) {
  const { evening, currency } = model;
  return html`${form(
    model,
    (values) => evening.dish({ ...values, price: String(toMinor(values.price, currency)) }),
    'setup.menu.text',
    html`<label>${t('setup.menu.category')}<input name="category" required maxlength=${MAXIMUM_NAME} value=${evening.dishes.at(-1)?.category ?? t('setup.menu.first')} autocomplete="off" /></label>
      <label>${t('setup.menu.dish')}<input name="name" required maxlength=${MAXIMUM_NAME} autocomplete="off" /></label>
      <label>${t('setup.menu.price', { currency })}<input name="price" type="number" required min="0" max=${toMajor(MAXIMUM_PRICE, currency)} step=${amountStep(currency)} /></label>`,
    t('setup.menu.add'),
  )}
    <ul class="dishes">${evening.dishes.map((dish) => html`<li><span>${dish.category} · ${dish.name}</span><span>${money(dish.price, currency)}</span></li>`)}</ul>
    <button class="secondary" name="done" ?disabled=${evening.isBusy} @click=${() => evening.tablet()}>${t('setup.menu.done')}</button>`;
}

/** @param {Model} model */
function tablet({ evening: { pairing, qrCode } }) {
  if (!pairing) return nothing;
  const { pairing_code: code, table_number: table } = pairing;
  const half = code.length / 2;
  const address = pairingAddress('tablet', code);
  return html`<h1>${t('setup.heading.tablet')}</h1>
    <p>${t('setup.tablet.text', { table, where: `${location.origin}/tablet` })}</p>
    <p class="pairing-code">${code.slice(0, half)} ${code.slice(half)}</p>
    ${qrView(qrCode, t('devices.qr'))}
    <p class="soft">${t('devices.code.link')} <a class="address" href=${address} target="_blank" rel="noopener">${address}</a></p>
    <ul class="ways">
      <li><a class="button secondary" href="/admin">${t('setup.to.admin')}</a></li>
      <li><a class="button secondary" href="/chain">${t('setup.to.chain')}</a></li>
      <li><a class="button secondary" href="/platform">${t('setup.to.platform')}</a></li>
    </ul>`;
}
