import { Store } from '/screens/admin/store.js';
import { hearServerTime, serverNow } from '/screens/lib/server-clock.js';
import { clock, money, useStore } from '/screens/lib/store-locale.js';
import { equal } from './assert.js';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const order = (number, more = {}) => ({
  order_id: `o${number}`,
  order_number: number,
  table_id: 'a',
  table_number: 1,
  session_id: 's1',
  version: 1,
  status: 'PENDING',
  total_amount: 1_000,
  ordered_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  items: [],
  ...more,
});
const table = (...orders) => ({
  table_id: 'a',
  table_number: 1,
  session_id: 's1',
  total_amount: 0,
  order_count: 0,
  orders,
});

/** A store's screen whose stream the test speaks. */
class Screen {
  static current;
  told = [];
  answers = new Map();
  position = 0;

  static async open(initial) {
    localStorage.clear();
    const screen = new Screen();
    Screen.current = screen;
    window.fetch = async (url) => {
      if (!url.includes('/stream')) return new Response('{}');
      return new Response(new ReadableStream({ start: (controller) => (screen.feed = controller) }));
    };
    const account = {
      login: { access_token: 't', store_id: 'x', store_name: 'Old name' },
      call: (path) => screen.answer(path),
    };
    screen.store = new Store({}, account, null, {
      changed() {},
      menuChanged() {},
      arrived: (one) => screen.told.push(`arrived ${one.order_number}`),
      calledOff: (one) => screen.told.push(`called off ${one.order_number}`),
      lineDied: () => screen.told.push('line died'),
    });
    screen.store.follow();
    await settle();
    await screen.says('initial', { tables: [], ...initial });
    return screen;
  }

  leave() {
    this.store.account.login = null;
    this.store.accountChanged();
  }

  async answer(path) {
    return { body: this.answers.get(path) ?? {} };
  }

  async says(event, data) {
    const frame = `event: ${event}\nid: 3-${++this.position}\ndata: ${JSON.stringify(data)}\n\n`;
    this.feed.enqueue(new TextEncoder().encode(frame));
    await settle();
  }

  get calledOff() {
    return this.store.calledOff.all.map(({ order: one, reason }) => `${one.order_number} ${reason}`);
  }
}

const real = window.fetch;

/** @param {Record<string, () => Promise<void>>} cases */
function restoring(cases) {
  const wrapped = Object.entries(cases).map(([name, run]) => [
    name,
    async () => {
      try {
        await run();
      } finally {
        Screen.current.leave();
        window.fetch = real;
        useStore({ time_zone: 'Asia/Seoul', currency: 'KRW' });
        hearServerTime(Date.now());
      }
    },
  ]);
  return Object.fromEntries(wrapped);
}

export const tests = restoring({
  async 'a board that is opened while orders are paused says so, with the reason, until they are taken again'() {
    const store = { store_name: 'New name', intake_paused: true, pause_reason: 'too busy' };
    const screen = await Screen.open({ store });
    const { info } = screen.store;
    equal([screen.store.name, info.intake_paused, info.pause_reason], ['New name', true, 'too busy']);
    await screen.says('store_updated', { change: 'intake_resumed', intake_paused: false });
    equal(screen.store.info.intake_paused, false);
    await screen.says('store_updated', { change: 'intake_paused', intake_paused: true, reason: 'no gas' });
    equal([screen.store.info.intake_paused, screen.store.info.pause_reason], [true, 'no gas']);
  },
  async 'a pause that was given an end is over by then, and the next one has none unless it says so'() {
    const screen = await Screen.open({ store: { intake_paused: true, resumes_at: '2026-03-02T15:00:00Z' } });
    hearServerTime('2026-03-02T14:59:00Z');
    equal(screen.store.isPaused, true);
    hearServerTime('2026-03-02T15:00:01Z');
    equal(screen.store.isPaused, false);
    await screen.says('store_updated', { change: 'intake_paused', intake_paused: true, reason: 'no gas' });
    equal(screen.store.isPaused, true);
  },
  async 'what a board does not say of its store is asked for'() {
    const screen = await Screen.open({});
    screen.answers.set('/admin/tables', { store: { store_name: 'New name', intake_paused: true, currency: 'JPY' } });
    await screen.says('initial', { tables: [] });
    equal([screen.store.name, screen.store.info.intake_paused, money(1_299)], ['New name', true, '¥1,299']);
  },
  async 'a store that is renamed is called so at once'() {
    const screen = await Screen.open({});
    equal(screen.store.name, 'Old name');
    await screen.says('store_updated', { change: 'store_renamed', store_name: 'New name' });
    equal(screen.store.name, 'New name');
  },
  async 'amounts, times and waiting are the stores as its board says them'() {
    const store = { currency: 'USD', time_zone: 'America/New_York' };
    await Screen.open({ store, server_time: '2026-03-02T15:00:00Z' });
    equal([money(1_299), clock('2026-03-02T15:00:00Z')], ['$12.99', '10:00']);
    equal(Math.abs(serverNow() - Date.parse('2026-03-02T15:00:00Z')) < 1_000, true);
  },
  async 'the kitchen is told of an order that is cancelled, and of those that a closed table cuts off'() {
    const screen = await Screen.open({ tables: [table(order(1), order(2), order(3, { status: 'COMPLETED' }))] });
    await screen.says('order_deleted', { order_id: 'o1', table_id: 'a', table_total_amount: 2_000, reason: 'left' });
    await screen.says('order_updated', { order_id: 'o2', table_id: 'a', version: 2, status: 'COMPLETED' });
    await screen.says('session_ended', { table_id: 'a' });
    equal(
      [screen.calledOff, screen.told],
      [
        ['1 left', '2 session_ended'],
        ['called off 1', 'called off 2'],
      ],
    );
    screen.store.calledOff.confirm('o1');
    equal(screen.calledOff, ['2 session_ended']);
  },
  async 'a board that follows on another tells what came and what was called off between them'() {
    const screen = await Screen.open({ tables: [table(order(1), order(2))] });
    screen.answers.set('/admin/orders/o1', { status: 'CANCELLED', reason: 'left' });
    screen.answers.set('/admin/orders/o2', { status: 'COMPLETED' });
    await screen.says('initial', { tables: [table(order(4))] });
    equal([screen.told, screen.calledOff], [['arrived 4', 'called off 1'], ['1 left']]);
  },
  async 'a dead line is told once'() {
    const screen = await Screen.open({});
    screen.feed.close();
    await settle();
    equal(screen.told, ['line died']);
  },
});
