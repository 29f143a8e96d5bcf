import { call, Problem } from './api.js';
import { asked } from './dialog.js';
import { html, nothing } from './html.js';
import { t } from './i18n.js';
import { qrView } from './qr-view.js';

/** A recovery code with spaces is longer than what an app shows. */
const LONGEST_CODE = 30;

/**
 * @typedef {{secret: string, uri: string, qr_code: string[]}} Begun a secret that counts from its first code on
 *
 * @typedef {object} Entrance where somebody logs in who may have a second factor
 * @property {(path: string, request?: import('./api.js').Request) => Promise<{body: any} | null>} [ask]
 * @property {typeof askForCode} [askCode]
 * @property {typeof tellRecoveryCodes} [tell]
 */

/**
 * Logs in. Asks for the code of a second factor where there is one, and sets one up where there has to be one.
 *
 * @param {string} path @param {Record<string, string>} credentials @param {Entrance} [entrance]
 * @returns {Promise<any>} the server's answer
 * @throws {unknown} why nobody is logged in; also for who was asked for a code and has none
 */
export async function logInAt(path, credentials, { ask = call, askCode = askForCode, tell = tellRecoveryCodes } = {}) {
  /** @type {Begun | null} */
  let begun = null;
  /** @type {Record<string, string>} */
  let body = credentials;
  for (;;) {
    try {
      const answer = await ask(path, { method: 'POST', body });
      const { recovery_codes: codes, ...login } = answer?.body ?? {};
      if (codes) await tell(codes);
      return login;
    } catch (failure) {
      if (!(failure instanceof Problem) || !failure.code.startsWith('SECOND_FACTOR_')) throw failure;
      if (failure.code === 'SECOND_FACTOR_SETUP_NEEDED') begun = await enrol(ask, credentials);
      const code = await askCode(begun, 'second_factor_code' in body ? failure.message : null);
      if (code === null) throw failure;
      body = { ...credentials, second_factor_code: code };
    }
  }
}

/** @param {NonNullable<Entrance['ask']>} ask @param {Record<string, string>} credentials @returns {Promise<Begun>} */
async function enrol(ask, credentials) {
  const answer = await ask('/auth/second-factor/enrolments', { method: 'POST', body: credentials });
  return answer?.body;
}

/**
 * Asks for a code from the authenticator app.
 *
 * @param {Begun | null} begun what the app has to be told first @param {string | null} failure of the code before
 * @returns {Promise<string | null>} null for who gives up
 */
export function askForCode(begun, failure) {
  return asked('question form', (close) => {
    /** @param {SubmitEvent} submitted */
    const submit = (submitted) => {
      submitted.preventDefault();
      close(String(new FormData(/** @type {HTMLFormElement} */ (submitted.target)).get('second_factor_code')).trim());
    };
    return html`<form @submit=${submit}>
      <h2 id="question-title">${t(begun ? 'factor.setUp' : 'factor.code.title')}</h2>
      <p>${t(begun ? 'factor.setUp.text' : 'factor.code.text')}</p>
      ${begun ? secretView(begun) : nothing}
      <label>${t('factor.code')}
        <input name="second_factor_code" required maxlength=${LONGEST_CODE} inputmode=${begun ? 'numeric' : 'text'}
          autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" /></label>
      ${failure ? html`<p class="fault" role="alert">${failure}</p>` : nothing}
      <div class="choices">
        <button type="button" class="secondary" @click=${() => close(null)}>${t('common.back')}</button>
        <button class="primary">${t('factor.code.yes')}</button>
      </div>
    </form>`;
  });
}

/** @param {Begun} begun */
function secretView({ secret, qr_code }) {
  return html`${qrView(qr_code, t('factor.qr'))}
    <p class="soft">${t('factor.secret')} <span class="address" data-secret>${secret.match(/.{1,4}/g)?.join(' ')}</span></p>`;
}

/** Shows recovery codes, once. @param {string[]} codes @returns {Promise<string | null>} settled when they are seen */
export function tellRecoveryCodes(codes) {
  return asked('question form', (close) => {
    /** @param {SubmitEvent} submitted */
    const submit = (submitted) => {
      submitted.preventDefault();
      close('');
    };
    return html`<form @submit=${submit}>
      <h2 id="question-title">${t('factor.recovery')}</h2>
      <p>${t('factor.recovery.text')}</p>
      <ol class="recovery-codes">${codes.map((code) => html`<li>${code}</li>`)}</ol>
      <div class="choices">
        <button type="button" class="secondary" @click=${() => navigator.clipboard?.writeText(codes.join('\n'))}>${t('factor.recovery.copy')}</button>
        <button class="primary">${t('factor.recovery.kept')}</button>
      </div>
    </form>`;
  });
}

/** Asks before somebody else's second factor is reset. @param {string} name @returns {import('./dialog.js').Question} */
export function resetQuestion(name) {
  return {
    title: t('factor.reset.title', { name }),
    text: t('factor.reset.text'),
    yes: t('factor.reset'),
    no: t('common.back'),
    grave: true,
  };
}
