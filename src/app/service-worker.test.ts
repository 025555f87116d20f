import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('an asset is given though the storage is full, and without waiting for it', async () => {
  const handlers = new Map<string, (event: unknown) => void>();
  let fail = (_: Error) => {};
  const put = new Promise<void>((_, reject) => {
    fail = reject;
  });
  vi.stubGlobal('precache', { version: '1', paths: [] });
  vi.stubGlobal('addEventListener', (type: string, handler: (event: unknown) => void) => handlers.set(type, handler));
  vi.stubGlobal('location', { origin: 'http://localhost:7000' });
  vi.stubGlobal('caches', { match: async () => undefined, open: async () => ({ put: () => put }) });
  vi.stubGlobal('fetch', async () => new Response('wheel'));
  await vi.importActual('./service-worker.ts'); // a script, no module: nothing to import by type

  let answer: Promise<Response> | undefined;
  const waits: Promise<unknown>[] = [];
  handlers.get('fetch')!({
    request: new Request('http://localhost:7000/assets/hall-1a2b.js'),
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
    waitUntil: (work: Promise<unknown>) => waits.push(work),
  });
  expect(await (await answer!).text()).toBe('wheel');
  fail(new DOMException('full', 'QuotaExceededError'));
  await expect(Promise.all(waits)).resolves.toBeDefined();
  expect(waits).toHaveLength(1);
});
