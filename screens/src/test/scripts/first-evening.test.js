import { arranged } from '/screens/chain/chain.js';
import { NoAnswer, Problem } from '/screens/lib/api.js';
import { codeOfAddress, FirstEvening } from '/screens/setup/steps.js';
import { equal } from './assert.js';

const people = { username: 'somebody', password: 'plum-kettle-4711' };

/** An evening whose server the test plays. @param {(path: string, request: any) => any} answer of which a failure is thrown */
function eveningOf(answer) {
  /** @type {string[]} */
  const asked = [];
  /** @type {any[]} */
  const logins = [];
  const evening = new FirstEvening(
    () => {},
    (login) => logins.push(login),
    async (path, request = {}) => {
      asked.push(`${request.method ?? 'GET'} ${path} by ${request.token ?? 'nobody'}`);
      const body = answer(path, request);
      if (body instanceof Error) throw body;
      return { body };
    },
  );
  return { evening, asked, logins };
}

const taken = () => new Problem(409, { detail: 'It is taken' }, 0);

/** @param {string} path @param {any} request */
function usual(path, { body }) {
  if (path.endsWith('/login')) return { access_token: body.store_id ?? body.chain_id ?? 'operator' };
  if (path === '/admin/tables') return { table_id: `t-${body?.table_number}`, table_number: body?.table_number };
  if (path === '/admin/categories') return { category_id: `c-${body.category_name}` };
  return path.endsWith('pairing-codes') ? { pairing_code: 'ABCD2345' } : {};
}

/** @type {Record<string, () => Promise<void> | void>} */
export const tests = {
  async 'each step asks as whom the one before has made'() {
    const { evening, asked, logins } = eveningOf(usual);
    await evening.operator({ code: 'K7TR', ...people });
    await evening.chain({ id: 'chain', name: 'A chain', ...people });
    await evening.store({ id: 'store', name: 'A store', zone: 'Asia/Seoul', currency: 'KRW', ...people });
    await evening.tables({ count: '2' });
    await evening.dish({ category: '식사', name: '비빔밥', price: '9000' });
    await evening.dish({ category: '식사', name: '국수', price: '8000' });
    await evening.tablet();
    equal(asked, [
      'POST /platform/setup by nobody',
      'POST /platform/login by nobody',
      'POST /platform/chains by operator',
      'POST /admin/login by nobody',
      'POST /chain/stores by chain',
      'POST /admin/login by nobody',
      'POST /admin/tables by store',
      'POST /admin/tables by store',
      'POST /admin/categories by store',
      'POST /admin/menus by store',
      'POST /admin/menus by store',
      'POST /admin/devices/pairing-codes by store',
      'POST /auth/qr-codes by store',
    ]);
    equal([evening.step, evening.pairing], ['tablet', { pairing_code: 'ABCD2345', table_number: 1 }]);
    equal(logins, [{ access_token: 'operator' }]);
  },
  async 'a step that is refused says why and is taken again'() {
    let refusals = 1;
    const { evening } = eveningOf((path, request) =>
      refusals-- > 0 ? new Problem(401, { detail: 'Not taken' }, 0) : usual(path, request),
    );
    await evening.operator({ code: 'wrong', ...people });
    equal([evening.step, evening.failure, evening.isBusy], ['operator', 'Not taken', false]);
    await evening.operator({ code: 'right', ...people });
    equal([evening.step, evening.failure], ['chain', null]);
  },
  async 'what was made by a try whose answer got lost is gone on with, and what is somebody else’s is not'() {
    let isOurs = true;
    const { evening } = eveningOf((path, request) => {
      if (path === '/platform/chains') return taken();
      return path === '/admin/login' && !isOurs ? new Problem(401, { detail: 'Wrong' }, 0) : usual(path, request);
    });
    isOurs = false;
    await evening.chain({ id: 'chain', name: 'A chain', ...people });
    equal([evening.step, evening.failure], ['operator', 'It is taken']);
    isOurs = true;
    await evening.chain({ id: 'chain', name: 'A chain', ...people });
    equal([evening.step, evening.failure], ['store', null]);
  },
  async 'tables that are there already are as good as new ones'() {
    let isAway = true;
    const { evening } = eveningOf((path, request) => {
      if (request.method === undefined) return { tables: [7, 3].map((n) => ({ table_id: `t-${n}`, table_number: n })) };
      if (path === '/admin/tables') return isAway ? new NoAnswer('away') : taken();
      return usual(path, request);
    });
    await evening.tables({ count: '2' });
    equal(evening.step, 'operator');
    isAway = false;
    await evening.tables({ count: '2' });
    await evening.tablet();
    equal(evening.pairing, { pairing_code: 'ABCD2345', table_number: 3 });
  },
  'a code that came with the address does not stay there'() {
    history.replaceState(null, '', `${location.pathname}#code=K7TR-WM4Q`);
    equal([codeOfAddress(), location.hash, codeOfAddress()], ['K7TR-WM4Q', '', '']);
  },
  'stores are sorted by their figures, the largest first, and by name where those are the same'() {
    const store = (/** @type {string} */ id, /** @type {any} */ more) => ({
      store_id: id,
      store_name: id,
      intake_paused: false,
      closed: false,
      open_sessions: 0,
      orders_by_status: { PENDING: 0, PREPARING: 0, COMPLETED: 0 },
      total_amount: 0,
      ...more,
    });
    const stores = [store('b', { closed: true }), store('a', { open_sessions: 1 }), store('c', { open_sessions: 1 })];
    const by = (/** @type {any} */ order) => arranged(stores, order).map((one) => one.store_id);
    equal(by('seated'), ['a', 'c', 'b']);
    equal(by('state'), ['a', 'c', 'b']);
  },
};
