import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { noteView } from '../lib/note.js';
import { chosenView, nameWithOptions } from '../lib/options.js';
import { isDone } from '../stream/board.js';
import { lineSubject } from './desk.js';

/**
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Item} Item
 * @typedef {import('./main.js').Model} Model
 * @typedef {import('./main.js').Actions} Actions
 */

/** A line on a kitchen's ticket: a tap completes it, and another brings it back. @param {Model} model @param {Order} order @param {Item} item @param {Actions} actions */
export function lineView(model, order, item, actions) {
  const { desk } = model.store;
  const wish = desk.wishFor(lineSubject(order, item));
  const done = isDone(order, item);
  const to = done ? 'PREPARING' : 'COMPLETED';
  const name = nameWithOptions(item);
  return html`<li class="${done ? 'done' : ''} ${wish ? wish.state : ''}" data-line=${item.item_id}>
    <button class="line-step" aria-pressed=${done} ?disabled=${wish?.state === 'sending' || desk.wishFor(order.order_id) !== null}
      @click=${() => (wish ? actions.retry(wish.subject) : actions.advanceLine(order, item, to))}
      aria-label=${t('order.lineStepFor', { number: order.order_number, name, step: word('lineStep', to) })}>
      <b>${item.quantity}</b><span>${item.menu_name}${chosenView(item)}</span>${noteView(item)}
      <i class="check" aria-hidden="true"></i>
    </button>
    ${wish?.state === 'failed' ? html`<span class="wish failed" role="alert">${t('wish.failed')} ${wish.failure}</span>` : nothing}
  </li>`;
}
