import { describe, expect, it } from 'vitest';
import type { RangeRequest } from '../../protocol/messages.ts';
import { packmlCode } from '../../twin/packml.ts';
import type { MachineId } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { findOnset, type OnsetRecord } from './alarm-onset.ts';
import type { ActiveAlarm } from './alarms.ts';

const index = indexPlant({
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [
    {
      id: 'a',
      name: 'A',
      lines: [
        {
          id: 'l',
          name: 'L',
          machines: [
            {
              id: 'filler' as MachineId,
              name: 'Filler',
              type: 'filler',
              pose: { x: 0, z: 0 },
              components: [],
              mainTags: [],
              bindings: [],
              tags: [
                { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 'state' },
                { id: 't', name: 'T', kind: 'number', limits: { low: 10, high: 60 }, deadband: 1, address: 't' },
              ],
            },
          ],
        },
      ],
    },
  ],
  flows: [],
});
const nowMs = 100 * 3_600_000;
const alarm = (cause: ActiveAlarm['cause']): ActiveAlarm => ({
  id: 'x',
  machine: 'filler' as MachineId,
  priority: 2,
  cause,
  sinceMs: null,
});
const high = alarm({ kind: 'limit', slot: 1, limit: 'high' });
const low = alarm({ kind: 'limit', slot: 1, limit: 'low' });

/** A record of one sample a second whose value is a function of its age in seconds; it begins `hours` ago. */
function record(valueAt: (ageSecs: number) => number, hours: number): OnsetRecord {
  return {
    changes: () => Promise.reject(new Error('not asked')),
    range({ fromMs, toMs, buckets }: RangeRequest) {
      const bucketMs = (toMs - fromMs) / buckets;
      const rows: { first: number; last: number; values: number[] }[] = [];
      for (let k = 0; k < buckets; k++) {
        const [start, end] = [fromMs + k * bucketMs, fromMs + (k + 1) * bucketMs];
        const values: number[] = [];
        let [first, last] = [0, 0];
        for (let at = Math.ceil(start / 1000) * 1000; at < end; at += 1000) {
          if (at > nowMs || at < nowMs - hours * 3_600_000) continue;
          if (values.length === 0) first = at;
          last = at;
          values.push(valueAt((nowMs - at) / 1000));
        }
        if (values.length > 0) rows.push({ first, last, values });
      }
      return Promise.resolve({
        fromMs,
        bucketMs,
        firstTimesMs: Float64Array.from(rows, ({ first }) => first),
        lastTimesMs: Float64Array.from(rows, ({ last }) => last),
        firsts: Float64Array.from(rows, ({ values }) => values[0]!),
        lows: Float64Array.from(rows, ({ values }) => Math.min(...values)),
        highs: Float64Array.from(rows, ({ values }) => Math.max(...values)),
        lasts: Float64Array.from(rows, ({ values }) => values.at(-1)!),
        counts: Uint32Array.from(rows, ({ values }) => values.length),
      });
    },
  };
}

describe('when an alarm began', () => {
  it.each([37, 754, 40_000])('is found to the second, %i s ago, above a limit and below one', async (age) => {
    const found = await findOnset(
      index,
      high,
      nowMs,
      record((secs) => (secs > age ? 50 : 61), 30),
    );
    expect(found!.earlier).toBe(false);
    expect(Math.abs(found!.sinceMs - (nowMs - age * 1000))).toBeLessThanOrEqual(1000);
    const fallen = await findOnset(
      index,
      low,
      nowMs,
      record((secs) => (secs > age ? 50 : 9), 30),
    );
    expect(Math.abs(fallen!.sinceMs - (nowMs - age * 1000))).toBeLessThanOrEqual(1000);
  });

  it('a dip that stays within the deadband does not make it younger', async () => {
    const found = await findOnset(
      index,
      high,
      nowMs,
      record((secs) => (secs > 5000 ? 50 : secs > 900 && secs < 1000 ? 59.5 : 61), 30),
    );
    expect(nowMs - found!.sinceMs).toBeCloseTo(5_000_000, -4);
  });

  it('is before all that is known where the whole record is beyond', async () => {
    expect(
      await findOnset(
        index,
        high,
        nowMs,
        record(() => 61, 2),
      ),
    ).toEqual({
      sinceMs: nowMs - 2 * 3_600_000,
      earlier: true,
    });
  });

  it('of a machine is the first row of its fault, silences of the source left out', async () => {
    const codes = ['Execute', 'Holding', 'Held', 'Held', 'Held'] as const;
    const rows = {
      timesMs: Float64Array.of(0, 1000, 2000, 3000, 4000),
      values: Float64Array.from(codes, packmlCode),
      qualities: Uint8Array.of(0, 0, 0, 2, 0),
    };
    const states: OnsetRecord = {
      range: () => Promise.reject(new Error('not asked')),
      changes: () => Promise.resolve(rows),
    };
    const held = alarm({ kind: 'state', state: 'held' });
    expect(await findOnset(index, held, 5000, states)).toEqual({ sinceMs: 1000, earlier: false });
  });
});
