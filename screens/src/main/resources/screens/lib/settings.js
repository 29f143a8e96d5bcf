import { html, render } from './html.js';
import { t } from './i18n.js';
import { app } from './page.js';

/** A page that is opened while the service restarts is there a moment after it. */
const ASK_AGAIN_MS = 1_000;

/**
 * What the page has to know before it can be anything, asked for until it is told.
 *
 * @returns {Promise<any>} as `/screens/settings.json` has it
 */
export async function pageSettings() {
  for (;;) {
    try {
      const answer = await fetch('/screens/settings.json');
      if (answer.ok) return await answer.json();
    } catch {
      // No line; said below, like any other refusal.
    }
    render(html`<p class="empty" role="status">${t('page.loading')}</p>`, app());
    await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
  }
}
