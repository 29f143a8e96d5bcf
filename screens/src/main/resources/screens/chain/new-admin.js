import { USERNAME } from '../lib/bounds.js';
import { t } from '../lib/i18n.js';

/** An admin who is added with a form, and invited to choose a password. @returns {import('../admin/upkeep.js').Field} */
export function newAdmin() {
  return {
    name: 'username',
    label: t('chain.add.admin'),
    pattern: USERNAME,
    hint: `${t('staff.username.hint')}. ${t('invitation.hint')}`,
  };
}
