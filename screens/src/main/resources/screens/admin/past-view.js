import { html, live, nothing, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { serverNow } from '../lib/server-clock.js';
import { clock, dateOf, dayAndClock, instantOf, minuteOfDay } from '../lib/store-locale.js';
import { floorView } from './floor-view.js';
import { MINUTE_MS } from './past.js';

const DAY_MINUTES = 24 * 60;
/** Minutes a button goes. */
const STEPS = [-60, -10, 10, 60];

/** The floor as it was, under a slider over the day. @param {import('./past.js').Past} past @param {import('./main.js').Actions} actions */
export function pastView(past, actions) {
  const minute = minuteOfDay(past.at);
  /** @param {Event} event */
  const slide = (event) => past.go(instantOf(dateOf(past.at), Number(typedIn(event))));
  /** @param {Event} event */
  const redate = (event) => {
    const date = typedIn(event);
    if (date) past.go(instantOf(date, minute));
  };
  return html`<section class="past-bar" aria-label=${t('view.past')}>
      <div class="past-head">
        <h1>${t('past.heading', { time: dayAndClock(past.at) })}</h1>
        <p>${t('past.text')}</p>
        <button class="secondary" @click=${() => actions.show('floor')}>${t('past.leave')}</button>
      </div>
      <label class="slider"><span class="unseen">${t('past.slider')}</span>
        <input type="range" min="0" max=${DAY_MINUTES - 1} step="1" .value=${live(String(minute))} aria-valuetext=${dayAndClock(past.at)} @input=${slide} />
        <span class="hours" aria-hidden="true">${[0, 6, 12, 18, 24].map((hour) => html`<i>${String(hour).padStart(2, '0')}:00</i>`)}</span>
      </label>
      <div class="past-steps">
        ${STEPS.map(
          (
            step,
          ) => html`<button class="secondary" ?disabled=${past.at + step * MINUTE_MS > serverNow()} @click=${() => past.go(past.at + step * MINUTE_MS)}>
            ${t(step < 0 ? 'past.back' : 'past.forth', { minutes: Math.abs(step) })}</button>`,
        )}
        <label><span class="unseen">${t('past.day')}</span><input type="date" .value=${live(dateOf(past.at))} max=${dateOf(serverNow())} @change=${redate} /></label>
      </div>
    </section>
    <p class="past-state" role="status">${past.isReading ? t('common.moment') : past.failure ? nothing : t('past.shown', { time: clock(past.shownAt) })}</p>
    ${past.failure ? html`<p class="fault" role="alert">${past.failure}</p>` : nothing}
    <div class="past-board" aria-busy=${past.isReading}>${past.board && !past.failure ? floorView(past.model, past.board, actions) : nothing}</div>`;
}
