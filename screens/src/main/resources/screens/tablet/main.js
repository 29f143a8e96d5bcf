import { NoAnswer, reasonOf } from '../lib/api.js';
import { newKey, recall, remember } from '../lib/device.js';
import { closeQuestions, confirm } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { language, t } from '../lib/i18n.js';
import { LoginRefused } from '../lib/login.js';
import { onceAFrame, show } from '../lib/page.js';
import { pairingCode } from '../lib/pairing.js';
import { callsView } from './calls-view.js';
import { Cart } from './cart.js';
import { cartPanel } from './cart-view.js';
import { checkOut } from './checkout.js';
import { DishChoice } from './dish-choice.js';
import { dishView } from './dish-view.js';
import { readAsTheHouse, readIn } from './guest-language.js';
import { Line } from './line.js';
import { menuView, sectionId } from './menu-view.js';
import { ordersView } from './orders-view.js';
import { Party } from './party.js';
import { placedView } from './placed-view.js';
import { Restaurant } from './restaurant.js';
import { isSetUp, setupView } from './setup-view.js';

/**
 * @typedef {import('./restaurant.js').Device} Device
 * @typedef {import('../lib/api.js').Problem} Problem
 * @typedef {import('../lib/api.js').GuestOrder} GuestOrder
 * @typedef {'menu' | 'cart' | 'orders' | 'calls'} View what a narrow screen shows; a wide one always has menu and cart
 *
 * @typedef {typeof model} Model
 * @typedef {typeof actions} Actions
 */

const DEVICE = 'tablet.device';
/** How long the number of a placed order is shown. */
const PLACED_MS = 5_000;
/** How long something is said that needs no answer. */
const NOTICE_MS = 8_000;
/** Where nobody says when a tablet that was set up may try again. */
const WAKE_EVERY_MS = 3_000;
/** Nobody waits longer than this for a lock that may have been lifted. */
const WAKE_AT_LEAST_EVERY_MS = 30_000;
/** A price that changes under the finger is not ordered by that tap. */
const PRICE_SEEN_MS = 1_000;

const update = onceAFrame(draw);
const model = {
  /** @type {Device | Partial<import('./restaurant.js').Place> | null} without a proof of who it is once that was refused */
  device: recall(DEVICE, null),
  /** @type {Restaurant | null} */
  restaurant: null,
  line: new Line(update),
  cart: new Cart(),
  party: new Party(),
  /** @type {import('./checkout.js').Checkout} */
  checkout: { state: 'idle' },
  /** @type {View} */
  view: 'menu',
  category: '',
  /** @type {DishChoice | null} what a dish asks before it goes into the cart */
  choice: null,
  /** @type {Problem | NoAnswer | null} */
  setupFailure: null,
  settingUp: false,
  /** said for a moment */
  notice: '',
};

let placedTimer = 0;
let noticeTimer = 0;
let repricedAt = Number.NEGATIVE_INFINITY;

function draw() {
  const { restaurant } = model;
  show(restaurant ? screen(restaurant) : setupView(model, actions), t('tablet.title'));
}

/** @param {Restaurant} restaurant */
function screen(restaurant) {
  const { checkout } = model;
  return html`<div class="tablet" data-view=${model.view}>
    ${menuView(model, restaurant, actions)} ${cartPanel(model, restaurant, actions)}
    ${model.choice ? dishView(model.choice, actions) : nothing}
    ${model.view === 'orders' ? ordersView(restaurant, actions) : nothing}
    ${model.view === 'calls' ? callsView(model, restaurant.calls, actions) : nothing}
    ${checkout.state === 'placed' ? placedView(checkout.order, actions) : nothing}
  </div>`;
}

