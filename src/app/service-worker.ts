/**
 * Keeps the page itself (never anything of the plant) so that it opens without the gateway. A hand-written list and one
 * handler; the build fills the list in. Files below assets/ are named by their content, so that those of an older page,
 * which may still be open, are served from the cache that it came with until nobody uses it.
 */

/** Filled in by the build (`vite.config.ts`): what to keep, and a version that changes with any of it. */
declare const precache: { readonly version: string; readonly paths: readonly string[] };

/** What TypeScript knows only without the DOM, cut to what is used. */
interface Waits extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetches extends Waits {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  addEventListener(type: 'install' | 'activate', handler: (event: Waits) => void): void;
  addEventListener(type: 'fetch', handler: (event: Fetches) => void): void;
  skipWaiting(): Promise<void>;
  readonly registration: { readonly installing: unknown; readonly waiting: unknown };
  readonly clients: { claim(): Promise<void>; matchAll(of: { type: 'window' }): Promise<readonly unknown[]> };
}
const scope = globalThis as unknown as Scope;

const cacheName = `gemba-${precache.version}`;
const shell = '/index.html';
/** A gateway that takes longer than this for the page itself is as good as gone. */
const patienceMs = 4000;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName);
      await cache.addAll(precache.paths.map((path) => new Request(path, { cache: 'no-cache' })));
      // Nothing of an open page can break: its files stay in the older cache.
      await scope.skipWaiting();
    })(),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([scope.clients.claim(), forgetOlder()]));
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || isNeverKept(pathname)) return;
  if (request.mode === 'navigate') {
    event.waitUntil(forgetOlder());
    event.respondWith(page(request));
  } else if (pathname.startsWith('/assets/')) event.respondWith(asset(event));
  else if (precache.paths.includes(pathname)) event.respondWith(newestOf(request));
});

/** Sign-ins, the plant’s own models, exports, and what tells whether the gateway lives. */
const isNeverKept = (path: string): boolean => /^\/(sign-in|socket\.io|healthz|models|export)(\/|$)/.test(path);

/** The gateway's page while it answers, so that an update is never a visit late; else the one kept here. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
  } catch {
    const kept = await (await caches.open(cacheName)).match(shell);
    return kept ?? Response.error();
  }
}

/** Named by its content: whichever cache has it has the right one. One that cannot be kept is given all the same. */
async function asset(event: Fetches): Promise<Response> {
  const { request } = event;
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    const keeping = caches.open(cacheName).then((cache) => cache.put(request, copy));
    event.waitUntil(keeping.catch(() => undefined)); // storage is full or switched off
  }
  return answer;
}

async function newestOf(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}

/** Older caches go once at most one page is open: that one was just loaded, with what is new. A newer one never goes. */
async function forgetOlder(): Promise<void> {
  if (scope.registration.installing || scope.registration.waiting) return;
  if ((await scope.clients.matchAll({ type: 'window' })).length > 1) return;
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
}
