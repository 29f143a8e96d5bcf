import { call, Problem, reasonOf } from '../lib/api.js';
import { doorOf } from '../lib/doors.js';
import { t } from '../lib/i18n.js';
import { KeptLogin } from '../lib/kept-login.js';
import { goToIssuer, issuerLabel } from '../lib/oidc.js';
import { onceAFrame, otherLanguage, secretOfAddress, show } from '../lib/page.js';
import { logInAt } from '../lib/second-factor.js';
import { invitationView } from './invitation-view.js';

/**
 * @typedef {{username: string, role: string, chain_id: string, store_id?: string}} Accepted who may log in now
 * @typedef {typeof model} Model
 */

const update = onceAFrame(draw);
const model = {
  code: secretOfAddress('code') ?? '',
  isBusy: false,
  /** @type {string | null} why the password was not taken */
  failure: null,
  /** @type {Accepted | null} of whom the login did not follow, as it does if nothing goes wrong */
  accepted: null,
  /** @type {string | null} what the issuer is called by which the invitation may be accepted too */
  issuer: null,
};

const actions = {
  toggleLanguage() {
    otherLanguage();
    update();
  },
  /** @param {string} code */
  async goToIssuer(code) {
    model.failure = null;
    await goToIssuer(code).catch((failure) => (model.failure = reasonOf(failure)));
    update();
  },
  /** @param {Record<string, string>} values */
  async accept({ code, password, again }) {
    model.failure = password === again ? null : t('invitation.differs');
    if (model.failure === null) await choose(code, password);
    update();
  },
};

/** @param {string} code @param {string} password */
async function choose(code, password) {
  model.isBusy = true;
  update();
  try {
    const answer = await call('/auth/invitations/accept', {
      method: 'POST',
      body: { invitation_code: code, password },
    });
    await enter(answer?.body, password);
  } catch (failure) {
    const reasons = failure instanceof Problem ? failure.reasons : [];
    model.failure = reasons.length > 0 ? reasons.join(' · ') : reasonOf(failure);
  }
  model.isBusy = false;
}

/** Logs in where the role does so; whoever is asked for a code and has none does so later. @param {Accepted} account @param {string} password */
async function enter(account, password) {
  const { username, chain_id, store_id } = account;
  const { page, kept, path } = doorOf(account.role);
  /** @type {Record<string, string>} */
  const place = store_id ? { store_id } : chain_id ? { chain_id } : {};
  try {
    await new KeptLogin(kept).keep(await logInAt(path, { ...place, username, password }));
    location.replace(page);
  } catch {
    model.accepted = account;
  }
}

function draw() {
  show(invitationView(model, actions), t('invitation.title'));
}

draw();
issuerLabel().then((label) => {
  model.issuer = label;
  update();
});
