import { NoAnswer, Problem } from '../lib/api.js';
import { recall, remember } from '../lib/device.js';
import { confirm } from '../lib/dialog.js';
import { html, nothing, render } from '../lib/html.js';
import { language, money, speak, t } from '../lib/i18n.js';
import { allOrders } from './board.js';
import { floorView } from './floor-view.js';
import { frame } from './frame-view.js';
import { HistoryPages, historyView } from './history-view.js';
import { kitchenView } from './kitchen-view.js';
import { loginView } from './login-view.js';
import { MenuUpkeep, menuView } from './menu-view.js';
import { Chime } from './sound.js';
import { Store } from './store.js';
import { tableView } from './table-view.js';

/** How often waiting times are looked at anew. */
const CLOCK_MS = 10_000;
/** While something can be taken back, its countdown runs. */
const COUNTDOWN_MS = 250;

const settings = await (await fetch('/screens/settings.json')).json();
const store = new Store(settings);
const chime = new Chime();
const model = {
  store,
  /** @type {'floor' | 'kitchen' | 'menu'} */
  view: recall('admin.view', 'floor'),
  /** @type {string | null} a table's id */
  table: null,
  /** @type {HistoryPages | null} */
  history: null,
  menu: new MenuUpkeep(store, update),
  sound: false,
  now: Date.now(),
  loggingIn: false,
  /** @type {Problem | NoAnswer | null} */
  loginFailure: null,
  /** @type {string} said to screen readers */
  announcement: '',
};

let drawn = true;
/** However many events come at once, the page is drawn once a frame. A hidden page is drawn when it is seen again. */
function update() {
  if (!drawn) return;
  drawn = false;
  if (store.desk.waiting.length > 0) setTimeout(update, COUNTDOWN_MS);
  requestAnimationFrame(draw);
}

function draw() {
  drawn = true;
  model.now = Date.now();
  const app = /** @type {HTMLElement} */ (document.getElementById('app'));
  render(store.account === null ? loginView(model, actions) : frame(model, actions, content()), app);
}

function content() {
  const { board } = store;
  if (!board) return html`<p class="empty" role="status">${t('board.loading')}</p>`;
  const table = board.tables.find((candidate) => candidate.table_id === model.table);
  return html`
    ${model.view === 'floor' ? floorView(model, board, actions) : nothing}
    ${model.view === 'kitchen' ? kitchenView(model, board, actions) : nothing}
    ${model.view === 'menu' ? menuView(model.menu, store.account.role, actions) : nothing}
    ${table && !model.history ? tableView(model, table, actions) : nothing}
    ${table && model.history ? historyView(model.history, table, actions) : nothing}
    ${store.needsLogin ? loginView(model, actions) : nothing}`;
}

/** Runs in a hidden tab too, where nothing is drawn. */
function retitle() {
  const pending = store.board ? allOrders(store.board).filter((order) => order.status === 'PENDING').length : 0;
  const name = store.account?.store_name ?? t('board.title');
  document.title = pending ? `(${pending}) ${name}` : name;
}

const actions = {
  update,
  /** @param {typeof model.view} view */
  show(view) {
    model.view = view;
    remember('admin.view', view);
    if (view === 'menu') model.menu.read();
    update();
  },
  /** @param {string | null} tableId */
  openTable(tableId) {
    model.table = tableId;
    model.history = null;
    update();
  },
  /** @param {import('./board.js').Table} table */
  openHistory(table) {
    model.history = new HistoryPages(store, table.table_id, update);
    update();
  },
  closeHistory() {
    model.history = null;
    update();
  },
  /** @param {import('./board.js').Order} order @param {string} to */
  advance(order, to) {
    store.desk.advance(order, to);
  },
  /** @param {import('./board.js').Order} order */
  async cancel(order) {
    const reason = await confirm({
      title: t('order.cancel.title', { number: order.order_number }),
      text: t('order.cancel.text', { table: order.table_number, amount: money(order.total_amount) }),
      remark: t('order.cancel.reason'),
      yes: t('order.cancel.yes'),
      no: t('common.back'),
      grave: true,
    });
    if (reason !== null) store.desk.cancel(order, reason.trim());
  },
  /** @param {import('./board.js').Table} table */
  async endSession(table) {
    const open = table.orders.filter((order) => order.status !== 'COMPLETED').length;
    const sure = await confirm({
      title: t('table.end.title', { table: table.table_number }),
      text: open ? t('table.end.open', { open, amount: money(table.total_amount) }) : t('table.end.text', { amount: money(table.total_amount) }),
      yes: t('table.end.yes'),
      no: t('common.back'),
      grave: true,
    });
    if (sure !== null) store.desk.endSession(table);
  },
  async toggleSound() {
    model.sound = !model.sound;
    if (model.sound) {
      await chime.wake();
      chime.ring();
    }
    update();
  },
  toggleLanguage() {
    speak(language() === 'ko' ? 'en' : 'ko');
    retitle();
    update();
  },
  /** @param {any} credentials */
  async logIn(credentials) {
    model.loggingIn = true;
    model.loginFailure = null;
    update();
    try {
      await store.logIn(credentials);
    } catch (failure) {
      if (!(failure instanceof Problem || failure instanceof NoAnswer)) throw failure;
      model.loginFailure = failure;
    }
    model.loggingIn = false;
    update();
  },
  logOut() {
    store.logOut();
    model.table = model.history = null;
  },
};

store.addEventListener('change', () => {
  retitle();
  update();
});
store.addEventListener('arrival', (/** @type {any} */ { detail: order }) => {
  model.announcement = t('board.arrival', { number: order.order_number, table: order.table_number });
  if (model.sound) chime.ring();
});
store.addEventListener('menu', () => model.menu.changedElsewhere());
addEventListener('online', () => store.hurry());
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  store.hurry();
  update();
});
setInterval(update, CLOCK_MS);
retitle();
draw();
if (store.account) store.follow();
if (model.view === 'menu' && store.account) model.menu.read();