const actions = {
  update,
  setUp,
  order,
  backToMenu,
  cancelOrder,
  reset,
  /** @param {import('./guest-language.js').MenuLanguage} chosen */
  speak(chosen) {
    readIn(chosen);
    update();
  },
  toggleLanguage() {
    actions.speak(language() === 'ko' ? 'en' : 'ko');
  },
  openCalls() {
    model.restaurant?.lookAtCalls();
    actions.show('calls');
  },
  /** @param {string} kind */
  call: (kind) => model.restaurant?.calls.call(kind),
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
  /** @param {import('../lib/api.js').Dish} dish */
  add(dish) {
    if (dish.option_groups?.length) {
      model.choice = new DishChoice(dish);
      update();
      return;
    }
    model.cart.add(dish);
    chosenAnew();
  },
  /** @param {import('../lib/options.js').OptionGroup} group @param {string | null} optionId */
  takeOption(group, optionId) {
    model.choice?.take(group, optionId);
    update();
  },
  /** @param {import('../lib/options.js').OptionGroup} group @param {string} optionId */
  toggleOption(group, optionId) {
    model.choice?.toggle(group, optionId);
    update();
  },
  addChosen() {
    const { choice } = model;
    if (!choice || choice.missing || !choice.dish.available) return;
    model.choice = null;
    model.cart.add(choice.dish, choice.options);
    chosenAnew();
  },
  closeDish() {
    model.choice = null;
    update();
  },
  /** @param {string[]} lineIds */
  removeLines(lineIds) {
    model.cart.removeLines(lineIds);
    chosenAnew();
  },
  /** @param {string} lineId @param {number} difference */
  change(lineId, difference) {
    model.cart.change(lineId, difference);
    chosenAnew();
  },
  /** @param {string} lineId @param {string} note */
  annotate(lineId, note) {
    model.cart.annotate(lineId, note);
    update();
  },
  /** @param {string[]} menuIds */
  removeUnavailable(menuIds) {
    model.cart.remove(menuIds);
    chosenAnew();
  },
  acknowledgeLine() {
    model.line.acknowledged();
  },
};

/**
 * What the last try was refused for may not be so any more. The page is drawn before the tap returns, not with the next
 * frame, so that a quick second tap meets the cart as it is.
 */
function chosenAnew() {
  if (model.checkout.state === 'refused') model.checkout = { state: 'idle' };
  draw();
}

/** The only way an order is sent: a guest's tap. */
async function order() {
  const { cart, restaurant } = model;
  if (!restaurant || cart.isEmpty || model.checkout.state === 'sending') return;
  if (performance.now() - repricedAt < PRICE_SEEN_MS) return;
  cart.acceptPrices();
  model.checkout = { state: 'sending' };
  model.line.acknowledged();
  update();
  model.checkout = await checkOut(cart, (body, key) => restaurant.place(body, key));
  if (model.checkout.state === 'placed') {
    model.party.join(model.checkout.order.session_id);
    placedTimer = window.setTimeout(backToMenu, PLACED_MS);
  }
  if (model.checkout.state === 'refused') {
    cart.repriceAs(model.checkout.problem.prices);
    restaurant.refresh();
  }
  update();
}

function backToMenu() {
  clearTimeout(placedTimer);
  model.checkout = { state: 'idle' };
  model.view = 'menu';
  update();
}

/** @param {GuestOrder} placed */
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
  const restaurant = restaurantOf(device);
  try {
    await restaurant.open();
    begin(restaurant);
  } catch (failure) {
    wait(device, restaurant, failure);
  }
  model.settingUp = false;
  update();
}

/**
 * A tablet that was set up comes back by itself, with what it saw last meanwhile; one whose credentials are not taken
 * cannot.
 *
 * @param {Device} device @param {Restaurant} restaurant @param {unknown} failure
 */
function wait(device, restaurant, failure) {
  if (!(failure instanceof LoginRefused || failure instanceof NoAnswer)) throw failure;
  const problem = failure instanceof LoginRefused ? failure.problem : null;
  model.setupFailure = problem ?? new NoAnswer(failure.message);
  if (problem?.status === 401 && device === model.device) forgetProof();
  if (!isSetUp(model.device) || (problem && !problem.isForNow)) return;
  if (restaurant.openAsLastSeen()) begin(restaurant);
  else setTimeout(() => setUp(device), Math.min(problem?.retryAfterMs || WAKE_EVERY_MS, WAKE_AT_LEAST_EVERY_MS));
}

