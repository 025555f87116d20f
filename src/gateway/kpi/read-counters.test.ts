import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countWithin } from '../../analytics/kpi/counts.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Random } from '../../simulation/random.ts';
import type { TagId } from '../../twin/plant.ts';
import { Quality } from '../../twin/quality.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import { readCounters } from './read-counters.ts';

const startMs = Date.UTC(2030, 0, 7, 5, 0, 12, 345);
const hourMs = 3_600_000;
const counters = 40;
const never = new AbortController().signal;

test('KPI-4: between any two cuts counters count what their samples say, one by one', async () => {
  const random = new Random(11, 'counters');
  const upTo = (most: number) => Math.floor(random.uniform() * most);
  const folder = await mkdtemp(join(tmpdir(), 'gemba-counters-'));
  const ids = Array.from({ length: counters }, (_, k) => `m.c${k}` as TagId);
  const historian = await openHistorian(folder, ids);
  const samples: { firstMs: number; lastMs: number; first: number; high: number; last: number }[][] = [];
  const batch = new SampleBatchBuilder();
  for (const slot of ids.keys()) {
    const own: (typeof samples)[number] = [];
    let shown = upTo(1000);
    let atMs = startMs - hourMs;
    while (atMs < startMs + 6 * hourMs) {
      // At most one reset a minute.
      atMs += 1 + upTo(slot % 2 === 0 ? 4000 : 200_000);
      shown = atMs % 7 === 0 && (own.at(-1)?.firstMs ?? 0) < atMs - 60_000 ? upTo(3) : shown + upTo(5);
      const isStale = atMs % 11 === 0;
      batch.push(slot, atMs, isStale ? 999_999 : shown, isStale ? Quality.stale : Quality.good);
      if (!isStale) own.push({ firstMs: atMs, lastMs: atMs, first: shown, high: shown, last: shown });
    }
    samples.push(own);
  }
  await historian.append(batch.copy());
  const span = { fromMs: startMs, toMs: startMs + 5 * hourMs };
  const start = await historian.snapshot(span.fromMs, never);
  const wished = [...ids.keys()].map((slot) => {
    const cuts = Array.from({ length: upTo(30) }, () => startMs + upTo(5 * hourMs));
    return { slot, cuts: [...cuts, span.toMs, startMs + 60_000] };
  });
  const counted = await readCounters(historian, wished, span, start, never);
  await historian.close();
  await rm(folder, { recursive: true });
  let pieces = 0;
  for (const { slot, cuts } of wished) {
    if (start.qualities[slot]! >= Quality.stale) continue; // the value before it is not in the snapshot
    const edges = [startMs + 60_000, ...cuts].filter((at) => at >= startMs + 60_000).sort((a, b) => a - b);
    for (const [k, fromMs] of edges.slice(0, -1).entries()) {
      const piece = { fromMs, toMs: edges[k + 1]! };
      expect(countWithin(counted.get(slot)!, piece), `counter ${slot}`).toBe(countWithin(samples[slot]!, piece));
      pieces++;
    }
  }
  expect(pieces).toBeGreaterThan(300);
});
