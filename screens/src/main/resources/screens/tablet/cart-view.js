import { html, live, nothing, repeat, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { chosenView } from '../lib/options.js';
import { money } from '../lib/store-locale.js';
import { fits, unavailableOptions } from './cart.js';
import { dishName } from './guest-language.js';

/** What the server says where the options of a line are not the menu's any more. */
const CHOOSE_ANEW = new Set(['SOLD_OUT', 'OPTIONS_INVALID']);

/**
 * @typedef {import('./main.js').Model} Model
 * @typedef {import('./main.js').Actions} Actions
 * @typedef {import('./cart.js').Cart} Cart
 * @typedef {import('./restaurant.js').Restaurant} Restaurant
 */

/** @param {Model} model @param {Restaurant} restaurant @param {Actions} actions */
export function cartPanel(model, restaurant, actions) {
  const cart = model.cart;
  return html`
    <aside class="cart" aria-label=${t('cart.heading')}>
      <div class="cart-head">
        <h2>${t('cart.heading')}</h2>
        <button class="close narrow-only" @click=${() => actions.show('menu')} aria-label=${t('cart.close')}>✕</button>
      </div>
      ${
        cart.isEmpty
          ? html`<div class="empty cart-empty"><p>${t('cart.empty')}</p><p class="soft">${t('cart.empty.text')}</p></div>`
          : html`<ul class="lines">
            ${repeat(
              cart.lines,
              (line) => line.line_id,
              (line) => lineView(line, cart, restaurant, actions),
            )}
          </ul>`
      }
      <div class="cart-foot">
        ${outcome(model, restaurant, actions)}
        <div class="sum"><span>${t('cart.total')}</span><strong>${money(cart.total)}</strong></div>
        ${orderButton(model, restaurant, actions)}
      </div>
    </aside>
    <button class="cart-bar narrow-only" ?hidden=${cart.isEmpty} @click=${() => actions.show('cart')}>
      <span class="badge">${cart.count}</span> ${t('cart.open')} <strong>${money(cart.total)}</strong>
    </button>`;
}

/** @param {import('./cart.js').Line} line @param {Cart} cart @param {Restaurant} restaurant @param {Actions} actions */
function lineView(line, cart, restaurant, actions) {
  const menu = restaurant.menus.find((candidate) => candidate.menu_id === line.menu_id);
  const name = menu ? dishName(menu) : line.menu_name;
  const isKnown = restaurant.categories !== null;
  const without = isKnown && menu?.available ? unavailableOptions(line, menu) : [];
  const gone = isKnown && (!menu?.available || without.length > 0);
  return html`<li class=${gone ? 'line gone' : 'line'}>
    <div class="line-name">${name}${isKnown && !menu?.available ? html` <em>${t('menu.soldOut')}</em>` : nothing}
      ${chosenView(line)}
      ${without.length ? html`<em>${t('cart.optionGone', { name: without.map(({ option_name }) => option_name).join(', ') })}</em>` : nothing}</div>
    <div class="line-price">${money(line.price * line.quantity)}</div>
    <div class="stepper" role="group" aria-label=${name}>
      <button ?disabled=${cart.isSent} @click=${() => actions.change(line.line_id, -1)} aria-label=${t('cart.less', { name })}>−</button>
      <output aria-label=${t('cart.quantity')}>${line.quantity}</output>
      <button ?disabled=${cart.isSent || gone} @click=${() => actions.change(line.line_id, 1)} aria-label=${t('cart.more', { name })}>+</button>
    </div>
    <input class="note" maxlength="200" placeholder=${t('cart.note')} aria-label=${t('cart.noteFor', { name })}
      ?disabled=${cart.isSent} .value=${live(line.note)}
      @input=${(/** @type {Event} */ typed) => actions.annotate(line.line_id, typedIn(typed))} />
  </li>`;
}

/** What became of the last try. @param {Model} model @param {Restaurant} restaurant @param {Actions} actions */
function outcome({ checkout, cart, line }, restaurant, actions) {
  if (checkout.state === 'unknown') return warning(t('cart.unknown'), t('cart.unknown.text'));
  if (checkout.state === 'refused' && checkout.problem.menuIds.length > 0) {
    return soldOut(checkout.problem.menuIds, cart, restaurant, actions);
  }
  if (checkout.state === 'refused' && CHOOSE_ANEW.has(checkout.problem.code)) {
    return chooseAnew(checkout.problem, cart, restaurant, actions);
  }
  if (cart.repriced.length > 0) return repriced(cart.repriced, restaurant);
  if (checkout.state === 'refused') return warning(t('cart.refused'), checkout.problem.message);
  if (line.isDown && !cart.isEmpty) return html`<p class="notice" role="status">${t('cart.offline')}</p>`;
  return nothing;
}

/** @param {string} heading @param {string} text */
function warning(heading, text) {
  return html`<div class="notice warn" role="alert"><strong>${heading}</strong> ${text}</div>`;
}

/** Nothing is ordered at a price that the guests have not seen. @param {import('./cart.js').Line[]} lines @param {Restaurant} restaurant */
function repriced(lines, { menus }) {
  /** @param {import('./cart.js').Line} line */
  const named = (line) => dishName(menus.find(({ menu_id }) => menu_id === line.menu_id) ?? line);
  return html`<div class="notice warn repriced" role="alert">
    <strong>${t('cart.repriced')}</strong> <span>${t('cart.repriced.text')}</span>
    ${lines.map((line) => html`<span>${named(line)} <s>${money(line.was ?? line.price)}</s> → ${money(line.price)}</span>`)}
  </div>`;
}

/** @param {string[]} menuIds @param {Cart} cart @param {Restaurant} restaurant @param {Actions} actions */
function soldOut(menuIds, cart, restaurant, actions) {
  const named = new Map([...cart.lines, ...restaurant.menus].map((one) => [one.menu_id, dishName(one)]));
  return html`<div class="notice warn" role="alert">
    <strong>${t('cart.soldOut')}</strong>
    <span>${menuIds.map((id) => named.get(id) ?? t('cart.unnamed')).join(', ')}</span>
    <button class="secondary" @click=${() => actions.removeUnavailable(menuIds)}>${t('cart.removeSoldOut')}</button>
  </div>`;
}

/** Something that was chosen of a dish cannot be had. The lines go only if the guests say so. @param {import('../lib/api.js').Problem} problem @param {Cart} cart @param {Restaurant} restaurant @param {Actions} actions */
function chooseAnew({ message, soldOutOptions }, cart, { menus }, actions) {
  const soldOut = new Set(soldOutOptions.map(({ option_id }) => option_id));
  const lines = cart.lines.filter(
    (line) =>
      line.options?.some(({ option_id }) => soldOut.has(option_id)) ||
      !fits(
        line,
        menus.find(({ menu_id }) => menu_id === line.menu_id),
      ),
  );
  return html`<div class="notice warn" role="alert">
    <strong>${t('cart.chooseAnew')}</strong> <span>${message}</span>
    ${
      lines.length
        ? html`<button class="secondary" @click=${() => actions.removeLines(lines.map(({ line_id }) => line_id))}>${t('cart.removeChosen')}</button>`
        : nothing
    }
  </div>`;
}

/** @param {Model} model @param {Restaurant} restaurant @param {Actions} actions */
function orderButton({ cart, checkout, line }, { isPaused }, actions) {
  const sending = checkout.state === 'sending';
  const unknown = checkout.state === 'unknown';
  // What was sent already may be asked for again: it is known to the store or it is refused.
  const cannot = cart.isEmpty || sending || line.isDown || (isPaused && !unknown);
  return html`<button class="primary send" ?disabled=${cannot} aria-busy=${sending} @click=${actions.order}>
    ${orderText(sending, unknown, line.isDown, isPaused, cart)}
  </button>`;
}

/** @param {boolean} sending @param {boolean} unknown @param {boolean} isDown @param {boolean} isPaused @param {Cart} cart */
function orderText(sending, unknown, isDown, isPaused, cart) {
  if (sending) return t('cart.sending');
  if (isDown) return t('cart.waiting');
  if (unknown) return t('cart.sendAgain');
  if (isPaused) return t('menu.paused');
  return cart.isEmpty ? t('cart.orderNothing') : t('cart.order', { quantity: cart.count });
}
