import { Problem } from '/screens/lib/api.js';
import { logInAt } from '/screens/lib/second-factor.js';
import { equal } from './assert.js';

const CREDENTIALS = { chain_id: 'hanok', username: 'boss', password: 'plum-kettle-4711' };
const BEGUN = { secret: 'JBSWY3DP', uri: 'otpauth://totp/x', qr_code: ['1'] };

/** @param {string} code @param {string} detail */
const refusal = (code, detail = code) => new Problem(401, { error_code: code, detail }, 0);

/**
 * A login whose server and whose person the test plays.
 *
 * @param {(path: string, body: any) => any} answer of which a failure is thrown @param {(string | null)[]} typed
 */
async function logIn(answer, typed) {
  /** @type {any[]} */
  const shown = [];
  /** @type {string[]} */
  const asked = [];
  /** @type {any} */
  let login;
  try {
    login = await logInAt('/admin/login', CREDENTIALS, {
      async ask(path, request) {
        asked.push(path);
        const body = answer(path, request?.body);
        if (body instanceof Error) throw body;
        return { body };
      },
      async askCode(begun, failure) {
        shown.push([begun?.secret ?? null, failure]);
        return typed.shift() ?? null;
      },
      async tell(codes) {
        shown.push(codes);
        return '';
      },
    });
  } catch (failure) {
    login = failure;
  }
  return { login, asked, shown };
}

/** @type {Record<string, () => Promise<void>>} */
export const tests = {
  async 'who has no second factor is asked for nothing'() {
    const { login, shown } = await logIn(() => ({ access_token: 't' }), []);

    equal([login, shown], [{ access_token: 't' }, []]);
  },
  async 'who has one is asked for its code, and again with the reason for a wrong one'() {
    const { login, asked, shown } = await logIn(
      (_, { second_factor_code: code }) => {
        if (code === '222222') return { access_token: 't' };
        return refusal('SECOND_FACTOR_NEEDED', code ? 'not it' : 'a code');
      },
      ['111111', '222222'],
    );

    equal(login, { access_token: 't' });
    equal(shown, [
      [null, null],
      [null, 'not it'],
    ]);
    equal(asked, ['/admin/login', '/admin/login', '/admin/login']);
  },
  async 'who has to have one is shown a secret first, and the recovery codes after it'() {
    const { login, shown } = await logIn(
      (path, { second_factor_code: code }) => {
        if (path.endsWith('/enrolments')) return BEGUN;
        if (code === undefined) return refusal('SECOND_FACTOR_SETUP_NEEDED');
        if (code === '111111') return refusal('SECOND_FACTOR_NEEDED', 'not it');
        return { access_token: 't', recovery_codes: ['K7TR'] };
      },
      ['111111', '222222'],
    );

    equal(login, { access_token: 't' });
    equal(shown, [['JBSWY3DP', null], ['JBSWY3DP', 'not it'], ['K7TR']]);
  },
  async 'who gives up is not logged in, and a wrong password asks for no code'() {
    const { login } = await logIn(() => refusal('SECOND_FACTOR_NEEDED', 'a code'), []);
    const wrong = await logIn(() => refusal('AUTH_ERROR'), ['111111']);

    equal([login.message, wrong.login.code, wrong.shown], ['a code', 'AUTH_ERROR', []]);
  },
};
