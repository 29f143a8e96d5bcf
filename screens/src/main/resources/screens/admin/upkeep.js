import { Problem, reasonOf } from '../lib/api.js';
import { attempt } from '../lib/attempt.js';
import { tellIfDeferred } from '../lib/deferred.js';
import { newKey } from '../lib/device.js';
import { confirm, dialogRef } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { tellInvitation } from '../lib/invitation.js';
import { isEarlier } from '../stream/position.js';
import { detailsFieldView } from './details-field.js';
import { optionsFieldView } from './options-field.js';
import { pictureView } from './picture-field.js';

/** Where the server does not say when to ask again. */
const ASK_AGAIN_MS = 2_000;

/**
 * @typedef {{name: string, label: string, value?: string | number | null, type?: string, required?: boolean, min?: number, max?: number, step?: number,
 *   minlength?: number, maxlength?: number, pattern?: string, hint?: string, options?: [string, string][],
 *   picture?: import('./picture-field.js').PictureField, choices?: import('./options-field.js').OptionsField,
 *   details?: import('./details-field.js').DetailsField}} Field
 *
 * @typedef {object} Caller whoever may ask the server
 * @property {(path: string, request?: import('../lib/api.js').Request) => Promise<{body: any, position: string | null, isDeferred?: boolean} | null>} call
 * @property {import('../lib/account.js').Account} account
 *
 * @typedef {object} Form what can be changed of something, or given to something new
 * @property {string} title
 * @property {'POST' | 'PATCH' | 'DELETE'} method
 * @property {string | ((values: Record<string, string>) => string)} path
 * @property {string} [save] what its button says
 * @property {string} [text] beneath the title
 * @property {boolean} [whole] all that the form says is sent, not what somebody has changed in it alone
 * @property {Field[]} fields
 * @property {(values: Record<string, string>) => object} body
 * @property {number} [version] of what is changed, as it was when the form was opened
 * @property {{label: string, question: string} | null} [removal]
 */

/** Lists that are kept up by forms. A form stays open until the server has taken what it says. */
export class Upkeep {
  /** @type {string | null} why the list cannot be shown, or something in it not changed */
  failure = null;
  /** @type {Form | null} */
  form = null;
  /** @type {string | null} */
  formFailure = null;
  isSaving = false;
  /** @type {{text: string, key: string} | null} what was sent last, which sent again is the same */
  #sent = null;
  /** @type {string | null} how far the log is known to go; an older list would hide what somebody has just done */
  #known = null;
  #readings = 0;
  #again = 0;

  /** @param {Caller} store @param {() => void} changed */
  constructor(store, changed) {
    this.store = store;
    this.changed = changed;
  }

  /**
   * Asks for the list; each kind of list has its own way.
   *
   * @param {string} _query which requests for what the log says carry
   * @returns {Promise<() => void>} puts it in the place of what is shown
   */
  async list(_query) {
    return () => {};
  }

