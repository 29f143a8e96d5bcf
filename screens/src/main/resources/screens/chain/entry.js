import { Account } from '../lib/account.js';
import { recall } from '../lib/device.js';
import { t } from '../lib/i18n.js';
import { loginView } from '../lib/login-view.js';
import { issuerLabel } from '../lib/oidc.js';
import { onceAFrame, otherLanguage, show } from '../lib/page.js';
import { serverNow } from '../lib/server-clock.js';
import { OwnAccount } from '../own/own-account.js';
import { frame } from './frame-view.js';

/** How often waiting times are looked at anew. */
const CLOCK_MS = 10_000;

/** As whom somebody logs in to a page: what the device remembers the login as, and what names the place. */
export const CHAIN_ADMIN = /** @type {const} */ ({ kept: 'chain.login', place: 'chain_id' });
export const OPERATOR = /** @type {const} */ ({ kept: 'platform.login', place: 'platform' });

/** Who keeps the platform running does so as operator; else as chain admin. */
export function whoeverIsHere() {
  return recall(OPERATOR.kept, null) === null ? CHAIN_ADMIN : OPERATOR;
}

/**
 * A chain admin's or the operator's page: logs in, follows what is to be seen while somebody is, and draws it.
 *
 * @template {{connection: import('../lib/connection-view.js').Connection, start: () => void, stop: () => void, hurry: () => void}} Followed
 * @param {import('../lib/i18n.js').TextKey} title
 * @param {(account: Account, changed: () => void) => Followed} follow
 * @param {(followed: Followed, now: number, update: () => void) => unknown} view
 * @param {typeof CHAIN_ADMIN | typeof OPERATOR} who
 */
export async function enter(title, follow, view, who = CHAIN_ADMIN) {
  const update = onceAFrame(draw);
  const account = new Account(who.kept, who.place, () => {
    if (account.isNeeded) followed.stop();
    update();
  });
  await account.restore();
  issuerLabel().then((label) => {
    if (label === null) return;
    actions.issuer = { label, go: () => account.goToIssuer() };
    update();
  });
  const followed = follow(account, update);
  const own = new OwnAccount(account, update);
  const actions = {
    /** @type {import('../lib/login-view.js').Entrance['issuer']} */
    issuer: null,
    hurry: () => followed.hurry(),
    toggleLanguage() {
      otherLanguage();
      update();
    },
    /** @param {Record<string, string>} credentials */
    async logIn(credentials) {
      if (await account.logIn(credentials)) followed.start();
    },
  };

  function draw() {
    const now = serverNow();
    const model = { account, own, now, connection: followed.connection };
    show(account.login ? frame(model, actions, view(followed, now, update)) : loginView(account, actions), t(title));
  }

  setInterval(update, CLOCK_MS);
  draw();
  if (account.login) followed.start();
}
