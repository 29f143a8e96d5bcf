import { asked, confirm } from './dialog.js';
import { html, nothing } from './html.js';
import { t } from './i18n.js';
import { invitationAddress } from './qr-code.js';
import { serverNow } from './server-clock.js';
import { dayAndClock } from './store-locale.js';

/** @typedef {{invited?: boolean, invited_until?: string}} Invited what an account says of its invitation */

/**
 * Shows the link by which somebody chooses a password, once.
 *
 * @param {{invitation_code: string, expires_at: string}} invitation @returns {Promise<string | null>} settled when it is seen
 */
export function tellInvitation({ invitation_code, expires_at }) {
  const address = invitationAddress(invitation_code);
  return asked('question', (close) => {
    /** @param {SubmitEvent} submitted */
    const submit = (submitted) => {
      submitted.preventDefault();
      close('');
    };
    return html`<form @submit=${submit}>
      <h2 id="question-title">${t('invitation.made')}</h2>
      <p>${t('invitation.made.text', { time: dayAndClock(expires_at) })}</p>
      <p class="address" data-invitation>${address}</p>
      <div class="choices">
        ${navigator.clipboard ? html`<button type="button" class="secondary" @click=${() => navigator.clipboard.writeText(address)}>${t('factor.recovery.copy')}</button>` : nothing}
        <button class="primary">${t('invitation.sent')}</button>
      </div>
    </form>`;
  });
}

/**
 * Invites somebody, at first or anew, and shows the link. Asks before, for what was listed a moment ago may have changed: there
 * may be a password to be taken away.
 *
 * @param {{name: string, path: string}} person
 * @param {(path: string, request: import('./api.js').Request) => Promise<{body: any} | null>} ask
 * @returns {Promise<boolean>} false for who thinks better of it
 */
export async function invite({ name, path }, ask) {
  const sure = await confirm({
    title: t('invitation.again.title', { name }),
    text: t('invitation.again.text'),
    yes: t('invitation.send'),
    no: t('common.back'),
    grave: true,
  });
  if (sure === null) return false;
  const answer = await ask(`${path}/invitation`, { method: 'POST' });
  tellInvitation(answer?.body);
  return true;
}

/** Whether somebody could still use it. @param {Invited} account */
function isOpen({ invited_until }) {
  return invited_until !== undefined && Date.parse(invited_until) > serverNow();
}

/** How far an invitation is; empty for who has a password. @param {Invited} account */
export function invitationState(account) {
  if (!account.invited) return '';
  const { invited_until } = account;
  if (invited_until !== undefined && isOpen(account))
    return t('invitation.until', { time: dayAndClock(invited_until) });
  return t(invited_until === undefined ? 'invitation.none' : 'invitation.ended');
}

/**
 * What can be done about somebody else's password: nobody but they choose it.
 *
 * @param {Invited & {username: string}} account @param {{invite: () => void, revoke: () => void}} actions
 */
export function invitationButtons(account, { invite, revoke }) {
  const { username: name } = account;
  return html`<button class="quiet" aria-label=${`${name}: ${t('invitation.send')}`} @click=${invite}>${t('invitation.send')}</button>
    ${
      isOpen(account)
        ? html`<button class="quiet danger" aria-label=${`${name}: ${t('invitation.revoke')}`} @click=${revoke}>${t('invitation.revoke')}</button>`
        : nothing
    }`;
}
