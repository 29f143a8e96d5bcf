/**
 * Where people log in: the page and what it is called, what its device remembers the login as, and whom it asks.
 *
 * @typedef {{page: string, name: import('./i18n.js').TextKey, kept: string, path: string}} Door
 */

/** Of those who manage others' accounts. @satisfies {Record<string, Door>} */
export const DOORS = {
  operator: { page: '/platform', name: 'login.platform.heading', kept: 'platform.login', path: '/platform/login' },
  chain_admin: { page: '/chain', name: 'login.chain.heading', kept: 'chain.login', path: '/admin/login' },
};

/** @type {Door} */
const STORE = { page: '/admin', name: 'login.heading', kept: 'admin.login', path: '/admin/login' };

/** @param {string} role @returns {Door} */
export function doorOf(role) {
  return role === 'operator' || role === 'chain_admin' ? DOORS[role] : STORE;
}
