import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignIn } from './access/sign-in.ts';
import { loadPage } from './page.ts';
import { cookieOf, createHttpServer, isOwnOrigin } from './server.ts';

let folder: string;
let signIn: SignIn;
let server: Server;
let port: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-http-'));
  await writeFile(join(folder, 'index.html'), '<title>Gemba</title>');
  signIn = await SignIn.open(join(folder, 'access'), () => 1_900_000_000_000);
  const page = await loadPage(folder);
  const nothing = async () => undefined;
  server = createHttpServer({
    page,
    models: nothing,
    exports: nothing,
    signIn,
    port: 8080,
    home: '/',
    signedIn: () => undefined,
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    request({ host: 'localhost', port, path, headers }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on('error', reject)
      .end();
  });

describe('the server', () => {
  it('turns a link into a session cookie that no script can read, once', async () => {
    const secret = await signIn.createLink('admin', 'Administrator');
    const first = await get(`/sign-in?token=${secret}`);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    const cookie = first.headers['set-cookie']![0]!;
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Path=\//);
    expect(await signIn.personOf(cookieOf(cookie.split(';')[0], 'gemba-8080'))).toMatchObject({ id: 'admin' });
    const second = await get(`/sign-in?token=${secret}`);
    expect([second.status, second.text]).toEqual([
      403,
      'This sign-in link has been used already; each opens one session. Print a new one with: npx gemba link\n',
    ]);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  it('refuses a forged link and says what to do', async () => {
    const { status, text } = await get('/sign-in?token=forged');
    expect(status).toBe(403);
    expect(text).toBe('This is not a sign-in link of this gateway. Print a new one with: npx gemba link\n');
    const german = await get('/sign-in?token=forged', { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' });
    expect(german.text).toBe('Das ist kein Anmeldelink dieses Gateways. Einen neuen gibt: npx gemba link\n');
  });

  it('serves the page under a strict policy, and nothing outside its folder', async () => {
    const page = await get('/');
    expect(page.text).toContain('Gemba');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect((await get('/../access/links')).text).not.toContain('admin');
  });

  it('goes on whatever a stranger sends', async () => {
    await writeFile(join(folder, 'gone.js'), 'a build may take it away');
    const hostile: [string, Record<string, string>?][] = [
      ['//'],
      ['/%'],
      ['/%00'],
      ['/gone.js'],
      ['/', { range: 'bytes=5-2' }],
      ['/', { range: 'bytes=99999999-' }],
      ['/', { 'if-none-match': '"x"', 'accept-encoding': ';;;' }],
      ['/sign-in'],
      ['/sign-in?token=%FF&token'],
      ['/__proto__'],
    ];
    for (const [path, headers] of hostile) expect((await get(path, headers)).status).toBeLessThan(500);
    expect((await get('/healthz')).text).toBe('ok\n');
  });

  it('serves the page that it started with, though a new build replaced it', async () => {
    await rm(join(folder, 'index.html'));
    const page = await get('/', { 'accept-encoding': 'gzip' });
    expect(page.status).toBe(200);
    expect((await get('/', { 'if-none-match': String(page.headers.etag) })).status).toBe(304);
    expect((await get('/assets/none.js')).status).toBe(404);
  });

  it('answers to no foreign host name or origin', async () => {
    expect((await get('/', { host: 'evil.example' })).status).toBe(403);
    expect((await get('/', { origin: 'http://evil.example' })).status).toBe(403);
    expect(isOwnOrigin({ host: 'localhost:8080', origin: 'http://localhost:8080' })).toBe(true);
    expect(isOwnOrigin({ host: 'localhost:8080', origin: 'http://localhost:9090' })).toBe(false);
    expect(isOwnOrigin({})).toBe(false);
  });
});
