import { confirm } from './dialog.js';
import { t } from './i18n.js';

/**
 * Says of a change that was ordered while logins do not work that everybody whom it concerns is out, and that the rest
 * follows by itself.
 *
 * @param {{isDeferred?: boolean} | null} answer
 */
export function tellIfDeferred(answer) {
  if (answer?.isDeferred) confirm({ title: t('deferred.title'), text: t('deferred.text'), yes: t('common.ok') });
}
