/**
 * Lets the tablet's page open without a line. The network is asked first, always; what is kept is shown only when that does
 * not answer. Kept are the page's own files, all of one version: answers of the API never pass through here.
 *
 * order-api fills in what is in braces.
 */
const VERSION = '{version}';
const FILES = ['{files}'];

const PAGE = '/tablet';
const CACHES = 'tablet-';
const CACHE = CACHES + VERSION;
const OWN = [PAGE, ...FILES];
/** A line that says nothing is as good as none, and guests are looking. */
const PATIENCE_MS = 3_000;

/**
 * TypeScript's types of a worker and of a page exclude each other.
 *
 * @typedef {{request: Request, clientId: string, resultingClientId: string, waitUntil: (task: Promise<unknown>) => void,
 *   respondWith: (answer: Promise<Response>) => void}} WorkerEvent
 * @typedef {{skipWaiting: () => void, addEventListener: (type: string, listener: (event: WorkerEvent) => void) => void}} TabletWorker
 */
const worker = /** @type {TabletWorker} */ (/** @type {unknown} */ (self));

/** @type {Set<string>} pages that were kept: their files must be of the same version, and need not wait for the line again */
const opened = new Set();

worker.addEventListener('install', (/** @type {WorkerEvent} */ event) => {
  worker.skipWaiting();
  event.waitUntil(keep());
});

worker.addEventListener('activate', (/** @type {WorkerEvent} */ event) => event.waitUntil(forgetFormer()));

worker.addEventListener('fetch', (/** @type {WorkerEvent} */ event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || !OWN.includes(pathname)) return;
  event.respondWith(answer(event, pathname));
});

/** All or none: a version of which something is missing is not taken. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(OWN.map((path) => new Request(path, { cache: 'no-cache' })));
}

async function forgetFormer() {
  const former = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(former.map((name) => caches.delete(name)));
}

/** @param {WorkerEvent} event @param {string} path */
async function answer({ request, clientId, resultingClientId }, path) {
  const kept = await caches.match(path, { cacheName: CACHE, ignoreVary: true });
  if (!kept) return fetch(request);
  // A page that is loaded anew comes in the name of the one before.
  if (request.mode !== 'navigate' && opened.has(clientId)) return kept;
  const answered = await Promise.race([ask(request), silence()]);
  if (answered) return answered;
  if (resultingClientId) opened.add(resultingClientId);
  return kept;
}

/** @param {Request} request @returns {Promise<Response | null>} null when nobody is there, or only something in between */
async function ask(request) {
  try {
    const response = await fetch(request);
    return response.status < 500 ? response : null;
  } catch {
    return null;
  }
}

/** @returns {Promise<null>} */
function silence() {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
}
