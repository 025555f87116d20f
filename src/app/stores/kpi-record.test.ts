import { describe, expect, it } from 'vitest';
import { countWithin } from '../../analytics/kpi/counts.ts';
import { unitTimes } from '../../analytics/kpi/stretches.ts';
import { packmlCode } from '../../twin/packml.ts';
import { KpiRecord, type KpiSource } from './kpi-record.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A machine that runs 40 of every 60 s and counts 2 a second while it does; told as the gateway tells it. */
function source() {
  const asked: number[] = [];
  const running = (atMs: number) => atMs % minute < 40_000;
  const count = (atMs: number) => {
    const seconds = Math.floor(atMs / 1000);
    return 2 * (Math.floor(seconds / 60) * 40 + Math.min(40, seconds % 60));
  };
  const it: KpiSource = {
    changes({ fromMs, toMs }) {
      asked.push(toMs - fromMs);
      const timesMs: number[] = [];
      const start = Math.floor(fromMs / minute) * minute + (running(fromMs) ? 0 : 40_000);
      for (let at = start; at < toMs; at += at % minute === 0 ? 40_000 : 20_000) timesMs.push(at);
      return Promise.resolve({
        timesMs: Float64Array.from(timesMs),
        values: Float64Array.from(timesMs, (at) => packmlCode(running(at) ? 'Execute' : 'Held')),
        qualities: new Uint8Array(timesMs.length),
      });
    },
    range({ fromMs, toMs, buckets }) {
      asked.push(toMs - fromMs);
      const bucketMs = (toMs - fromMs) / buckets;
      const starts = Array.from({ length: buckets }, (_, k) => Math.ceil((fromMs + k * bucketMs) / 1000) * 1000);
      const ends = starts.map((_, k) => Math.ceil((fromMs + (k + 1) * bucketMs) / 1000) * 1000 - 1000);
      return Promise.resolve({
        fromMs,
        bucketMs,
        firstTimesMs: Float64Array.from(starts),
        lastTimesMs: Float64Array.from(ends),
        firsts: Float64Array.from(starts, count),
        lows: Float64Array.from(starts, count),
        highs: Float64Array.from(ends, count),
        lasts: Float64Array.from(ends, count),
        counts: new Uint32Array(buckets).fill(60),
      });
    },
  };
  return { it, asked };
}

describe('what key figures rest on', () => {
  it('is continued from minute to minute and says the same as if asked for as a whole', async () => {
    const { it: live, asked } = source();
    const record = new KpiRecord(live);
    for (let k = 0; k < 200; k++) {
      const window = { fromMs: (100 + Math.floor(k / 50)) * minute, toMs: 10 * hour + k * minute + 7321 };
      const states = await record.states(1, window);
      const counts = await record.counts(2, window);
      const span = { fromMs: window.toMs - 2 * hour, toMs: window.toMs };
      const fresh = new KpiRecord(source().it);
      const timesOf = (rows: typeof states) => unitTimes({ states: rows, reasons: null }, [], span, span.toMs);
      expect(timesOf(states)).toEqual(timesOf(await fresh.states(1, window)));
      expect(Math.abs(countWithin(counts, span) - 2 * 40 * 120)).toBeLessThan(2 * 60 * 2);
      expect(counts.length).toBeLessThan(10 * 60 + k + 10);
    }
    expect(Math.max(...asked.slice(4))).toBeLessThanOrEqual(3 * minute);
  });

  it('of another moment is asked for as a whole', async () => {
    const { it: past, asked } = source();
    const record = new KpiRecord(past);
    await record.counts(2, { fromMs: 9 * hour, toMs: 12 * hour });
    await record.counts(2, { fromMs: 2 * hour, toMs: 5 * hour });
    expect(asked).toEqual([3 * hour, 3 * hour]);
  });
});
