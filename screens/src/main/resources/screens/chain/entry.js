import { Account } from '../lib/account.js';
import { render } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { loginView } from '../lib/login-view.js';
import { app, onceAFrame, otherLanguage } from '../lib/page.js';
import { frame } from './frame-view.js';

/** How often waiting times are looked at anew. */
const CLOCK_MS = 10_000;

/**
 * A chain admin's page: logs in, follows what is to be seen while somebody is, and draws it.
 *
 * @template {{connection: import('../lib/connection-view.js').Connection, start: () => void, stop: () => void, hurry: () => void}} Followed
 * @param {import('../lib/i18n.js').TextKey} title
 * @param {(account: Account, changed: () => void) => Followed} follow
 * @param {(followed: Followed, now: number, update: () => void) => unknown} view
 */
export function enter(title, follow, view) {
  const account = new Account('chain.login', 'chain_id');
  const update = onceAFrame(draw);
  const followed = follow(account, update);
  const actions = {
    hurry: () => followed.hurry(),
    toggleLanguage() {
      otherLanguage();
      update();
    },
    /** @param {any} credentials */
    async logIn(credentials) {
      if (await account.logIn(credentials)) followed.start();
    },
  };

  function draw() {
    document.title = t(title);
    const now = Date.now();
    const model = { account, now, connection: followed.connection };
    render(account.login ? frame(model, actions, view(followed, now, update)) : loginView(account, actions), app());
  }

  account.addEventListener('change', () => {
    if (account.isNeeded) followed.stop();
    update();
  });
  setInterval(update, CLOCK_MS);
  draw();
  if (account.login) followed.start();
}
