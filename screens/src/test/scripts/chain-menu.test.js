import { byDish, ChainMenu } from '/screens/chain/menu.js';
import { equal } from './assert.js';

const row = (/** @type {string} */ store_id, more = {}) => ({
  store_id,
  store_name: store_id,
  currency: 'KRW',
  category_name: '식사',
  category_hidden: false,
  menu_id: `m-${store_id}`,
  menu_name: '비빔밥',
  price: 9_000,
  available: true,
  version: 1,
  ...more,
});

/** A chain's menu whose server the test plays. @param {object[]} rows @param {(request: any) => object[]} answer */
async function menuOf(rows, answer) {
  /** @type {any[]} */
  const sent = [];
  const menu = new ChainMenu(
    async (_path, request) => {
      if (!request) return { body: { menus: rows, more: false }, position: null };
      sent.push(request);
      return { body: { outcomes: answer(request) }, position: null };
    },
    () => 'hanok',
    () => {},
  );
  localStorage.clear();
  await menu.seek('비빔');
  return { menu, sent };
}

const done = (/** @type {any} */ change, price = 9_500) => ({
  store_id: change.store_id,
  menu_id: change.menu_id,
  menu: { menu_id: change.menu_id, menu_name: '비빔밥', price, available: true, version: change.version + 1 },
});
const away = (/** @type {any} */ { store_id, menu_id }) => ({ store_id, menu_id, error_code: 'SERVICE_UNAVAILABLE' });

/** @type {Record<string, () => Promise<void> | void>} */
export const tests = {
  'a dish of two currencies is two dishes'() {
    const dishes = byDish([row('a'), row('b', { currency: 'USD' }), row('c')]);
    equal(
      dishes.map(({ currency, rows }) => [currency, rows.length]),
      [
        ['KRW', 2],
        ['USD', 1],
      ],
    );
  },

  async 'only what would change is sent'() {
    const { menu } = await menuOf([row('a'), row('b', { price: 9_500 }), row('c')], () => []);
    menu.choose(/** @type {any} */ (row('c')), false);
    equal(menu.changes(9_500), [{ store_id: 'a', menu_id: 'm-a', version: 1, price: 9_500 }]);
  },

  async 'stores that were not reached are asked again under the same key, and all can be taken back'() {
    let isAway = true;
    const { menu, sent } = await menuOf([row('a'), row('b')], ({ body }) =>
      body.changes.map((/** @type {any} */ change) =>
        isAway && change.store_id === 'b' ? away(change) : done(change),
      ),
    );
    await menu.rollOut(menu.changes(9_500));
    equal(menu.unfinished?.changes.length, 1);
    isAway = false;
    await menu.goOn();
    equal(menu.unfinished, null);
    equal(sent[1].key, sent[0].key);
    equal(menu.last?.back, [
      { store_id: 'a', menu_id: 'm-a', version: 2, price: 9_000 },
      { store_id: 'b', menu_id: 'm-b', version: 2, price: 9_000 },
    ]);
    await menu.takeBack();
    equal(menu.last, null);
  },

  async 'a dish that was sold out until a time is so again when it is taken back'() {
    const until = '2026-11-21T10:00:00Z';
    const { menu } = await menuOf([row('a', { available: false, sold_out_until: until })], ({ body }) =>
      body.changes.map((/** @type {any} */ change) => done(change, 9_000)),
    );
    menu.availability = 'on';
    await menu.rollOut(menu.changes(null));
    equal(menu.last?.back, [{ store_id: 'a', menu_id: 'm-a', version: 2, available: false, sold_out_until: until }]);
  },

  async 'what another chain has done cannot be taken back here'() {
    const { menu } = await menuOf([row('a')], ({ body }) => body.changes.map((/** @type {any} */ one) => done(one)));
    await menu.rollOut(menu.changes(9_500));
    const other = new ChainMenu(
      async () => null,
      () => 'bunsik',
      () => {},
    );
    equal(other.last, null);
  },
};
