import { confirm } from './dialog.js';
import { t } from './i18n.js';
import { secretOfAddress } from './page.js';

/** The code that came with the page's address, as somebody opened it from what an admin sent or showed. It is of use once. */
export function pairingCode() {
  return secretOfAddress('pair');
}

/** Asks for the code that an admin has made for a kitchen or floor screen. @returns {Promise<string | null>} null for none */
export function askForPairingCode() {
  return confirm({
    title: t('login.pair'),
    text: t('login.pair.text'),
    remark: t('setup.code'),
    required: true,
    yes: t('login.pair.yes'),
    no: t('common.back'),
  });
}
