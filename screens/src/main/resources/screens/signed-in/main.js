import { call, reasonOf } from '../lib/api.js';
import { DOORS, doorOf } from '../lib/doors.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { KeptLogin } from '../lib/kept-login.js';
import { onceAFrame, otherLanguage, show } from '../lib/page.js';

/** What the issuer left in the address, which does not stay there. */
const answer = new URLSearchParams(location.search);
history.replaceState(null, '', location.pathname);

const update = onceAFrame(draw);
/** @type {string | null} why nobody is logged in; null while that is not known */
let failure = null;

async function logIn() {
  const [code, state] = [answer.get('code'), answer.get('state')];
  if (code === null || state === null) {
    fail(t('oidc.none'));
    return;
  }
  try {
    const login = (await call('/auth/oidc/login', { method: 'POST', body: { code, state } }))?.body;
    const { kept, page } = doorOf(login.role);
    await new KeptLogin(kept).keep(login);
    location.replace(page);
  } catch (refused) {
    fail(reasonOf(refused));
  }
}

/** @param {string} why */
function fail(why) {
  failure = why;
  update();
}

function toggleLanguage() {
  otherLanguage();
  update();
}

function draw() {
  show(
    html`<main class="entrance"><div class="sheet">
      <button type="button" class="language" @click=${toggleLanguage}>${t('common.otherLanguage')}</button>
      <img class="mark" src="/screens/style/icon.svg" alt="" width="56" height="56" />
      <h1>${t('oidc.title')}</h1>
      ${failure === null ? html`<p role="status">${t('common.moment')}</p>` : html`<p class="fault" role="alert">${failure}</p>`}
      ${failure === null ? nothing : Object.values(DOORS).map(({ page, name }) => html`<p><a href=${page}>${t(name)}</a></p>`)}
    </div></main>`,
    t('oidc.title'),
  );
}

draw();
logIn();
