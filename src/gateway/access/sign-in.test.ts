import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignIn } from './sign-in.ts';

let folder: string;
let nowMs: number;
const open = () => SignIn.open(folder, () => nowMs);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-access-'));
  nowMs = 1_900_000_000_000;
});
afterEach(() => rm(folder, { recursive: true }));

describe('a sign-in link', () => {
  it('opens one session and is refused the second time, also by another process', async () => {
    const secret = await (await open()).createLink('admin', 'Administrator');
    const gateway = await open();
    const first = await gateway.redeem(secret);
    expect(first).toMatchObject({ ok: true, person: { id: 'admin', name: 'Administrator' } });
    expect(await gateway.redeem(secret)).toEqual({ ok: false, reason: 'used' });
    expect(await (await open()).redeem(secret)).toEqual({ ok: false, reason: 'used' });
  });

  it('opened by many at once lets one in', async () => {
    const gateway = await open();
    const secret = await gateway.createLink('admin', 'Administrator');
    const results = await Promise.all(Array.from({ length: 20 }, () => gateway.redeem(secret)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('that nobody made, or that names a file elsewhere, is unknown', async () => {
    const gateway = await open();
    for (const forged of ['', 'x', '../../etc/passwd', 'a'.repeat(43), '\0']) {
      expect(await gateway.redeem(forged)).toEqual({ ok: false, reason: 'unknown' });
    }
  });

  it('ends after 24 h', async () => {
    const gateway = await open();
    const secret = await gateway.createLink('admin', 'Administrator');
    nowMs += 24 * 3600_000 + 1;
    expect(await gateway.redeem(secret)).toEqual({ ok: false, reason: 'expired' });
  });
});

describe('a session', () => {
  const signedIn = async (gateway: SignIn) => {
    const result = await gateway.redeem(await gateway.createLink('admin', 'Administrator'));
    if (!result.ok) throw new Error(result.reason);
    return result.session;
  };

  it('outlives a restart of the gateway, for 30 days', async () => {
    const session = await signedIn(await open());
    expect(await (await open()).personOf(session)).toEqual({ kind: 'person', id: 'admin', name: 'Administrator' });
    nowMs += 30 * 24 * 3600_000 + 1;
    expect(await (await open()).personOf(session)).toBeNull();
  });

  it('cannot be had by guessing, nor by reading the folder', async () => {
    const gateway = await open();
    const session = await signedIn(gateway);
    const names = await readdir(join(folder, 'sessions'));
    expect(names.join()).not.toContain(session);
    for (const guess of [undefined, '', ...names, `${session}x`]) expect(await gateway.personOf(guess)).toBeNull();
  });
});
