import { html } from './html.js';
import { t } from './i18n.js';
import { show } from './page.js';
import { hearServerTime } from './server-clock.js';

/** A page that is opened while the service restarts is there a moment after it. */
const ASK_AGAIN_MS = 1_000;

/**
 * What the page has to know before it can be anything, asked for until it is told.
 *
 * @typedef {{stream_url?: string, projector_url?: string}} PageSettings
 *
 * @returns {Promise<PageSettings>}
 */
export async function pageSettings() {
  for (;;) {
    try {
      const answer = await fetch('/screens/settings.json');
      hearServerTime(answer.headers.get('Date'));
      if (answer.ok) return await answer.json();
    } catch {
      // No line; said below, like any other refusal.
    }
    show(html`<p class="empty" role="status">${t('page.loading')}</p>`);
    await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
  }
}
