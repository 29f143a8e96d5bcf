import { t } from '../lib/i18n.js';
import { Upkeep } from './upkeep.js';

/** The server's own bounds. */
const MAXIMUM = { words: 200, minutes: 24 * 60 };
/** What a kitchen needs to catch its breath. */
const USUAL_MINUTES = 20;

/** A store's own pause. It ends by itself where somebody says when, and by hand before that. */
export class Intake extends Upkeep {
  showPause() {
    this.show({
      title: t('intake.pause'),
      text: t('chain.pause.text'),
      method: 'PATCH',
      path: '/admin/store',
      save: t('intake.pause'),
      fields: [
        {
          name: 'minutes',
          label: t('intake.minutes'),
          type: 'number',
          required: false,
          value: USUAL_MINUTES,
          min: 1,
          max: MAXIMUM.minutes,
          hint: t('intake.minutes.hint'),
        },
        { name: 'reason', label: t('intake.reason'), required: false, maxlength: MAXIMUM.words },
        { name: 'message', label: t('intake.message'), required: false, maxlength: MAXIMUM.words },
      ],
      whole: true,
      body: ({ minutes, reason, message }) => ({
        intake_paused: true,
        ...(minutes ? { pause_minutes: Number(minutes) } : {}),
        ...(reason ? { pause_reason: reason } : {}),
        ...(message ? { pause_message: message } : {}),
      }),
    });
  }

  showResume() {
    this.show({
      title: t('intake.resume'),
      method: 'PATCH',
      path: '/admin/store',
      save: t('intake.resume'),
      fields: [],
      whole: true,
      body: () => ({ intake_paused: false }),
    });
  }
}
