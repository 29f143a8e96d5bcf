import { Account } from '../lib/account.js';
import { recall, remember } from '../lib/device.js';
import { confirm } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { loginView } from '../lib/login-view.js';
import { onceAFrame, otherLanguage, show } from '../lib/page.js';
import { askForPairingCode, pairingCode } from '../lib/pairing.js';
import { serverNow } from '../lib/server-clock.js';
import { pageSettings } from '../lib/settings.js';
import { money } from '../lib/store-locale.js';
import { OwnAccount } from '../own/own-account.js';
import { ownAccountView } from '../own/own-account-view.js';
import { allOrders, isUnfinished, newestFirst } from '../stream/board.js';
import { Bell } from './bell.js';
import { callsView, nameOf } from './calls-view.js';
import { DeviceUpkeep, devicesView } from './devices-view.js';
import { floorTools } from './floor-tools.js';
import { floorView, tableName } from './floor-view.js';
import { frame, viewsOf } from './frame-view.js';
import { HistoryPages, historyView } from './history-view.js';
import { Intake } from './intake.js';
import { bumpedStep } from './kitchen-keys.js';
import { KitchenScreen } from './kitchen-screen.js';
import { kitchenView } from './kitchen-view.js';
import { Lines } from './lines.js';
import { MenuUpkeep } from './menu.js';
import { menuView } from './menu-view.js';
import { OrderHistory, orderHistoryView } from './order-history.js';
import { Parties } from './parties.js';
import { Past } from './past.js';
import { pastView } from './past-view.js';
import { Sales } from './sales.js';
import { salesView } from './sales-view.js';
import { StaffUpkeep, staffView } from './staff-view.js';
import { linesAt, StationUpkeep } from './stations.js';
import { stationsView } from './stations-view.js';
import { Store } from './store.js';
import { tableView } from './table-view.js';
import { TablesUpkeep } from './tables.js';
import { TapGuard } from './tap-guard.js';
import { formView } from './upkeep.js';

/**
 * @typedef {typeof model} Model
 * @typedef {typeof actions} Actions
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Item} Item
 * @typedef {import('../stream/board.js').Table} Table
 * @typedef {import('../stream/board.js').Status} Status
 */

/** How often waiting times are looked at anew. */
const CLOCK_MS = 10_000;
/** While something can be taken back, its countdown runs. */
const COUNTDOWN_MS = 250;
/** A new order is rung for again until somebody touches the screen. */
const REMIND_MS = 20_000;

const settings = await pageSettings();
const update = onceAFrame(draw);
/** A chain admin comes here from the chain's page, with its login and the name of one store. */
const storeId = new URLSearchParams(location.search).get('store_id');
const account =
  storeId === null
    ? new Account('admin.login', 'store_id', () => store.accountChanged())
    : new Account('chain.login', 'chain_id', () => store.accountChanged());
await account.restore();
const bell = new Bell(update);
const store = new Store(settings, account, storeId, {
  changed() {
    retitle();
    update();
  },
  arrived(order) {
    model.announcement = t('board.arrival', { number: order.order_number, table: order.table_number });
    bell.newOrder();
  },
  called(call) {
    // A kitchen cannot go, and does not show who calls.
    if (model.view === 'kitchen') return;
    const table = nameOf(store.board ?? { tables: [] }, call);
    model.announcement = t('calls.arrival', { table, kind: word('call.kind', call.kind) });
    store.arrivals.add(call.call_id);
    bell.call();
  },
  calledOff(order) {
    model.announcement = t('board.calledOff', { number: order.order_number, table: order.table_number });
    bell.calledOff();
  },
  menuChanged(position) {
    model.menu.changedElsewhere(position);
    model.stations.changedElsewhere(position);
  },
  stationsKnown(stations) {
    model.stations.known(stations);
  },
  stationsChanged(position) {
    model.stations.read(position);
  },
  /** @param {Order} order @returns {boolean} */
  concerns(order) {
    return model.view !== 'kitchen' || linesAt(order, model.stations.find(model.kitchen.stationId)).length > 0;
  },
  lineDied: () => bell.lineDead(),
});
const menu = new MenuUpkeep(store, update);
const model = {
  store,
  bell,
  guard: new TapGuard(update),
  kitchen: new KitchenScreen(),
  isPast: false,
  get keepsTables() {
    return account.login?.role !== 'staff';
  },
  view: recall('admin.view', /** @type {import('./frame-view.js').View} */ ('floor')),
  /** @type {string | null} a table's id */
  table: null,
  /** @type {HistoryPages | null} */
  history: null,
  menu,
  stations: new StationUpkeep(store, update, menu),
  staff: new StaffUpkeep(store, update),
  own: new OwnAccount(account, update),
  devices: new DeviceUpkeep(store, update),
  tables: new TablesUpkeep(store, update),
  parties: new Parties(store, update),
  lines: new Lines(store, update),
  intake: new Intake(store, update),
  sales: new Sales(store, update),
  /** @type {OrderHistory | null} */
  orderHistory: null,
  past: new Past(store, update),
  now: serverNow(),
  /** said to screen readers */
  announcement: '',
  /** the number of an order that was looked for and is not on the board */
  notFound: '',
};

