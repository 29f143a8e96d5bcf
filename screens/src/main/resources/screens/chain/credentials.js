import { MINIMUM_PASSWORD, USERNAME } from '../lib/bounds.js';
import { t } from '../lib/i18n.js';

/** Name and password of an admin who is added with a form. @returns {import('../admin/upkeep.js').Field[]} */
export function credentials() {
  return [
    { name: 'username', label: t('chain.add.admin'), pattern: USERNAME, hint: t('staff.username.hint') },
    {
      name: 'password',
      label: t('login.password'),
      type: 'password',
      minlength: MINIMUM_PASSWORD,
      hint: t('staff.password.hint'),
    },
  ];
}
