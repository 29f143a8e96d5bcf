import { call } from './api.js';

/**
 * What the issuer is called by which people may log in beside their passwords. Nobody waits for it: a page without an answer
 * asks for passwords alone.
 *
 * @returns {Promise<string | null>} null where there is none
 */
export async function issuerLabel() {
  try {
    const answer = await fetch('/screens/settings.json');
    return answer.ok ? ((await answer.json()).oidc_label ?? null) : null;
  } catch {
    return null;
  }
}

/**
 * Goes to the issuer, which sends the browser back to the page `/signed-in`.
 *
 * @param {string} [invitation] code of one that is accepted so
 */
export async function goToIssuer(invitation) {
  const body = invitation === undefined ? {} : { invitation_code: invitation };
  const answer = await call('/auth/oidc/begin', { method: 'POST', body });
  location.assign(answer?.body.authorization_uri);
}
