import { html, nothing, ref, render } from './html.js';

/** Opens a `<dialog>` as a modal one as soon as it is rendered: focus moves into it, and back when it goes. */
export const dialogRef = ref((element) => {
  if (!element) return;
  const dialog = /** @type {HTMLDialogElement} */ (element);
  queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
});

const LONGEST_TOKEN = 4_000;
const LONGEST_REMARK = 200;

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string} [text]
 * @property {string} yes
 * @property {string} [no] absent when there is nothing to choose
 * @property {boolean} [grave] the answer is hard to take back
 * @property {string} [secret] label of a password to be given
 * @property {string} [remark] label of a remark that may be given
 * @property {boolean} [required] the remark must be given
 * @property {[string, string][]} [options] of which one must be chosen, each with its label; the choice is the answer
 *
 * @param {Question} question
 * @returns {Promise<string | null>} for yes what was typed or chosen, which may be empty; null for no
 */
export function confirm(question) {
  return asked('question', (close) => {
    /** @param {SubmitEvent} submitted */
    const submit = (submitted) => {
      submitted.preventDefault();
      close(String(new FormData(/** @type {HTMLFormElement} */ (submitted.target)).get('typed') ?? ''));
    };
    return form(question, submit, () => close(null));
  });
}

/**
 * Puts a question on the screen until it is answered. Its heading has the id `question-title`.
 *
 * @param {string} classes of the dialog @param {(close: (answer: string | null) => void) => unknown} view
 * @returns {Promise<string | null>} what it was closed with; null for who was asked and has gone
 */
export function asked(classes, view) {
  const dialog = document.createElement('dialog');
  dialog.className = classes;
  dialog.setAttribute('aria-labelledby', 'question-title');
  document.body.append(dialog);
  return new Promise((resolve) => {
    /** @param {string | null} answer */
    const close = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    render(view(close), dialog);
    dialog.addEventListener('cancel', () => close(null));
    dialog.showModal();
  });
}

/** Takes every question off the screen: who was asked has gone. */
export function closeQuestions() {
  for (const dialog of document.querySelectorAll('body > dialog.question')) dialog.dispatchEvent(new Event('cancel'));
}

/** @param {Question} question @param {(event: SubmitEvent) => void} submit @param {() => void} decline */
function form({ title, text, yes, no, grave = false, ...asked }, submit, decline) {
  return html`<form @submit=${submit}>
    <h2 id="question-title">${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing} ${field(asked)}
    <div class="choices">
      ${no ? html`<button type="button" class="secondary" @click=${decline}>${no}</button>` : nothing}
      <button class=${grave ? 'primary grave' : 'primary'}>${yes}</button>
    </div>
  </form>`;
}

/** @param {Pick<Question, 'secret' | 'remark' | 'required' | 'options'>} asked */
function field({ secret, remark, required = Boolean(secret), options }) {
  if (options) {
    return html`<div class="options" role="radiogroup" aria-labelledby="question-title">
      ${options.map(([value, label]) => html`<label><input type="radio" name="typed" value=${value} required />${label}</label>`)}
    </div>`;
  }
  const label = secret ?? remark;
  if (!label) return nothing;
  return html`<label>${label}
    <input name="typed" type=${secret ? 'password' : 'text'} ?required=${required}
      maxlength=${secret ? LONGEST_TOKEN : LONGEST_REMARK} autocomplete="off" /></label>`;
}
