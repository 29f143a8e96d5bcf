import { OPERATOR } from '../chain/entry.js';
import { t } from '../lib/i18n.js';
import { KeptLogin } from '../lib/kept-login.js';
import { onceAFrame, otherLanguage, show } from '../lib/page.js';
import { setupView } from './setup-view.js';
import { codeOfAddress, FirstEvening } from './steps.js';

const update = onceAFrame(draw);
const model = {
  evening: new FirstEvening(update, (login) => new KeptLogin(OPERATOR.kept).keep(login)),
  code: codeOfAddress(),
  currency: 'KRW',
};

function toggleLanguage() {
  otherLanguage();
  update();
}

function draw() {
  show(setupView(model, toggleLanguage), t('setup.title'));
}

draw();