/** @param {Device} device */
function restaurantOf(device) {
  /** @type {Restaurant} */
  const restaurant = new Restaurant(device, model.line, {
    changed: update,
    menuChanged() {
      const before = model.cart.total;
      model.cart.reprice(restaurant.menus);
      model.choice?.renew(restaurant.menus.find(({ menu_id }) => menu_id === model.choice?.dish.menu_id));
      if (model.cart.total !== before) repricedAt = performance.now();
    },
    sawSession(session) {
      if (model.party.see(session)) beginAnew();
    },
    loggedIn: keep,
    refused(problem) {
      if (problem.status === 401) forgetProof();
      leave(problem);
    },
  });
  return restaurant;
}

/** What a tablet keeps has no password in it, even where an earlier version kept one. @param {Device} device */
function keep(device) {
  model.device = device;
  remember(DEVICE, device);
}

/** What the server does not take any more is of no use to anybody but a thief. Where the tablet stood is. */
function forgetProof() {
  if (!model.device) return;
  const { store_id, table_number } = model.device;
  model.device = { store_id, table_number };
  remember(DEVICE, model.device);
}

/** @param {Restaurant} restaurant */
function begin(restaurant) {
  model.restaurant = restaurant;
  if (model.cart.isSent) model.checkout = { state: 'unknown' };
}

/** The guests have left: the tablet is as the next ones should find it. */
function beginAnew() {
  clearTimeout(placedTimer);
  closeQuestions();
  model.choice = null;
  model.cart.clear();
  model.checkout = { state: 'idle' };
  model.line.acknowledged();
  model.view = 'menu';
  model.category = '';
  readAsTheHouse();
  document.querySelector('.dishes')?.scrollTo(0, 0);
  update();
}

/** Back to the set-up. @param {Problem | null} failure why it does not hold any more */
function leave(failure) {
  model.restaurant?.close();
  model.restaurant = null;
  model.setupFailure = failure;
  update();
}

/** @param {string} notice */
function tell(notice) {
  model.notice = notice;
  clearTimeout(noticeTimer);
  noticeTimer = window.setTimeout(() => {
    model.notice = '';
    update();
  }, NOTICE_MS);
  update();
}

/** For staff: the table's password is asked, which the server knows and the tablet does not, so that guests do not end up here. */
async function reset() {
  const answer = await confirm({
    title: t('setup.reset.title'),
    text: t('setup.reset.text'),
    yes: t('setup.reset.yes'),
    no: t('common.back'),
    secret: t('setup.password'),
  });
  const { restaurant } = model;
  if (answer === null || !restaurant) return;
  try {
    if (!(await restaurant.isPassword(answer))) return tell(t('setup.reset.wrong'));
  } catch (failure) {
    return tell(reasonOf(failure));
  }
  restaurant.logOut().catch(() => {});
  model.device = null;
  remember(DEVICE, null);
  model.party.join(null);
  beginAnew();
  leave(null);
}

addEventListener('pointerdown', () => model.restaurant?.touched(), { capture: true, passive: true });
draw();
const code = pairingCode();
if (code) setUp({ pairing_code: code });
else if (isSetUp(model.device)) setUp(model.device);
// Browsers have workers for pages served over TLS only. Without one a tablet needs the line to open.
navigator.serviceWorker?.register(workerScript(), { scope: '/tablet' }).catch(() => {});

/**
 * @typedef {{trustedTypes?: {createPolicy(name: string, rules: object): {createScriptURL(text: string): string}}}} Trusting
 *   a browser that asks how the address of a script was made
 */

/** The only address of a script that this page may name. */
function workerScript() {
  const address = '/tablet-worker.js';
  const { trustedTypes } = /** @type {Trusting} */ (/** @type {unknown} */ (window));
  return (
    trustedTypes?.createPolicy('tablet-worker', { createScriptURL: () => address }).createScriptURL(address) ?? address
  );
}
