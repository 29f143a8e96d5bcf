import { NoAnswer, Problem, reasonOf } from '../lib/api.js';
import { newKey, recall, remember } from '../lib/device.js';
import { confirm } from '../lib/dialog.js';
import { html, nothing, render } from '../lib/html.js';
import { language, speak, t } from '../lib/i18n.js';
import { Cart } from './cart.js';
import { cartPanel } from './cart-view.js';
import { checkOut } from './checkout.js';
import { Line } from './line.js';
import { menuView, sectionId } from './menu-view.js';
import { ordersView } from './orders-view.js';
import { placedView } from './placed-view.js';
import { Restaurant } from './restaurant.js';
import { setupView } from './setup-view.js';

/**
 * @typedef {import('./restaurant.js').Device} Device
 * @typedef {'menu' | 'cart' | 'orders'} View what a narrow screen shows; a wide one always has menu and cart
 */

const DEVICE = 'tablet.device';
/** How long the number of a placed order is shown. */
const PLACED_MS = 5_000;
/** A cart that nobody has touched for so long when the table's session ends belonged to the guests who left. */
const ABANDONED_MS = 3 * 60_000;

const model = {
  /** @type {Device | null} */
  device: recall(DEVICE, null),
  /** @type {Restaurant | null} */
  restaurant: null,
  line: new Line(),
  cart: new Cart(),
  /** @type {import('./checkout.js').Checkout} */
  checkout: { state: 'idle' },
  /** @type {View} */
  view: 'menu',
  category: '',
  /** @type {Problem | NoAnswer | null} */
  setupFailure: null,
  settingUp: false,
  /** @type {string | null} */
  seenSession: null,
};

let placedTimer = 0;
let drawn = true;

function update() {
  if (!drawn) return;
  drawn = false;
  queueMicrotask(draw);
}

function draw() {
  drawn = true;
  document.title = t('tablet.title');
  const app = /** @type {HTMLElement} */ (document.getElementById('app'));
  render(model.restaurant ? screen(model.restaurant) : setupView(model, { setUp, toggleLanguage }), app);
}

/** @param {Restaurant} restaurant */
function screen(restaurant) {
  const { checkout } = model;
  return html`<div class="tablet" data-view=${model.view}>
    ${menuView(model, restaurant, actions)} ${cartPanel(model, restaurant, actions)}
    ${model.view === 'orders' ? ordersView(restaurant, actions) : nothing}
    ${checkout.state === 'placed' ? placedView(checkout.order, actions) : nothing}
  </div>`;
}

const actions = {
  update,
  toggleLanguage,
  reset,
  /** @param {View} view */
  show(view) {
    model.view = view;
    update();
  },
  /** @param {string} category */
  choose(category) {
    model.category = category;
    model.view = 'menu';
    update();
    document.getElementById(sectionId(category))?.scrollIntoView();
  },
  /** @param {string | undefined} category that has come into view */
  scrolled(category) {
    if (!category || category === model.category) return;
    model.category = category;
    update();
  },
  /** @param {any} menu @param {number} change */
  add(menu, change) {
    model.cart.add(menu, change);
    if (model.checkout.state === 'refused') model.checkout = { state: 'idle' };
    update();
  },
  /** @param {string} menuId @param {string} note */
  annotate(menuId, note) {
    model.cart.annotate(menuId, note);
    update();
  },
  /** @param {string[]} menuIds */
  removeUnavailable(menuIds) {
    model.cart.remove(menuIds);
    model.checkout = { state: 'idle' };
    update();
  },
  order,
  backToMenu,
  cancelOrder,
};

/** The only way an order is sent: a guest's tap. */
async function order() {
  const { cart, restaurant } = model;
  if (!restaurant || cart.isEmpty || model.checkout.state === 'sending') return;
  model.checkout = { state: 'sending' };
  model.line.acknowledged();
  update();
  model.checkout = await checkOut(cart, (body, key) => restaurant.place(body, key));
  if (model.checkout.state === 'placed') placedTimer = window.setTimeout(backToMenu, PLACED_MS);
  if (model.checkout.state === 'refused') restaurant.refresh();
  update();
}

function backToMenu() {
  clearTimeout(placedTimer);
  model.checkout = { state: 'idle' };
  model.view = 'menu';
  update();
}

/** @param {any} placed */
async function cancelOrder(placed) {
  const sure = await confirm({
    title: t('orders.cancel.title', { number: placed.order_number }),
    text: t('orders.cancel.text'),
    yes: t('orders.cancel.yes'),
    no: t('common.back'),
    grave: true,
  });
  if (sure === null) return;
  try {
    await model.restaurant?.cancel(placed, newKey());
  } catch (failure) {
    const text = reasonOf(failure);
    await confirm({ title: t('orders.cancel.failed'), text, yes: t('common.ok') });
    model.restaurant?.refresh();
  }
  update();
}

/** @param {Device} device */
async function setUp(device) {
  model.settingUp = true;
  model.setupFailure = null;
  update();
  const restaurant = new Restaurant(device, model.line);
  try {
    await restaurant.open();
    remember(DEVICE, device);
    model.device = device;
    begin(restaurant);
  } catch (failure) {
    if (!(failure instanceof Problem || failure instanceof NoAnswer)) throw failure;
    model.setupFailure = failure;
    // A tablet that was set up comes back by itself; one with a wrong password cannot.
    const comesBack = model.device !== null && !(failure instanceof Problem && failure.isFinal);
    if (comesBack && restaurant.openAsLastSeen()) begin(restaurant);
    else if (comesBack) setTimeout(() => setUp(device), 3_000);
  }
  model.settingUp = false;
  update();
}

/** @param {Restaurant} restaurant */
function begin(restaurant) {
  model.restaurant = restaurant;
  restaurant.addEventListener('change', () => {
    model.cart.reprice(restaurant.menus);
    noticeEndOfSession(restaurant);
    update();
  });
  restaurant.addEventListener('refused', (/** @type {any} */ { detail: failure }) => leave(failure));
  if (model.cart.isSent) model.checkout = { state: 'unknown' };
}

/** Back to the set-up. @param {Problem | null} failure why it does not hold any more */
function leave(failure) {
  model.restaurant?.close();
  model.restaurant = null;
  model.setupFailure = failure;
  update();
}

/** @param {Restaurant} restaurant */
function noticeEndOfSession(restaurant) {
  const session = restaurant.orders?.session_id ?? null;
  const ended = model.seenSession !== null && session !== model.seenSession;
  const abandoned = Date.now() - model.cart.touchedAt > ABANDONED_MS;
  if (ended && abandoned && !model.cart.isSent) model.cart.clear();
  model.seenSession = session;
}

/** For staff: the table's password is asked again, so that guests do not end up here. */
async function reset() {
  const answer = await confirm({
    title: t('setup.reset.title'),
    text: t('setup.reset.text'),
    yes: t('setup.reset.yes'),
    no: t('common.back'),
    secret: t('setup.password'),
  });
  if (answer === null || answer !== model.device?.table_password) return;
  model.device = null;
  model.cart.clear();
  model.checkout = { state: 'idle' };
  remember(DEVICE, null);
  leave(null);
}

function toggleLanguage() {
  speak(language() === 'ko' ? 'en' : 'ko');
  update();
}

model.line.addEventListener('change', update);
draw();
if (model.device) setUp(model.device);
// Browsers have workers for pages served over TLS only. Without one a tablet needs the line to open.
navigator.serviceWorker?.register('/tablet-worker.js', { scope: '/tablet' }).catch(() => {});
