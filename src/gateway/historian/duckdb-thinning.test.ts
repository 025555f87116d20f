import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Random } from '../../simulation/random.ts';
import { openHistorian } from './duckdb-historian.ts';
import { batchOf, readAll, someTags } from './historian.contract.ts';
import { NaiveHistorian } from './naive.contract.ts';
import { expectRollUps, thinAll } from './thinning.contract.ts';
import { verifyStore } from './verify.ts';

const startMs = Date.UTC(2030, 0, 1, 6);
const options = { keyframeSpacing: 500 };
const minutes = 30;
const rule = {
  name: 'number',
  tags: [0, 1, 2].map((slot) => ({ slot, kind: 'number' as const })),
  beforeMs: startMs + minutes * 60_000,
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-thinning-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Each of three tags every second, with something in each minute that stands out. */
const rows = Array.from({ length: 40 * 60 * 3 }, (_, i) => {
  return { slot: i % 3, timeMs: startMs + Math.floor(i / 3) * 1000, value: (i * 7919) % 1009, quality: 0 };
});

test('HIS-20 a log cut anywhere leaves each piece as it was or thinned', { timeout: 300_000 }, async () => {
  const naive = new NaiveHistorian();
  naive.append(rows);
  const whole = join(folder, 'whole');
  const historian = await openHistorian(whole, someTags, options);
  await historian.append(batchOf(rows));
  await (await historian.freeze()).thaw();
  const log = join(whole, 'history.duckdb.wal');
  const before = (await stat(log).catch(() => ({ size: 0 }))).size;
  await thinAll(historian, [rule]);
  const bytes = await readFile(log);
  const random = new Random(5, 'cuts');
  const cuts = Array.from({ length: 12 }, () => before + Math.floor(random.uniform() * (bytes.length - before)));
  const kept = new Set<number>();
  for (const [n, cut] of [before, ...cuts, bytes.length].entries()) {
    const torn = join(folder, `torn-${n}`);
    await mkdir(torn);
    await copyFile(join(whole, 'history.duckdb'), join(torn, 'history.duckdb'));
    await writeFile(join(torn, 'history.duckdb.wal'), bytes.subarray(0, cut));
    const opened = await openHistorian(torn, someTags, options);
    await expectRollUps(opened, naive, startMs, 40);
    const left = await readAll(opened, 0, 0, 1e15);
    kept.add(left.length);
    // What goes on from there ends where it would have ended.
    await thinAll(opened, [rule]);
    expect(await readAll(opened, 0, 0, 1e15)).toEqual(await readAll(historian, 0, 0, 1e15));
    await opened.close();
    const { stopwatch, progress } = { stopwatch: () => 0, progress: () => undefined };
    for await (const { faults } of verifyStore(torn, { stopwatch, progress })) expect(faults).toEqual([]);
  }
  // Cut before, between and after pieces.
  expect(kept.size).toBeGreaterThan(2);
  await historian.close();
});

test('HIS-20 what is deleted makes room for what comes', { timeout: 300_000 }, async () => {
  const part = (n: number) =>
    batchOf(
      Array.from({ length: 600_000 }, (_, k) => {
        const i = n * 600_000 + k;
        return { slot: i % 3, timeMs: startMs + i * 10, value: Math.sin(i) * 1000, quality: 0 };
      }),
    );
  const bytesOf = async (thins: boolean) => {
    const historian = await openHistorian(join(folder, String(thins)), someTags);
    let bytes = 0;
    for (let n = 0; n < 4; n++) {
      await historian.append(part(n));
      if (thins) await thinAll(historian, [{ ...rule, beforeMs: startMs + 1e9 }]);
      const frozen = await historian.freeze();
      await frozen.thaw();
      bytes = frozen.bytes;
    }
    await historian.close();
    return bytes;
  };
  expect((await bytesOf(true)) / (await bytesOf(false))).toBeLessThan(0.75);
});
