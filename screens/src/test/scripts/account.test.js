import { Account } from '/screens/lib/account.js';
import { equal } from './assert.js';

const TOKEN = 'eyJ.of.a.login';
const LOGIN = { access_token: TOKEN, role: 'staff', username: 'kim', chain_id: 'hanok', store_id: 'gangnam' };

/** A server with the browser's cookie for one page, which scripts do not see. */
class Server {
  cookie = '';
  /** @type {string[]} */
  asked = [];
  isAway = false;

  /** @param {string} url @param {RequestInit} request */
  async answer(url, { method, headers }) {
    if (this.isAway) throw new TypeError('no line');
    const path = url.slice(url.indexOf('/api/v1') + '/api/v1'.length);
    this.asked.push(`${method} ${path}`);
    if (path === '/admin/login') return Server.json(LOGIN);
    if (path !== '/auth/kept-login?page=admin') return new Response(null, { status: 204 });
    if (method === 'PUT') this.cookie = new Headers(headers).get('Authorization')?.slice('Bearer '.length) ?? '';
    if (method === 'GET' && this.cookie) return Server.json({ access_token: this.cookie });
    if (method === 'GET') return new Response('{}', { status: 401 });
    if (method === 'DELETE') this.cookie = '';
    return new Response(null, { status: 204 });
  }

  /** @param {object} body */
  static json(body) {
    return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  }
}

/** @param {(server: Server) => Promise<void>} test */
async function withServer(test) {
  const { fetch } = globalThis;
  const server = new Server();
  globalThis.fetch = (url, request) => server.answer(String(url), request ?? {});
  localStorage.clear();
  try {
    await test(server);
  } finally {
    globalThis.fetch = fetch;
    localStorage.clear();
  }
}

/** A page that has just been loaded. */
async function load() {
  const account = new Account('admin.login', 'store_id', () => {});
  await account.restore();
  return account;
}

const keptByThePage = () => JSON.stringify({ ...localStorage });

export const tests = {
  async 'a login outlives a reload without its token being where scripts look'() {
    await withServer(async () => {
      await (await load()).logIn({ store_id: 'gangnam', username: 'kim', password: 'p' });
      equal(keptByThePage().includes('eyJ'), false);

      const again = await load();
      equal([again.login?.access_token, again.login?.username, again.isNeeded], [TOKEN, 'kim', false]);
    });
  },
  async 'a token that an earlier version kept is put where scripts do not look'() {
    await withServer(async (server) => {
      localStorage.setItem('admin.login', JSON.stringify(LOGIN));

      const account = await load();

      equal([account.login?.access_token, server.cookie], [TOKEN, TOKEN]);
      equal(keptByThePage().includes('eyJ'), false);
    });
  },
  async 'who logs out is forgotten by the page and by the browser, and the token ends'() {
    await withServer(async (server) => {
      const account = await load();
      await account.logIn({ store_id: 'gangnam', username: 'kim', password: 'p' });

      account.logOut();
      await new Promise((done) => setTimeout(done));

      equal(server.cookie, '');
      equal(server.asked.includes('POST /auth/logout'), true);
      equal((await load()).login, null);
    });
  },
  async 'a page whose browser has lost the token asks who is there'() {
    await withServer(async (server) => {
      await (await load()).logIn({ store_id: 'gangnam', username: 'kim', password: 'p' });
      server.cookie = '';
      equal((await load()).isNeeded, true);
    });
  },
  async 'nobody is asked for a token when nobody was logged in'() {
    await withServer(async (server) => {
      await load();
      equal(server.asked, []);
    });
  },
};