function draw() {
  model.now = serverNow();
  if (store.desk.waiting.length > 0) setTimeout(update, COUNTDOWN_MS);
  show(account.login === null ? loginView(account, actions) : frame(model, actions, content()));
}

function content() {
  const { board } = store;
  if (!board) {
    return html`<p class="empty" role="status">${t('board.loading')}</p> ${account.asksForLogin ? loginView(account, actions) : nothing}`;
  }
  const isPast = model.view === 'past';
  const table = (isPast ? model.past.board : board)?.tables.find((candidate) => candidate.table_id === model.table);
  const role = account.login?.role ?? '';
  return html`
    ${model.view === 'floor' ? html`${floorTools(model, actions)} ${callsView(model, board, actions)} ${floorView(model, board, actions)}` : nothing}
    ${model.view === 'kitchen' ? kitchenView(model, board, actions) : nothing}
    ${model.view === 'menu' ? html`${menuView(model.menu, role)} ${stationsView(model.stations, role)}` : nothing}
    ${model.view === 'staff' ? staffView(model.staff, role) : nothing}
    ${model.view === 'devices' ? devicesView(model.devices, tablesNow()) : nothing}
    ${model.view === 'past' ? html`${pastView(model.past, actions)} ${salesView(model.sales, actions.print)}` : nothing}
    ${table && !model.history ? tableView(isPast ? model.past.model : model, table, actions) : nothing}
    ${table && model.history ? historyView(model.history, table, actions) : nothing}
    ${model.orderHistory ? orderHistoryView(model.orderHistory, actions.closeOrderHistory) : nothing}
    ${ownAccountView(model.own)} ${formView(model.tables)} ${formView(model.parties)} ${formView(model.lines)} ${formView(model.intake)}
    ${account.asksForLogin ? loginView(account, actions) : nothing}`;
}

/** @param {string} number */
function latestNumbered(number) {
  const found = newestFirst(allOrders(store.board ?? { tables: [] })).find(
    (order) => String(order.order_number) === number.trim(),
  );
  model.announcement = found ? '' : t('floor.notFound', { number });
  model.notFound = found ? '' : number;
  update();
  return found;
}

