import { reasonOf } from './api.js';

/**
 * Runs a task. Why it failed is kept and shown, until the next one begins.
 *
 * @param {{failure: string | null}} owner
 * @param {() => void} changed
 * @param {() => Promise<void>} task
 */
export async function attempt(owner, changed, task) {
  owner.failure = null;
  changed();
  try {
    await task();
  } catch (failure) {
    owner.failure = reasonOf(failure);
  }
  changed();
}

/**
 * Does the same one task at a time: what is tapped while another is under way is no second wish.
 *
 * @param {{failure: string | null, isBusy: boolean}} owner
 * @param {() => void} changed
 * @param {() => Promise<void>} task
 */
export async function attemptAlone(owner, changed, task) {
  if (owner.isBusy) return;
  owner.isBusy = true;
  await attempt(owner, changed, task);
  owner.isBusy = false;
  changed();
}
