import { Arrivals } from '/screens/admin/arrivals.js';
import { CalledOff } from '/screens/admin/called-off.js';
import { Desk } from '/screens/admin/desk.js';
import { ALLERGENS, DetailsField } from '/screens/admin/details-field.js';
import { DeviceUpkeep, inWords } from '/screens/admin/devices.js';
import { foremost } from '/screens/admin/floor-view.js';
import { MenuUpkeep } from '/screens/admin/menu.js';
import { OptionsField } from '/screens/admin/options-field.js';
import { Past } from '/screens/admin/past.js';
import { allDay, linesAt, openLinesAt } from '/screens/admin/stations.js';
import { TapGuard } from '/screens/admin/tap-guard.js';
import { arranged, hoursOf } from '/screens/chain/chain.js';
import { totals } from '/screens/chain/chain-view.js';
import { csvOf, daysOf, sorted, sumOf } from '/screens/chain/sales.js';
import { Stores } from '/screens/chain/stores.js';
import { NoAnswer, Problem } from '/screens/lib/api.js';
import { language } from '/screens/lib/i18n.js';
import { LastingLogin, LoginRefused } from '/screens/lib/login.js';
import { hearServerTime, serverNow } from '/screens/lib/server-clock.js';
import { averageOf, changeOf } from '/screens/lib/sold.js';
import { clock, dateOf, instantOf, minuteOfDay, money, toMajor, toMinor, useStore } from '/screens/lib/store-locale.js';
import { Throughput } from '/screens/ops/throughput.js';
import { allOrders, fold, isDone, isUnfinished, longestWaitingFirst, newestFirst } from '/screens/stream/board.js';
import { Calls } from '/screens/tablet/calls.js';
import { Cart, fits, unavailableOptions } from '/screens/tablet/cart.js';
import { checkOut } from '/screens/tablet/checkout.js';
import { DishChoice } from '/screens/tablet/dish-choice.js';
import {
  categoryName,
  dishDescription,
  dishName,
  languagesOf,
  menuLanguage,
  readAsTheHouse,
  readIn,
  shownIn,
} from '/screens/tablet/guest-language.js';
import { Line } from '/screens/tablet/line.js';
import { Party } from '/screens/tablet/party.js';
import { withCancelled } from '/screens/tablet/restaurant.js';
import { en } from '/screens/texts/en.js';
import { ko } from '/screens/texts/ko.js';
import { equal } from './assert.js';

const order = (number, table, more = {}) => ({
  order_id: `o${number}`,
  order_number: number,
  table_id: table,
  table_number: 1,
  session_id: 's1',
  version: 1,
  status: 'PENDING',
  total_amount: 1_000 * number,
  ordered_at: `2026-01-01T00:00:0${number}Z`,
  items: [],
  ...more,
});
const table = (id, number) => ({ table_id: id, table_number: number, total_amount: 0, order_count: 0, orders: [] });
const board = () => fold({ tables: [] }, 'initial', { tables: [table('a', 1), table('b', 2)] });
const moved = (order_id, from_session_id, session_id) => ({
  order_id,
  version: 2,
  from_session_id,
  from_table_id: 'a',
  session_id,
  table_id: 'b',
  table_number: 2,
});
const parties = (held) =>
  held.tables.map(({ table_id, session_id, total_amount, orders }) => [
    table_id,
    session_id ?? null,
    total_amount,
    orders.map((one) => one.order_number),
  ]);
const sum = (held, id) => held.tables.find((one) => one.table_id === id).total_amount;
const dish = (id) => ({ menu_id: id, menu_name: id, price: 1_000 });
async function until(condition) {
  do await new Promise((resolve) => setTimeout(resolve, 5));
  while (!condition());
}
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

const option = (option_id, price_difference = 0, more = {}) => ({
  option_id,
  option_name: option_id,
  price_difference,
  preselected: false,
  available: true,
  ...more,
});
const spice = (...options) => ({ group_id: 'spice', group_name: 'Spice', min_choices: 1, max_choices: 1, options });
const extras = (...options) => ({ group_id: 'extras', group_name: 'Extras', min_choices: 0, max_choices: 2, options });
const noodles = (more = {}) => ({
  ...dish('noodles'),
  display_order: 1,
  available: true,
  option_groups: [
    spice(option('mild', 0, { preselected: true }), option('hot', 500)),
    extras(option('egg', 300), option('rice', 200), option('less', -100)),
  ],
  ...more,
});
const chosen = (choice) => choice.options.map(({ option_id }) => option_id);

function menuOf() {
  const asked = [];
  const call = (path) => new Promise((resolve, refuse) => asked.push({ path, resolve, refuse }));
  return { asked, menu: new MenuUpkeep({ call }, () => {}) };
}

function answer(requests, category) {
  requests.forEach(({ resolve }) => resolve({ body: { categories: [{ category_id: category }], menus: [] } }));
}

function cartOf(...ids) {
  localStorage.clear();
  const cart = new Cart();
  ids.forEach((id) => cart.add(dish(id)));
  return cart;
}