function tablesNow() {
  return store.board?.tables ?? [];
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
  /** @param {Table} table */
  openHistory(table) {
    model.history = new HistoryPages(store, table.table_id, update);
    update();
  },
  /** @param {Order} order */
  openOrderHistory(order) {
    model.orderHistory = new OrderHistory(store, order, update);
    update();
  },
  closeOrderHistory() {
    model.orderHistory = null;
    update();
  },
  /** @param {Table | null} table null for a new one */
  editTable(table) {
    model.table = null;
    model.tables.show(null);
    model.tables.showTable(table);
  },
  pauseIntake: () => model.intake.showPause(),
  resumeIntake: () => model.intake.showResume(),
  /** @param {Table} table */
  moveParty: (table) => model.parties.showMove(table, tablesNow()),
  /** @param {Table} table */
  bringParty: (table) => model.parties.showBring(table, tablesNow()),
  /** @param {Table} table */
  mergeParty: (table) => model.parties.showMerge(table, tablesNow()),
  /** @param {Table} table */
  splitBill: (table) => model.parties.showSplit(table, tablesNow()),
  /** Opens the table of the latest order that has this number. @param {string} number */
  findOrder(number) {
    const found = latestNumbered(number);
    if (found) actions.openTable(found.table_id);
  },
  /** Opens the history of that order. @param {string} number */
  findHistory(number) {
    const found = latestNumbered(number);
    if (found) actions.openOrderHistory(found);
  },
  closeHistory() {
    model.history = null;
    update();
  },
  /** @param {Order} order @param {Status} to */
  advance(order, to) {
    store.desk.advance(order, to);
  },
  /** @param {Order} order @param {Item} item @param {'PREPARING' | 'COMPLETED'} to */
  advanceLine: (order, item, to) => store.desk.advanceLine(order, item, to),
  /** @param {Order} order @param {Item} item */
  takeBack: (order, item) => model.lines.showTakeBack(order, item),
  /** @param {import('../stream/board.js').Call} call */
  answerCall: (call) => store.desk.answer(call),
  /** @param {string} subject */
  drop: (subject) => store.desk.drop(subject),
  /** @param {string} subject */
  retry: (subject) => store.desk.retry(subject),
  /** @param {string} subject */
  forgetMeanwhile: (subject) => store.forgetMeanwhile(subject),
  /** @param {string} orderId */
  confirmCalledOff: (orderId) => store.calledOff.confirm(orderId),
  hurry: () => store.hurry(),
  /** @param {Order} order */
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
  /** @param {Table} table as it is seen now, which is what will be closed */
  async endSession(table) {
    const open = table.orders.filter(isUnfinished).length;
    const amount = money(table.total_amount);
    const answer = await confirm({
      title: t('table.end.title', { table: tableName(table) }),
      text: open ? t('table.end.open', { open, amount }) : t('table.end.text', { amount }),
      options: open
        ? [
            ['complete', t('table.end.complete')],
            ['cancel', t('table.end.cancel')],
          ]
        : undefined,
      yes: t('table.end.yes'),
      no: t('common.back'),
      grave: true,
    });
    if (answer !== null) store.desk.endSession(table, answer === 'complete' || answer === 'cancel' ? answer : null);
  },
  print: () => window.print(),
  toggleSound: () => bell.toggle(),
  testSound: () => bell.test(),
  /** @param {number} volume */
  louder: (volume) => bell.louder(volume),
  /** @param {string} size */
  resizeKitchen(size) {
    model.kitchen.resize(size);
    update();
  },
  /** @param {string} stationId empty for everything */
  showStation(stationId) {
    model.kitchen.showStation(stationId);
    update();
  },
  toggleFullscreen: () => model.kitchen.toggleFullscreen(),
  toggleLanguage() {
    otherLanguage();
    retitle();
    update();
  },
  /** @param {Record<string, string>} credentials */
  async logIn(credentials) {
    if (!(await account.logIn(credentials))) return;
    store.follow();
    open();
  },
  async pair() {
    const code = await askForPairingCode();
    if (code !== null) pairBy(code);
  },
  logOut() {
    account.logOut();
    model.table = model.history = null;
  },
};

/** @param {string} code */
async function pairBy(code) {
  const kind = await account.pair(code);
  if (kind === null) return;
  store.follow();
  actions.show(kind === 'kitchen' ? 'kitchen' : 'floor');
}

/** Reads what the view shows beside the board. */
function open() {
  if (!viewsOf(account.login?.role ?? '').includes(model.view)) model.view = 'floor';
  if (model.view === 'menu') {
    model.menu.read();
    model.stations.open();
  }
  if (model.view === 'staff') model.staff.read();
  if (model.view === 'devices') model.devices.read();
  if (model.view === 'past') {
    model.past.open();
    model.sales.open();
  }
  model.kitchen.keepAwake(model.view === 'kitchen');
}

/** Somebody is at the screen. */
function touched() {
  bell.touched();
  store.arrivals.touched();
}

/** A kitchen's key pad: the number of a ticket takes its step. @param {KeyboardEvent} event */
function bump(event) {
  if (model.view === 'kitchen') bumpedStep(event)?.click();
}

document.addEventListener('click', (click) => model.guard.hear(click), { capture: true });
document.addEventListener('click', touched);
document.addEventListener('keydown', touched);
document.addEventListener('keydown', bump);
for (const change of ['online', 'offline']) addEventListener(change, () => store.suspect());
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  store.suspect();
  model.kitchen.keepAwake(model.view === 'kitchen');
  update();
});
setInterval(update, CLOCK_MS);
setInterval(() => store.arrivals.unheard > 0 && bell.newOrder(), REMIND_MS);

account.renewed = () => {
  store.follow();
  open();
};
retitle();
draw();
const code = storeId === null ? pairingCode() : null;
if (code !== null) {
  pairBy(code);
} else if (account.login) {
  store.follow();
  open();
}