  /**
   * Reads the list. While the server does not have it, say because its read models have not come so far, it is asked for
   * again; an answer that comes when a later reading has begun is not shown.
   *
   * @param {string | null} [position] that what is read must include
   */
  async read(position = null) {
    if (position && !(this.#known && isEarlier(position, this.#known))) this.#known = position;
    clearTimeout(this.#again);
    const reading = ++this.#readings;
    try {
      const show = await this.list(this.#known ? `?after=${this.#known}` : '');
      if (reading !== this.#readings) return;
      show();
      this.failure = null;
    } catch (failure) {
      if (reading !== this.#readings) return;
      this.failure = reasonOf(failure);
      if (!(failure instanceof Problem && failure.isFinal)) this.#readAgain(failure);
    }
    this.changed();
  }

  /** @param {unknown} failure */
  #readAgain(failure) {
    const told = failure instanceof Problem ? failure.retryAfterMs : 0;
    this.#again = window.setTimeout(() => this.read(), told || ASK_AGAIN_MS);
  }

  /** @param {Form | null} form */
  show(form) {
    this.form = form;
    this.formFailure = null;
    this.changed();
  }

  /** @param {Record<string, string>} values */
  submit(values) {
    const { form } = this;
    if (!form) return;
    const body = form.method === 'PATCH' && !form.whole ? changed(form, values) : form.body(values);
    const path = typeof form.path === 'string' ? form.path : form.path(values);
    if (Object.keys(body).length === 0) this.show(null);
    else this.#send(form.method, path, body, form.version);
  }

  async remove() {
    const { form } = this;
    if (!form?.removal) return;
    const sure = await confirm({
      title: form.removal.question,
      yes: form.removal.label,
      no: t('common.back'),
      grave: true,
    });
    if (sure !== null && typeof form.path === 'string') this.#send('DELETE', form.path);
  }

  /** @param {() => Promise<void>} task */
  attempt(task) {
    return attempt(this, this.changed, task);
  }

  /** @param {string} method @param {string} path @param {object} [body] @param {number} [version] */
  async #send(method, path, body, version) {
    const text = JSON.stringify([method, path, body]);
    if (this.#sent?.text !== text) this.#sent = { text, key: newKey() };
    const { key } = this.#sent;
    await this.saving(async () => {
      const answer = await this.store.call(path, { method, body, version, key });
      this.#sent = null;
      this.show(null);
      const invitation = answer?.body?.invitation ?? answer?.body?.admin_invitation;
      if (invitation) tellInvitation(invitation);
      tellIfDeferred(answer);
      await this.read(answer?.position);
    });
  }

  /** Saves what the form says; it stays open with the reason where that fails. @param {() => Promise<void>} task @param {(failure: unknown) => string} reason */
  async saving(task, reason = reasonOf) {
    this.isSaving = true;
    this.changed();
    try {
      await task();
    } catch (failure) {
      this.formFailure = reason(failure);
    }
    this.isSaving = false;
    this.changed();
  }
}

/** Only what somebody has changed is sent, so that two who change different things do not undo each other. @param {Form} form @param {Record<string, string>} values @returns {Record<string, unknown>} */
function changed(form, values) {
  const before = Object.fromEntries(form.fields.map(({ name, value }) => [name, String(value ?? '')]));
  const was = /** @type {Record<string, unknown>} */ (form.body(before));
  return Object.fromEntries(
    Object.entries(form.body(values)).filter(([name, value]) => JSON.stringify(was[name]) !== JSON.stringify(value)),
  );
}

/** @param {Upkeep} upkeep */
export function formView(upkeep) {
  const { form } = upkeep;
  if (!form) return nothing;
  const close = () => upkeep.show(null);
  /** @param {SubmitEvent} submitted */
  const submit = (submitted) => {
    submitted.preventDefault();
    upkeep.submit(
      Object.fromEntries(
        [...new FormData(/** @type {HTMLFormElement} */ (submitted.target))].map(([name, value]) => [
          name,
          String(value).trim(),
        ]),
      ),
    );
  };
  return html`<dialog class="question form" ${dialogRef} @close=${close} aria-labelledby="form-title">
    <form @submit=${submit}>
      <h2 id="form-title">${form.title}</h2>
      ${form.text ? html`<p>${form.text}</p>` : nothing}
      ${form.fields.map(fieldView)}
      ${upkeep.formFailure ? html`<p class="fault" role="alert">${upkeep.formFailure}</p>` : nothing}
      <div class="choices">
        <button type="button" class="secondary" @click=${close}>${t('common.back')}</button>
        <button class="primary" ?disabled=${upkeep.isSaving}>${upkeep.isSaving ? t('common.moment') : (form.save ?? t('common.save'))}</button>
      </div>
      ${
        form.removal
          ? html`<button type="button" class="quiet danger" ?disabled=${upkeep.isSaving} @click=${() => upkeep.remove()}>${form.removal.label}</button>`
          : nothing
      }
    </form>
  </dialog>`;
}

/** @param {Field} field */
function fieldView({
  name,
  label,
  value,
  type = 'text',
  required = true,
  min,
  max,
  step,
  minlength,
  maxlength,
  pattern,
  hint,
  options,
  picture,
  choices,
  details,
}) {
  if (details) return detailsFieldView(details, name, label);
  if (choices) return optionsFieldView(choices, name, label);
  if (picture) return pictureView(picture, name, label, maxlength ?? 0);
  if (options) {
    return html`<label>${label}<select name=${name}>
      ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select></label>`;
  }
  if (type === 'checkbox') {
    return html`<label class="check"><input type="checkbox" name=${name} value="on" ?checked=${value === 'on'} />${label}</label>`;
  }
  return html`<label>${label}
    <input name=${name} type=${type} value=${value ?? ''} ?required=${required} min=${min ?? nothing} max=${max ?? nothing} step=${step ?? nothing} minlength=${minlength ?? nothing}
      maxlength=${maxlength ?? nothing} pattern=${pattern ?? nothing} autocomplete=${type === 'password' ? 'new-password' : 'off'} autocapitalize="none" />
    ${hint ? html`<small>${hint}</small>` : nothing}</label>`;
}