export const tests = {
  'both languages have the same texts, with the same places for values'() {
    equal(Object.keys(en).sort(), Object.keys(ko).sort());
    for (const key of Object.keys(ko)) equal([key, ...placeholders(en[key])], [key, ...placeholders(ko[key])]);
  },

  'each language is written in its own letters'() {
    const hangul = /[\uac00-\ud7a3]/;
    const foreign = 'common.otherLanguage';
    equal(
      Object.keys(en).filter((key) => hangul.test(en[key]) !== (key === foreign)),
      [],
    );
    equal(
      Object.keys(ko).filter(
        (key) => /[a-z]{3}/i.test(ko[key].replace(/\{\w+\}/g, '')) && !hangul.test(ko[key]) && key !== foreign,
      ),
      [],
    );
  },

  'orders come, change, go and end with their session'() {
    let held = fold(fold(board(), 'order_created', order(1, 'a')), 'order_created', order(2, 'a'));
    equal(sum(held, 'a'), 3_000);
    held = fold(held, 'order_updated', { order_id: 'o1', table_id: 'a', version: 2, status: 'PREPARING' });
    equal(
      allOrders(held).flatMap((one) => (one.status === 'PREPARING' ? [one.order_id] : [])),
      ['o1'],
    );
    held = fold(held, 'order_deleted', { order_id: 'o2', table_id: 'a', table_total_amount: 1_000 });
    equal(sum(held, 'a'), 1_000);
    held = fold(held, 'session_ended', { table_id: 'a' });
    equal(allOrders(held), []);
  },
  'an order that is there already does not come again, and an older status changes nothing'() {
    let held = fold(board(), 'order_created', order(1, 'a'));
    held = fold(held, 'order_created', order(1, 'a'));
    equal(sum(held, 'a'), 1_000);
    held = fold(held, 'order_updated', { order_id: 'o1', table_id: 'a', version: 3, status: 'COMPLETED' });
    held = fold(held, 'order_updated', { order_id: 'o1', table_id: 'a', version: 2, status: 'PREPARING' });
    equal(allOrders(held)[0].status, 'COMPLETED');
  },
  'the kitchen sees the longest waiting first, of all tables'() {
    const held = [order(3, 'a'), order(1, 'b'), order(2, 'a')].reduce(
      (all, one) => fold(all, 'order_created', one),
      board(),
    );
    equal(
      longestWaitingFirst(allOrders(held)).map((one) => one.order_number),
      [1, 2, 3],
    );
  },
  'what is taken back is not sent, however long one waits'() {
    const timers = new Map();
    const { setTimeout: set, clearTimeout: clear } = window;
    window.setTimeout = (task) => timers.set(timers.size + 1, task).size;
    window.clearTimeout = (timer) => timers.set(timer, () => {});
    try {
      const sent = [];
      const desk = new Desk(async (path) => void sent.push(path), { changed() {}, answered() {}, refused() {} });
      desk.cancel(order(1, 'a'), '');
      desk.drop('o1');
      desk.cancel(order(2, 'a'), '');
      timers.forEach((task) => task());
      equal(sent, ['/admin/orders/o2']);
    } finally {
      Object.assign(window, { setTimeout: set, clearTimeout: clear });
    }
  },
  'a new table takes its place by number, and one that is gone is gone'() {
    let held = fold(board(), 'table_updated', { change: 'table_added', table_id: 'c', table_number: 0 });
    equal(
      held.tables.map((one) => one.table_id),
      ['c', 'a', 'b'],
    );
    held = fold(held, 'table_updated', { change: 'table_removed', table_id: 'a' });
    equal(
      held.tables.map((one) => one.table_id),
      ['c', 'b'],
    );
  },

  'after midnight the newest order is still the newest, though its number is 1'() {
    const orders = [58, 59, 57].map((number) => order(number, 'a', { ordered_at: `2026-03-02T14:${number}:00Z` }));
    const night = [...orders, order(1, 'a', { ordered_at: '2026-03-02T15:05:00Z' })];
    const numbers = (list) => list.map((one) => one.order_number);
    equal(numbers(newestFirst(night)), [1, 59, 58, 57]);
    equal(numbers(foremost(night, isUnfinished)), [57, 58, 1]);
    const done = night.map((one) => ({ ...one, status: one.order_number === 58 ? 'PENDING' : 'COMPLETED' }));
    equal(numbers(foremost(done, isUnfinished)), [58, 1, 59]);
  },
  'a table that is renamed keeps its guests'() {
    let held = fold(board(), 'order_created', order(1, 'a'));
    held = fold(held, 'table_updated', {
      change: 'table_changed',
      table_id: 'a',
      table_number: 12,
      table_name: 'A-12',
    });
    const [, changed] = held.tables;
    equal([changed.table_number, changed.table_name, changed.orders.length], [12, 'A-12', 1]);
  },
  'what is taken back of an order is taken off the sum of its table'() {
    let held = fold(board(), 'order_created', order(2, 'a'));
    held = fold(held, 'order_updated', { order_id: 'o2', table_id: 'a', version: 2, items: [], total_amount: 500 });
    equal([sum(held, 'a'), allOrders(held)[0].status], [500, 'PENDING']);
  },
  'a party that moves takes its orders and its sum along, and its old table is free'() {
    let held = fold(board(), 'order_created', order(1, 'a'));
    held = fold(held, 'order_created', order(2, 'a'));
    held = fold(held, 'order_moved', moved('o1', 's1', 's1'));
    held = fold(held, 'order_moved', moved('o2', 's1', 's1'));
    held = fold(held, 'session_moved', { session_id: 's1', from_table_id: 'a', table_id: 'b', table_number: 2 });
    equal(parties(held), [
      ['a', null, 0, []],
      ['b', 's1', 3_000, [1, 2]],
    ]);
    equal(
      allOrders(held).map(({ table_id, table_number, version }) => [table_id, table_number, version]),
      [
        ['b', 2, 2],
        ['b', 2, 2],
      ],
    );
  },
  'a party that joins another adds to its bill'() {
    let held = fold(board(), 'order_created', order(1, 'a'));
    held = fold(held, 'order_created', order(2, 'b', { session_id: 's2' }));
    held = fold(held, 'order_moved', moved('o1', 's1', 's2'));
    held = fold(held, 'session_merged', { session_id: 's1', table_id: 'a', into_session_id: 's2', into_table_id: 'b' });
    equal(parties(held), [
      ['a', null, 0, []],
      ['b', 's2', 3_000, [2, 1]],
    ]);
  },
  'what is paid apart is gone, and what sits apart is at its table'() {
    const item = { item_id: '1', menu_name: 'x', unit_price: 1_000, quantity: 3, subtotal: 3_000, note: null };
    const apart = { ...order(4, 'a', { session_id: 's9', status: 'COMPLETED' }), total_amount: 1_000 };
    const lines = { order_id: 'o3', table_id: 'a', version: 2, lines: [{ item_id: '1', quantity: 1 }] };
    const start = fold(board(), 'order_created', { ...order(3, 'a'), items: [item] });
    const less = fold(start, 'order_lines_moved', { ...lines, total_amount: 2_000 });
    equal(
      [sum(less, 'a'), allOrders(less)[0].items[0].quantity, allOrders(less)[0].items[0].subtotal],
      [2_000, 2, 2_000],
    );
    let paid = fold(less, 'order_split_off', { from_order_id: 'o3', order: apart });
    paid = fold(paid, 'session_split', { closed: true, new_table_id: 'a', new_session_id: 's9' });
    equal(parties(paid), [
      ['a', 's1', 2_000, [3]],
      ['b', null, 0, []],
    ]);
    let sits = fold(less, 'order_split_off', { from_order_id: 'o3', order: { ...apart, table_id: 'b' } });
    sits = fold(sits, 'session_split', { closed: false, new_table_id: 'b', new_session_id: 's9' });
    equal(parties(sits), [
      ['a', 's1', 2_000, [3]],
      ['b', 's9', 1_000, [4]],
    ]);
  },
  'portions that are taken back leave the order and the sum'() {
    const item = { item_id: '1', menu_name: 'x', unit_price: 1_000, quantity: 3, subtotal: 3_000, note: null };
    let held = fold(board(), 'order_created', { ...order(3, 'a'), items: [item] });
    held = fold(held, 'order_item_removed', {
      order_id: 'o3',
      table_id: 'a',
      version: 2,
      item_id: '1',
      quantity: 3,
      total_amount: 0,
    });
    equal([sum(held, 'a'), allOrders(held)[0].items.length], [0, 0]);
  },
  'lines are completed by themselves, and an order that comes back has all of them open'() {
    const item = (item_id) => ({
      item_id,
      menu_name: 'x',
      unit_price: 1_000,
      quantity: 1,
      subtotal: 1_000,
      note: null,
    });
    const said = (version, more) => ({
      order_id: 'o3',
      table_id: 'a',
      version,
      updated_at: '2026-01-01T00:01:00Z',
      ...more,
    });
    const done = (board) => {
      const [order] = allOrders(board);
      return order.items.map((line) => isDone(order, line));
    };
    let held = fold(board(), 'order_created', { ...order(3, 'a'), items: [item('1'), item('2')] });
    held = fold(held, 'order_lines_completed', said(2, { item_ids: ['1'] }));
    held = fold(held, 'order_updated', said(3, { status: 'PREPARING' }));
    equal([allOrders(held)[0].status, ...done(held)], ['PREPARING', true, false]);
    held = fold(held, 'order_lines_completed', said(2, { item_ids: ['2'] }));
    equal(done(held), [true, false]);
    held = fold(held, 'order_lines_reopened', said(4, { item_ids: ['1'] }));
    equal(done(held), [false, false]);
    held = fold(held, 'order_lines_completed', said(5, { item_ids: ['1'] }));
    held = fold(held, 'order_updated', said(6, { status: 'COMPLETED' }));
    equal(done(held), [true, true]);
    held = fold(held, 'order_updated', said(7, { status: 'PREPARING' }));
    equal(done(held), [false, false]);
  },
  'a station has its lines of an order, and what is to be made is counted over all that are open'() {
    const item = (item_id, menu_id, quantity, completed) => ({
      item_id,
      menu_id,
      menu_name: menu_id,
      quantity,
      completed,
    });
    const one = { ...order(3, 'a'), items: [item('1', 'rice', 2), item('2', 'ribs', 1), item('3', 'rice', 4, true)] };
    const two = { ...order(4, 'a'), items: [item('1', 'ribs', 5)] };
    const grill = { station_id: 'g', station_name: 'Grill', dishes: ['ribs'] };
    const inShort = (lines) => lines.map(({ item_id }) => item_id);
    equal([linesAt(one, grill), linesAt(one, null), openLinesAt(one, null)].map(inShort), [
      ['2'],
      ['1', '2', '3'],
      ['1', '2'],
    ]);
    equal(openLinesAt({ ...one, status: 'COMPLETED' }, grill), []);
    const counts = (station) => allDay([one, two], station).map(({ name, quantity }) => `${name} ${quantity}`);
    equal([counts(null), counts(grill)], [['ribs 6', 'rice 2'], ['ribs 6']]);
  },
  'a second tap at one place does nothing, whatever has come to stand there, and one elsewhere or later does'() {
    const guard = new TapGuard(() => {});
    const step = document.createElement('button');
    step.className = 'step';
    const other = document.createElement('button');
    const tap = (target, clientX, detail = 1) => {
      const click = new MouseEvent('click', { clientX, clientY: 10, detail, cancelable: true });
      Object.defineProperty(click, 'target', { value: target });
      guard.hear(click);
      return click.defaultPrevented;
    };
    equal(
      [tap(step, 10), tap(other, 12), tap(step, 300), tap(step, 300), tap(step, 300, 0)],
      [false, true, false, true, false],
    );
  },
  'a list that has moved takes no tap for a moment, one that has grown at its end does'() {
    const guard = new TapGuard(() => {});
    equal(
      [
        ['a', 'b'],
        ['a', 'b', 'c'],
        ['b', 'c'],
      ].map((ids) => guard.isMoving('list', ids)),
      [false, false, true],
    );
  },
  'a new order stands out until it is begun or somebody has touched the screen and a while has passed'() {
    const arrivals = new Arrivals(() => {});
    arrivals.add('o1');
    arrivals.add('o2');
    arrivals.touched();
    equal([arrivals.unheard, arrivals.has('o1')], [0, true]);
    arrivals.settle(fold(board(), 'order_created', order(2, 'a')));
    equal([arrivals.has('o1'), arrivals.has('o2')], [false, true]);
  },
  'a call is on the board until it ends, goes with its party, and is news until it is answered'() {
    const call = { call_id: 'c1', kind: 'water', table_id: 'a', table_number: 1, called_at: '2026-01-01T00:00:00Z' };
    const later = { ...call, call_id: 'c2', kind: 'bill' };
    const begun = fold({ tables: [] }, 'initial', { tables: [table('a', 1), table('b', 2)], calls: [call] });
    const both = fold(fold(begun, 'call_made', later), 'call_made', later);
    equal(
      both.calls.map((one) => one.call_id),
      ['c1', 'c2'],
    );
    const moved = fold(both, 'call_moved', { call_id: 'c2', session_id: 's1', table_id: 'b', table_number: 2 });
    equal([moved.calls[1].table_number, moved.calls[1].called_at], [2, call.called_at]);
    const arrivals = new Arrivals(() => {});
    arrivals.add('c1');
    arrivals.add('c2');
    const answered = fold(moved, 'call_ended', { call_id: 'c1' });
    arrivals.settle(answered);
    equal([answered.calls.length, arrivals.has('c1'), arrivals.has('c2')], [1, false, true]);
  },
  async 'a tablet has called until somebody comes, and a while later nobody is coming any more'() {
    const answers = [
      { body: { call_id: 'c1', kind: 'water', called_at: new Date(serverNow()).toISOString() } },
      { etag: '"1"', body: { kinds: ['water', 'bill'], calls: [] } },
    ];
    const asked = [];
    const calls = new Calls(
      async (path, request) => {
        asked.push([path, request.body?.kind ?? null, request.etag ?? null]);
        return answers.shift();
      },
      () => {},
    );
    await calls.call('water');
    equal([calls.state, calls.stateOf('water'), calls.stateOf('bill')], ['called', 'called', 'none']);
    const at = (ms) => new Date(serverNow() - ms).toISOString();
    answers[0].body.calls = [{ call_id: 'c1', kind: 'water', called_at: at(60_000), answered_at: at(1_000) }];
    await calls.read();
    equal([calls.state, calls.kinds], ['coming', ['water', 'bill']]);
    answers.push({
      etag: '"2"',
      body: { kinds: ['water'], calls: [{ kind: 'water', called_at: at(9e5), answered_at: at(8e5) }] },
    });
    await calls.read('0-7');
    equal(calls.state, 'none');
    equal(asked, [
      ['/customer/calls', 'water', null],
      ['/customer/calls', null, null],
      ['/customer/calls?after=0-7', null, '"1"'],
    ]);
  },
  async 'a call that nobody hears says so and can be made again'() {
    const calls = new Calls(
      () => Promise.reject(new Problem(429, { detail: 'Too often' }, 0)),
      () => {},
    );
    await calls.call('water');
    equal([calls.failure, calls.sending, calls.state], ['Too often', '', 'none']);
  },
  'sales are added up by store, compared with the week before, and never across currencies'() {
    const sold = (orders, revenue, cancelled = 0) => ({ orders, revenue, cancelled });
    const store = (id, currency, minor_units, ...days) => ({
      store_id: id,
      store_name: `=${id}, "the ${id}"`,
      currency,
      minor_units,
      days: days.map(([now, before], place) => ({
        date: `2026-03-0${place + 1}`,
        over: place === 0,
        sold: now,
        week_before: before,
      })),
    });
    const won = store('w', 'KRW', 0, [sold(2, 30_000, 1), sold(1, 10_000)], [sold(0, 0), sold(1, 10_000)]);
    const dollars = store('d', 'USD', 2, [sold(3, 4_050), sold(0, 0)]);
    equal([sumOf(won).sold, sumOf(won).over], [sold(2, 30_000, 1), false]);
    equal([changeOf(sumOf(won)), changeOf(sumOf(dollars))], [50, null]);
    equal([averageOf(sold(3, 4_050)), averageOf(sold(0, 0))], [1_350, null]);
    const rows = [...daysOf(won), ...daysOf(dollars)];
    const order = (column, isDescending) =>
      sorted(rows, column, isDescending).map((row) => `${row.store_id}${row.date.at(-1)}`);
    equal(order('revenue', true), ['w1', 'w2', 'd1']);
    equal(order('orders', true), ['d1', 'w1', 'w2']);
    equal(order('name', false), ['d1', 'w1', 'w2']);
    equal(
      csvOf(daysOf(dollars).map((row) => ({ ...row, store: dollars }))).split('\r\n')[1],
      '"d","\'=d, ""the d""",2026-03-01,USD,40.50,3,13.50,0,0.00,0',
    );
  },
  'an order that is called off stays through a reload until somebody has confirmed it'() {
    localStorage.clear();
    new CalledOff('store', () => {}).add(order(7, 'a'), 'left');
    const reloaded = new CalledOff('store', () => {});
    equal(
      reloaded.all.map((one) => [one.order.order_number, one.reason]),
      [[7, 'left']],
    );
    reloaded.confirm('o7');
    equal([reloaded.all, new CalledOff('store', () => {}).all], [[], []]);
  },
  async 'a close names the session that was seen and what becomes of its orders'() {
    const { setTimeout: set } = window;
    window.setTimeout = (task) => set(task, 0);
    try {
      const sent = [];
      const desk = new Desk(async (path, request) => void sent.push([path, request.body]), {
        changed() {},
        answered() {},
        refused() {},
      });
      desk.endSession({ table_id: 'a', session_id: 's1', total_amount: 9_000, order_count: 2, orders: [] }, 'cancel');
      await until(() => sent.length > 0);
      const body = { session_id: 's1', expected_total_amount: 9_000, expected_order_count: 2, unfinished: 'cancel' };
      equal(sent, [['/admin/tables/a/end-session', body]]);
    } finally {
      window.setTimeout = set;
    }
  },

  'waiting times are counted by the servers clock, however wrong the devices is'() {
    hearServerTime('2026-03-02T15:00:00Z');
    equal(Math.abs(serverNow() - Date.parse('2026-03-02T15:00:00Z')) < 1_000, true);
    hearServerTime('no time');
    hearServerTime(undefined);
    equal(Math.abs(serverNow() - Date.parse('2026-03-02T15:00:00Z')) < 1_000, true);
    hearServerTime(Date.now());
  },
  'times and days are the stores, on both sides of a change of its clocks'() {
    try {
      for (const [zone, time, date] of [
        ['Asia/Seoul', '00:30', '2026-03-29'],
        ['America/New_York', '11:30', '2026-03-28'],
        ['Asia/Kathmandu', '21:15', '2026-03-28'],
      ]) {
        useStore({ time_zone: zone });
        const instant = Date.parse('2026-03-28T15:30:00Z');
        equal([clock(instant), dateOf(instant), instantOf(date, minuteOfDay(instant))], [time, date, instant]);
      }
      useStore({ time_zone: 'Europe/Berlin' });
      equal(instantOf('2026-03-29', 12 * 60), Date.parse('2026-03-29T10:00:00Z'));
      equal(instantOf('2026-10-25', 12 * 60), Date.parse('2026-10-25T11:00:00Z'));
    } finally {
      useStore({ time_zone: 'Asia/Seoul' });
    }
  },
  'amounts have the sign and the decimals of their currency, when they are typed too'() {
    try {
      equal([money(9_000), money(1_299, 'USD'), money(1_299, 'JPY')], ['9,000원', '$12.99', '¥1,299']);
      equal(/^KWD\s1\.299$/.test(money(1_299, 'KWD')), true);
      useStore({ currency: 'USD' });
      equal([toMajor(1_299), toMinor('13.50'), money(5)], ['12.99', 1_350, '$0.05']);
      useStore({ currency: 'KWD' });
      equal([toMajor(1_299), toMinor('0.005')], ['1.299', 5]);
    } finally {
      useStore({ currency: 'KRW' });
    }
  },
  'amounts of two currencies are no sum'() {
    const store = (currency, total_amount) => ({ currency, total_amount });
    equal(totals([store('KRW', 9_000), store('USD', 1_299), store('KRW', 1_000)]), ['10,000원', '$12.99']);
  },

  'guests are gone when their session is, also when that is found later, and not when they have just ordered'() {
    localStorage.clear();
    const party = new Party();
    equal([party.see(null), party.see('s1'), party.see('s1')], [false, false, false]);
    equal([new Party().see(null), party.see('s2')], [true, true]);
    party.join('s3');
    equal(party.see('s3'), false);
  },
  'an order that was cancelled stays listed, of the same session, and one that went to another bill does not'() {
    const session = (session_id, ...orders) => ({ session_id, total_session_amount: 0, orders });
    const after = { ...session('s1', order(2, 'a')), cancelled_order_ids: ['o1'] };
    const before = session('s1', order(1, 'a'), order(2, 'a'));
    const statuses = ({ orders }) => orders.map((one) => `${one.order_number} ${one.status}`);
    equal(statuses(withCancelled(after, before)), ['2 PENDING', '1 CANCELLED']);
    equal(statuses(withCancelled(session('s1', order(2, 'a')), before)), ['2 PENDING']);
    equal(statuses(withCancelled(session('s2', order(3, 'a')), before)), ['3 PENDING']);
  },
  'the same dish with another wish is another line'() {
    const cart = cartOf('x', 'x');
    cart.annotate(cart.lines[0].line_id, 'mild');
    cart.add(dish('x'));
    equal(cart.toOrder().items, [
      { menu_id: 'x', quantity: 2, unit_price: 1_000, note: 'mild' },
      { menu_id: 'x', quantity: 1, unit_price: 1_000 },
    ]);
    equal(cart.quantityOf('x'), 3);
  },
  'a dish begins with what is preselected and can be had, and its price follows the choice'() {
    const choice = new DishChoice(noodles());
    const [spices, more] = choice.groups;
    equal([chosen(choice), choice.price, choice.missing], [['mild'], 1_000, undefined]);
    choice.take(spices, 'hot');
    choice.toggle(more, 'rice');
    choice.toggle(more, 'less');
    equal([chosen(choice), choice.price, choice.isFull(more)], [['hot', 'rice', 'less'], 1_600, true]);
    choice.toggle(more, 'egg');
    choice.toggle(more, 'rice');
    equal(chosen(choice), ['hot', 'less']);
    const soldOut = new DishChoice(
      noodles({ option_groups: [spice(option('mild', 0, { preselected: true, available: false }), option('hot'))] }),
    );
    equal([chosen(soldOut), soldOut.missing.group_id], [[], 'spice']);
  },
  'what is not to be had any more is not chosen any more while the dialog is open'() {
    const choice = new DishChoice(noodles());
    choice.renew(noodles({ option_groups: [spice(option('mild', 0, { available: false }), option('hot'))] }));
    equal([chosen(choice), choice.missing.group_id, DishChoice.isOut(choice.missing)], [[], 'spice', false]);
    choice.renew(noodles({ option_groups: [spice(option('mild', 0, { available: false }))] }));
    equal(DishChoice.isOut(choice.missing), true);
    choice.renew(undefined);
    equal(choice.dish.available, false);
  },
  'the same dish with other options is another line, and with the same ones one more'() {
    localStorage.clear();
    const cart = new Cart();
    const [hot, mild] = [new DishChoice(noodles()), new DishChoice(noodles())];
    hot.take(hot.groups[0], 'hot');
    cart.add(hot.dish, hot.options);
    cart.add(mild.dish, mild.options);
    cart.add(mild.dish, mild.options);
    cart.add(dish('noodles'));
    equal(cart.toOrder().items, [
      { menu_id: 'noodles', quantity: 1, unit_price: 1_500, options: ['hot'] },
      { menu_id: 'noodles', quantity: 2, unit_price: 1_000, options: ['mild'] },
      { menu_id: 'noodles', quantity: 1, unit_price: 1_000 },
    ]);
    equal(new Cart().lines[0].options[0].option_name, 'hot');
  },
  'a line costs what its dish and its options cost now'() {
    localStorage.clear();
    const cart = new Cart();
    const choice = new DishChoice(noodles());
    choice.take(choice.groups[0], 'hot');
    cart.add(choice.dish, choice.options);
    cart.reprice([noodles({ price: 2_000, option_groups: [spice(option('mild'), option('hot', 700))] })]);
    equal([cart.lines[0].price, cart.lines[0].was, cart.lines[0].options[0].price_difference], [2_700, 1_500, 700]);
    cart.repriceAs([
      { menu_id: 'noodles', unit_price: 9, options: ['mild'] },
      { menu_id: 'noodles', unit_price: 2_800, options: ['hot'] },
    ]);
    equal(cart.lines[0].price, 2_800);
  },
  'a line that its dish asks otherwise is found, and so is an option that is gone'() {
    const line = { menu_id: 'noodles', options: [{ option_id: 'hot' }] };
    const without = noodles({ option_groups: [spice(option('mild'), option('hot', 0, { available: false }))] });
    equal(
      [fits(line, noodles()), fits(line, without), fits({ ...line, options: [] }, noodles())],
      [true, false, false],
    );
    equal(unavailableOptions(line, without), [{ option_id: 'hot' }]);
  },
  'the options of a dish are sent without what only the desk knows'() {
    const field = new OptionsField(noodles().option_groups, () => {});
    const before = field.value;
    const group = () => field.groups[0];
    field.changeOption(group(), group().options[1], { preselected: true, option_name: ' hotter ' });
    equal(JSON.parse(field.value)[0].options, [
      { option_id: 'mild', option_name: 'mild', price_difference: 0, preselected: false },
      { option_id: 'hot', option_name: 'hotter', price_difference: 500, preselected: true },
    ]);
    field.addGroup();
    equal(Object.hasOwn(JSON.parse(field.value)[2], 'group_id'), false);
    field.removeGroup(field.groups[2]);
    equal(field.value === before, false);
    equal(new OptionsField(noodles().option_groups, () => {}).value, before);
  },
  'guests read the menu in their language, and what is not translated as the store calls it'() {
    localStorage.clear();
    readAsTheHouse();
    const [rice, tea] = [
      {
        ...dish('밥'),
        description: '쌀',
        details: { translations: { en: { name: 'Rice' }, ja: { name: 'ご飯', description: '米' } } },
      },
      { ...dish('차'), description: '녹차', details: { allergens: ['pine_nut'] } },
    ];
    const meals = {
      category_id: 'c',
      category_name: '식사',
      display_order: 1,
      menus: [rice, tea],
      translations: { ja: { name: '食事' } },
    };
    const read = () => [
      categoryName(meals),
      dishName(rice),
      dishDescription(rice),
      dishName(tea),
      shownIn(rice.details),
    ];
    equal(
      [languagesOf([meals]), languagesOf([{ ...meals, menus: [tea], translations: null }]), languagesOf(null)],
      [
        ['ko', 'en', 'ja'],
        ['ko', 'en'],
        ['ko', 'en'],
      ],
    );
    equal(read(), ['식사', '밥', '쌀', '차', null]);
    readIn('ja');
    equal([read(), language(), menuLanguage()], [['食事', 'ご飯', '米', '차', 'ja'], 'en', 'ja']);
    readIn('en');
    equal([read(), language(), menuLanguage()], [['식사', 'Rice', '쌀', '차', 'en'], 'en', 'en']);
    readIn('zh');
    equal([languagesOf([meals]), dishName(rice)], [['ko', 'en', 'ja', 'zh'], '밥']);
    readAsTheHouse();
    equal([read(), language(), menuLanguage()], [['식사', '밥', '쌀', '차', null], 'ko', 'ko']);
  },
  'what else guests are told of a dish is sent whole, and what is empty clears'() {
    const told = {
      translations: { ja: { name: 'ご飯' } },
      allergens: ['pine_nut', 'eggs'],
      origin: '쌀: 국내산',
      spiciness: 2,
    };
    const field = new DetailsField(told, () => {});
    equal(JSON.parse(field.value), { ...told, allergens: ['eggs', 'pine_nut'] });
    field.translate('ja', { name: ' ' });
    field.translate('en', { name: ' Rice ', description: ' white ' });
    field.toggle('eggs');
    field.tell({ origin: ' ', spiciness: 0 });
    equal(JSON.parse(field.value), {
      translations: { en: { name: 'Rice', description: 'white' } },
      allergens: ['pine_nut'],
      origin: '',
      spiciness: 0,
    });
  },
  'every allergen has a word in both languages'() {
    equal(
      ALLERGENS.filter((one) => !ko[`allergen.${one}`] || !en[`allergen.${one}`]),
      [],
    );
    equal(
      Object.keys(ko).filter((key) => key.startsWith('allergen.')),
      ALLERGENS.map((one) => `allergen.${one}`),
    );
  },
  'a price that changes in the cart is shown as changed until the guests order at it'() {
    const cart = cartOf('x');
    cart.reprice([{ ...dish('x'), price: 1_500 }]);
    equal([cart.total, cart.repriced.map(({ was, price }) => [was, price])], [1_500, [[1_000, 1_500]]]);
    cart.reprice([{ ...dish('x'), price: 1_000 }]);
    equal(cart.repriced, []);
    cart.reprice([{ menu_id: 'x', price: 2_000 }]);
    cart.acceptPrices();
    equal([cart.repriced, cart.toOrder().items[0].unit_price], [[], 2_000]);
  },
  async 'an order is not tried again when its guests have left meanwhile'() {
    const cart = cartOf('x');
    let tries = 0;
    const place = () => {
      tries += 1;
      return Promise.reject(new NoAnswer('lost'));
    };
    const result = await checkOut(cart, place, async () => cart.clear());
    equal([result.state, tries, cart.isEmpty], ['idle', 1, true]);
  },
  'ids are not shown to people'() {
    const id = '0193a1b2-1234-7abc-8def-001122334455';
    const said = (detail) => new Problem(409, { detail }, 0).message;
    equal(said(`카테고리 ${id}에 메뉴가 남아 있습니다`), '카테고리에 메뉴가 남아 있습니다');
    equal(said(`There is no table ${id}`), 'There is no table');
    equal(said(`주문할 수 없는 메뉴가 있습니다: ${id}, ${id}`), '주문할 수 없는 메뉴가 있습니다');
  },

  'a line is back with an answer to what was asked since it failed'() {
    const line = new Line(() => {});
    const before = performance.now();
    line.failed();
    line.answered(before);
    equal(line.state, 'down');
    line.answered(performance.now() + 1);
    equal(line.state, 'restored');
  },
  'a cart outlives a reload, and another cart is another order'() {
    const cart = cartOf('x', 'y', 'x');
    const reloaded = new Cart();
    equal([reloaded.count, reloaded.total, reloaded.key], [3, 3_000, cart.key]);
    reloaded.clear();
    equal(new Cart().key === cart.key, false);
  },
  'what was sent cannot be changed until it is known what became of it'() {
    const cart = cartOf('x');
    cart.markSent();
    cart.add(dish('y'));
    cart.reprice([{ ...dish('x'), price: 5 }]);
    equal([cart.count, cart.total, new Cart().isSent], [1, 1_000, true]);
  },
  async 'a lost answer is asked for again with the same key, and the same body'() {
    const cart = cartOf('x');
    const sent = [];
    const result = await checkOut(
      cart,
      async (body, key) => {
        sent.push([body, key]);
        if (sent.length === 1) throw new NoAnswer('lost');
        return { order_number: 5 };
      },
      async () => {},
    );
    equal([result.state, result.order.order_number, cart.isEmpty], ['placed', 5, true]);
    equal(sent[1], sent[0]);
  },
  async 'with no answer at all the cart stays as it was sent, under its key'() {
    const cart = cartOf('x');
    const key = cart.key;
    const result = await checkOut(
      cart,
      () => Promise.reject(new Problem(503, null, 0)),
      async () => {},
    );
    equal([result.state, cart.isSent, cart.key === key, cart.count], ['unknown', true, true, 1]);
  },
  async 'a refused cart can be changed, and is another order then'() {
    const cart = cartOf('x');
    const key = cart.key;
    const refused = new Problem(409, { detail: 'sold out', menu_ids: ['x'] }, 0);
    const result = await checkOut(
      cart,
      () => Promise.reject(refused),
      async () => {},
    );
    equal([result.state, cart.isSent, cart.key === key], ['refused', false, false]);
  },

  async 'of the past only what was asked for last is shown, however late the rest comes'() {
    const asked = [];
    const past = new Past(
      {
        call: (path) =>
          new Promise((resolve) => asked.push({ path, answer: (tables) => resolve({ body: { tables } }) })),
      },
      () => {},
    );
    const hour = 3_600_000;
    past.go(10 * hour);
    await until(() => asked.length === 1);
    past.go(11 * hour);
    past.go(12 * hour);
    await until(() => asked.length === 2);
    asked[1].answer([{ table_id: 'noon' }]);
    await until(() => !past.isReading);
    asked[0].answer([{ table_id: 'ten' }]);
    await until(() => true);
    equal(
      [asked.map(({ path }) => path.slice(-13, -5)), past.board.tables, past.shownAt],
      [['10:00:00', '12:00:00'], [{ table_id: 'noon', session_id: null }], 12 * hour],
    );
  },
  async 'a menu is read as of the latest change known, and an answer to an earlier reading does not undo a later one'() {
    const { asked, menu } = menuOf();
    menu.read();
    answer(asked.splice(0), 'soup');
    await until(() => menu.categories);
    menu.changedElsewhere('3-7');
    const early = asked.splice(0);
    menu.read('3-5');
    const late = asked.splice(0);
    equal(
      [early, late].map((requests) => requests[0].path),
      ['/admin/categories?after=3-7', '/admin/categories?after=3-7'],
    );
    answer(late, 'noodles');
    await until(() => menu.categories[0].category_id === 'noodles');
    answer(early, 'soup');
    await Promise.resolve();
    equal(menu.categories[0].category_id, 'noodles');
  },
  async 'a menu that the read models do not have yet is asked for until they do, one that is refused is not'() {
    const { asked, menu } = menuOf();
    menu.read('3-7');
    asked.splice(0).forEach(({ refuse }) => refuse(new Problem(503, { detail: 'behind' }, 1)));
    await until(() => menu.failure === 'behind');
    await until(() => asked.length === 2);
    answer(asked.splice(0), 'soup');
    await until(() => menu.categories);
    equal(menu.failure, null);
    menu.read();
    asked.splice(0).forEach(({ refuse }) => refuse(new Problem(403, { detail: 'no' }, 0)));
    await until(() => menu.failure === 'no');
    await new Promise((resolve) => setTimeout(resolve, 20));
    equal([asked, menu.categories[0].category_id], [[], 'soup']);
  },
  'a chain shows who waits longest first, and an hour without orders as one'() {
    const store = (name, more = {}) => ({ store_id: name, store_name: name, ...more });
    const stores = [
      store('b'),
      store('c', { waiting_since: '2026-01-01T10:00:00Z' }),
      store('a'),
      store('d', { waiting_since: '2026-01-01T09:00:00Z' }),
    ];
    equal(
      arranged(stores, 'waiting').map((one) => one.store_id),
      ['d', 'c', 'a', 'b'],
    );
    equal(
      arranged(stores, 'name').map((one) => one.store_id),
      ['a', 'b', 'c', 'd'],
    );
    const hours = hoursOf({
      start: '2026-01-01T09:00:00Z',
      end: '2026-01-01T12:00:00Z',
      stores: [
        { store_id: 'a', hours: [{ start: '2026-01-01T10:00:00Z', orders: 3, median_wait_seconds: 60 }] },
        { store_id: 'b', hours: [] },
      ],
    });
    equal([hours.get('a'), hours.get('b').orders], [{ orders: [0, 3, 0], waits: [null, 60, null] }, [0, 0, 0]]);
  },
  'a chains store is what its board comes to'() {
    const stores = new Stores();
    const hear = (event, position, data) => stores.hear(event, { store_id: 'x', position, data });
    hear('initial', '3-5', { tables: [table('a', 1), table('b', 2)] });
    equal([stores.all, stores.isUntold], [[], true]);
    stores.tell([{ store_id: 'x', store_name: 'X', intake_paused: false, position: '3-5' }]);
    hear('order_created', '3-7', order(2, 'a'));
    hear('order_created', '3-9', order(1, 'b', { session_id: 's2' }));
    hear('order_updated', '3-10', { order_id: 'o1', table_id: 'b', version: 2, status: 'PREPARING' });
    const [{ open_sessions, orders_by_status, total_amount, waiting_since }] = stores.all;
    equal(
      [open_sessions, orders_by_status, total_amount, waiting_since, stores.isUntold],
      [2, { PENDING: 1, PREPARING: 1, COMPLETED: 0 }, 3_000, '2026-01-01T00:00:02Z', false],
    );
    stores.lose('x');
    equal([stores.all[0].is_broken, stores.all[0].open_sessions], [true, 0]);
  },
  'what is told of a store is never undone by what was so before'() {
    const stores = new Stores();
    const told = (position, more) =>
      stores.tell([{ store_id: 'x', store_name: 'X', intake_paused: false, position, ...more }]);
    told('3-5');
    stores.hear('store_updated', {
      store_id: 'x',
      position: '3-8',
      data: { change: 'intake_paused', intake_paused: true },
    });
    told('3-7');
    equal([stores.all[0].intake_paused, stores.all[0].store_name], [true, 'X']);
    told('3-9', { store_name: 'Y' });
    equal([stores.all[0].intake_paused, stores.all[0].store_name], [false, 'Y']);
  },
  'devices are together that are logged out together'() {
    const upkeep = new DeviceUpkeep({}, () => {});
    upkeep.devices = [
      { device_id: 'd1', kind: 'kitchen', account_id: 'a1', username: 'boss' },
      { device_id: 'd2', kind: 'tablet', table_id: 't1', table_number: 7 },
      { device_id: 'd3', kind: 'browser', account_id: 'a1', username: 'boss' },
    ];
    equal(
      upkeep.groups.map(({ id, ofTable, devices }) => [id, ofTable, devices.map((one) => one.device_id)]),
      [
        ['a1', false, ['d1', 'd3']],
        ['t1', true, ['d2']],
      ],
    );
  },
  'a browser is told in words that people know, and anything else as it calls itself'() {
    const android = 'Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36';
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0';
    const ipad = 'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604.1';
    equal([android, edge, ipad, 'till/3'].map(inWords), [
      'Chrome · Android',
      'Edge · Windows',
      'Safari · iPad',
      'till/3',
    ]);
  },
  async 'a tablet that logged in by its tables password does so by what it was given for it from then on'() {
    const asked = [];
    const answers = [
      { access_token: 'one', expires_in: 0, store_id: 's', table_number: 3, device: { credential: 'd.secret' } },
      { access_token: 'two', expires_in: 0, store_id: 's', table_number: 4, device: {} },
    ];
    const { fetch } = globalThis;
    globalThis.fetch = async (url, { body }) => {
      asked.push([url, JSON.parse(body)]);
      return new Response(JSON.stringify(answers.shift()), { headers: { 'Content-Type': 'application/json' } });
    };
    const kept = [];
    try {
      const login = new LastingLogin({ store_id: 's', table_number: 3, table_password: 'pw' }, (answer, proof) =>
        kept.push([answer.table_number, proof]),
      );
      await login.token();
      await login.token();
    } finally {
      globalThis.fetch = fetch;
    }
    equal(asked, [
      ['/api/v1/customer/login', { store_id: 's', table_number: 3, table_password: 'pw', remember_device: true }],
      ['/api/v1/devices/login', { device_credential: 'd.secret' }],
    ]);
    equal(kept, [
      [3, { credential: 'd.secret' }],
      [4, { credential: 'd.secret' }],
    ]);
  },
  async 'a tablet goes on with the token that it has while nobody can give it another'() {
    const answers = [
      () =>
        new Response('{"access_token":"one","expires_in":7200}', { headers: { 'Content-Type': 'application/json' } }),
      () => new Response('{}', { status: 503 }),
    ];
    const { fetch } = globalThis;
    const { now } = Date;
    globalThis.fetch = async () => answers.shift()();
    try {
      const login = new LastingLogin({ credential: 'd.secret' }, () => {});
      await login.token();
      Date.now = () => now() + 31 * 60_000;
      equal([await login.token(), answers.length], ['one', 0]);
      Date.now = () => now() + 121 * 60_000;
      answers.push(() => new Response('{}', { status: 503 }));
      equal(await login.token().catch((failure) => failure instanceof LoginRefused), true);
    } finally {
      Date.now = now;
      globalThis.fetch = fetch;
    }
  },
  'a throughput is what came between two looks'() {
    const throughput = new Throughput();
    throughput.add(1_000, [
      { partition: 0, position: '0-9', log_end: 20 },
      { partition: 1, log_end: 0 },
    ]);
    throughput.add(3_000, [
      { partition: 0, position: '0-19', log_end: 24 },
      { partition: 1, position: '1-1', log_end: 2 },
    ]);
    equal([throughput.appended, throughput.applied], [[3], [6]]);
  },
};
