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
 *
 * @param {Question} question
 * @returns {Promise<string | null>} for yes what was typed, which may be empty; null for no
 */
export function confirm({ title, text, yes, no, grave = false, secret, remark, required = Boolean(secret) }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'question';
  dialog.setAttribute('aria-labelledby', 'question-title');
  document.body.append(dialog);
  return new Promise((resolve) => {
    /** @param {string | null} typed */
    const answer = (typed) => {
      dialog.remove();
      resolve(typed);
    };
    /** @param {SubmitEvent} submitted */
    const submit = (submitted) => {
      submitted.preventDefault();
      answer(String(new FormData(/** @type {HTMLFormElement} */ (submitted.target)).get('typed') ?? ''));
    };
    const label = secret ?? remark;
    const field = html`<label>${label}
      <input name="typed" type=${secret ? 'password' : 'text'} ?required=${required} maxlength=${secret ? LONGEST_TOKEN : LONGEST_REMARK} autocomplete="off" /></label>`;
    render(
      html`<form @submit=${submit}>
        <h2 id="question-title">${title}</h2>
        ${text ? html`<p>${text}</p>` : nothing} ${label ? field : nothing}
        <div class="choices">
          ${no ? html`<button type="button" class="secondary" @click=${() => answer(null)}>${no}</button>` : nothing}
          <button class=${grave ? 'primary grave' : 'primary'}>${yes}</button>
        </div>
      </form>`,
      dialog,
    );
    dialog.addEventListener('cancel', () => answer(null));
    dialog.showModal();
  });
}
