import { Account } from '../lib/account.js';
import { recall, remember } from '../lib/device.js';
import { confirm } from '../lib/dialog.js';
import { html, nothing, render } from '../lib/html.js';
import { money, t } from '../lib/i18n.js';
import { loginView } from '../lib/login-view.js';
import { app, onceAFrame, otherLanguage } from '../lib/page.js';
import { pageSettings } from '../lib/settings.js';
import { allOrders } from '../stream/board.js';
import { floorView } from './floor-view.js';
import { frame, viewsOf } from './frame-view.js';
import { HistoryPages, historyView } from './history-view.js';
import { kitchenView } from './kitchen-view.js';
import { MenuUpkeep } from './menu.js';
import { menuView } from './menu-view.js';
import { Past } from './past.js';
import { pastView } from './past-view.js';
import { Chime } from './sound.js';
import { StaffUpkeep, staffView } from './staff-view.js';
import { Store } from './store.js';
import { tableView } from './table-view.js';

/** How often waiting times are looked at anew. */
const CLOCK_MS = 10_000;
/** While something can be taken back, its countdown runs. */
const COUNTDOWN_MS = 250;

const settings = await pageSettings();
/** A chain admin comes here from the chain's page, with its login and the name of one store. */
const storeId = new URLSearchParams(location.search).get('store_id');
const account = storeId === null ? new Account('admin.login', 'store_id') : new Account('chain.login', 'chain_id');
const store = new Store(settings, account, storeId);
const update = onceAFrame(draw);
const chime = new Chime();
const model = {
  store,
  /** @type {import('./frame-view.js').View} */
  view: recall('admin.view', 'floor'),
  /** @type {string | null} a table's id */
  table: null,
  /** @type {HistoryPages | null} */
  history: null,
  menu: new MenuUpkeep(store, update),
  staff: new StaffUpkeep(store, update),
  past: new Past(store, update),
  sound: false,
  now: Date.now(),
  /** @type {string} said to screen readers */
  announcement: '',
};

function draw() {
  model.now = Date.now();
  if (store.desk.waiting.length > 0) setTimeout(update, COUNTDOWN_MS);
  render(account.login === null ? loginView(account, actions) : frame(model, actions, content()), app());
}

function content() {
  const { board } = store;
  if (!board)
    return html`<p class="empty" role="status">${t('board.loading')}</p> ${account.isNeeded ? loginView(account, actions) : nothing}`;
  const shown = model.view === 'past' ? model.past.board : board;
  const shownModel = model.view === 'past' ? model.past.model : model;
  const table = shown?.tables.find((/** @type {any} */ candidate) => candidate.table_id === model.table);
  return html`
    ${model.view === 'floor' ? floorView(model, board, actions) : nothing}
    ${model.view === 'kitchen' ? kitchenView(model, board, actions) : nothing}
    ${model.view === 'menu' ? menuView(model.menu, account.login?.role ?? '') : nothing}
    ${model.view === 'staff' ? staffView(model.staff, account.login?.role ?? '') : nothing}
    ${model.view === 'past' ? pastView(model.past, actions) : nothing}
    ${table && !model.history ? tableView(shownModel, table, actions) : nothing}
    ${table && model.history ? historyView(model.history, table, actions) : nothing}
    ${account.isNeeded ? loginView(account, actions) : nothing}`;
}

/** Runs in a hidden tab too, where nothing is drawn. */
function retitle() {
  const pending = store.board ? allOrders(store.board).filter((order) => order.status === 'PENDING').length : 0;
  const name = store.name || t('board.title');
  document.title = pending ? `(${pending}) ${name}` : name;
}

const actions = {
  update,
  /** @param {import('./frame-view.js').View} view */
  show(view) {
    model.view = view;
    model.table = model.history = null;
    remember('admin.view', view === 'past' ? 'floor' : view);
    open();
    update();
  },
  /** @param {string | null} tableId */
  openTable(tableId) {
    model.table = tableId;
    model.history = null;
    update();
  },
  /** @param {import('../stream/board.js').Table} table */
  openHistory(table) {
    model.history = new HistoryPages(store, table.table_id, update);
    update();
  },
  closeHistory() {
    model.history = null;
    update();
  },
  /** @param {import('../stream/board.js').Order} order @param {string} to */
  advance(order, to) {
    store.desk.advance(order, to);
  },
  /** @param {import('../stream/board.js').Order} order */
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
  /** @param {import('../stream/board.js').Table} table */
  async endSession(table) {
    const open = table.orders.filter((order) => order.status !== 'COMPLETED').length;
    const sure = await confirm({
      title: t('table.end.title', { table: table.table_number }),
      text: open
        ? t('table.end.open', { open, amount: money(table.total_amount) })
        : t('table.end.text', { amount: money(table.total_amount) }),
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
    otherLanguage();
    retitle();
    update();
  },
  /** @param {any} credentials */
  async logIn(credentials) {
    if (!(await account.logIn(credentials))) return;
    store.follow();
    open();
  },
  logOut() {
    account.logOut();
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
store.addEventListener('menu', (/** @type {any} */ { detail: position }) => model.menu.changedElsewhere(position));
addEventListener('online', () => store.hurry());
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  store.hurry();
  update();
});
setInterval(update, CLOCK_MS);

/** Reads what the view shows beside the board. */
function open() {
  if (!viewsOf(account.login?.role ?? '').includes(model.view)) model.view = 'floor';
  if (model.view === 'menu') model.menu.read();
  if (model.view === 'staff') model.staff.read();
  if (model.view === 'past') model.past.open();
}

retitle();
draw();
if (account.login) {
  store.follow();
  open();
}
