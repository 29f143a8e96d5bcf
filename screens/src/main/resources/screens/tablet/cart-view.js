import { html, live, nothing, repeat } from '../lib/html.js';
import { money, t } from '../lib/i18n.js';

/** @param {any} model @param {import('./restaurant.js').Restaurant} restaurant @param {any} actions */
export function cartPanel(model, restaurant, actions) {
  /** @type {import('./cart.js').Cart} */
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
              (line) => line.menu_id,
              (line) => lineView(line, cart, restaurant, actions),
            )}
          </ul>`
      }
      <div class="cart-foot">
        ${outcome(model, restaurant, actions)}
        <div class="sum"><span>${t('cart.total')}</span><strong>${money(cart.total)}</strong></div>
        ${orderButton(model, actions)}
      </div>
    </aside>
    <button class="cart-bar narrow-only" ?hidden=${cart.isEmpty} @click=${() => actions.show('cart')}>
      <span class="badge">${cart.count}</span> ${t('cart.open')} <strong>${money(cart.total)}</strong>
    </button>`;
}

/** @param {import('./cart.js').Line} line @param {import('./cart.js').Cart} cart @param {import('./restaurant.js').Restaurant} restaurant @param {any} actions */
function lineView(line, cart, restaurant, actions) {
  const menu = restaurant.menus.find((candidate) => candidate.menu_id === line.menu_id);
  const gone = restaurant.categories !== null && !menu?.available;
  return html`<li class=${gone ? 'line gone' : 'line'}>
    <div class="line-name">${line.menu_name}${gone ? html` <em>${t('menu.soldOut')}</em>` : nothing}</div>
    <div class="line-price">${money(line.price * line.quantity)}</div>
    <div class="stepper" role="group" aria-label=${line.menu_name}>
      <button ?disabled=${cart.isSent} @click=${() => actions.add(line, -1)} aria-label=${t('cart.less', { name: line.menu_name })}>−</button>
      <output aria-label=${t('cart.quantity')}>${line.quantity}</output>
      <button ?disabled=${cart.isSent || gone} @click=${() => actions.add(line, 1)} aria-label=${t('cart.more', { name: line.menu_name })}>+</button>
    </div>
    <input class="note" maxlength="200" placeholder=${t('cart.note')} aria-label=${t('cart.noteFor', { name: line.menu_name })}
      ?disabled=${cart.isSent} .value=${live(line.note)}
      @input=${(/** @type {any} */ typed) => actions.annotate(line.menu_id, typed.target.value)} />
  </li>`;
}

/** What became of the last try. @param {any} model @param {import('./restaurant.js').Restaurant} restaurant @param {any} actions */
function outcome({ checkout, cart, line }, restaurant, actions) {
  if (checkout.state === 'unknown') {
    return html`<div class="notice warn" role="alert"><strong>${t('cart.unknown')}</strong> ${t('cart.unknown.text')}</div>`;
  }
  if (checkout.state === 'refused' && checkout.problem.menuIds.length > 0) {
    return soldOut(checkout.problem.menuIds, cart, restaurant, actions);
  }
  if (checkout.state === 'refused') {
    return html`<div class="notice warn" role="alert"><strong>${t('cart.refused')}</strong> ${checkout.problem.message}</div>`;
  }
  if (line.isDown && !cart.isEmpty) return html`<p class="notice" role="status">${t('cart.offline')}</p>`;
  return nothing;
}

/** @param {string[]} menuIds @param {import('./cart.js').Cart} cart @param {import('./restaurant.js').Restaurant} restaurant @param {any} actions */
function soldOut(menuIds, cart, restaurant, actions) {
  const names = menuIds.map(
    (id) => [...cart.lines, ...restaurant.menus].find((named) => named.menu_id === id)?.menu_name ?? id,
  );
  return html`<div class="notice warn" role="alert">
    <strong>${t('cart.soldOut')}</strong>
    <span>${names.join(', ')}</span>
    <button class="secondary" @click=${() => actions.removeUnavailable(menuIds)}>${t('cart.removeSoldOut')}</button>
  </div>`;
}

/** @param {any} model @param {any} actions */
function orderButton({ cart, checkout, line }, actions) {
  const sending = checkout.state === 'sending';
  const text = sending
    ? t('cart.sending')
    : line.isDown
      ? t('cart.waiting')
      : checkout.state === 'unknown'
        ? t('cart.sendAgain')
        : cart.isEmpty
          ? t('cart.orderNothing')
          : t('cart.order', { quantity: cart.count });
  return html`<button class="primary send" ?disabled=${cart.isEmpty || sending || line.isDown} aria-busy=${sending} @click=${actions.order}>
    ${text}
  </button>`;
}
