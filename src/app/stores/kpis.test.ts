import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { packmlCode } from '../../twin/packml.ts';
import type { Kpi, MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { nowMs } from '../live/clock.ts';
import type { KpiSource } from './kpi-record.ts';
import { followKpis, isOld, kpisStore } from './kpis.ts';

const machine = (id: string) => ({
  id: id as MachineId,
  name: id,
  type: 'filler',
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  bindings: [],
  ratePerMinute: 60,
  tags: [
    { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 's' },
    { id: 'count', name: 'Count', kind: 'counter', address: 'c' },
  ],
});
const kpi = (id: string): Kpi => ({
  id,
  name: id,
  machine: id as MachineId,
  formula: 'availability',
  good: 'count' as Kpi['good'],
});
const plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: {
    name: 'S',
    timeZone: 'UTC',
    shifts: [{ name: 'Day', days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], from: '00:00', to: '24:00' }],
    floor: [5, 5],
  },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [machine('filler'), machine('capper')] }] }],
  flows: [],
  kpis: [kpi('filler'), kpi('capper')],
} as unknown as Plant;
const fillerState = 0;

/** A plant that runs all the time; what is asked of slots in `broken` fails. */
function source(broken: Set<number>): KpiSource {
  return {
    changes: ({ slot, fromMs }) =>
      broken.has(slot)
        ? Promise.reject(new Error('no such file'))
        : Promise.resolve({
            timesMs: Float64Array.of(fromMs),
            values: Float64Array.of(packmlCode('Execute')),
            qualities: Uint8Array.of(0),
          }),
    range: ({ fromMs }) =>
      Promise.resolve({
        fromMs,
        bucketMs: 1,
        firstTimesMs: new Float64Array(),
        lastTimesMs: new Float64Array(),
        firsts: new Float64Array(),
        lows: new Float64Array(),
        highs: new Float64Array(),
        lasts: new Float64Array(),
        counts: new Uint32Array(),
        worstQualities: new Uint8Array(),
      } as unknown as Awaited<ReturnType<KpiSource['range']>>),
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 18, 12) });
  kpisStore.setState({ figures: [] });
});
afterEach(() => vi.useRealTimers());

const shown = () => kpisStore.getState().figures.map(({ kpi }) => kpi.id);

describe('key figures', () => {
  test('do not wait for one that cannot be had, and it comes when it can', async () => {
    const broken = new Set([fillerState]);
    const stop = followKpis(indexPlant(plant), source(broken));
    await vi.advanceTimersByTimeAsync(100);
    expect(shown()).toEqual(['capper']);
    broken.clear();
    await vi.advanceTimersByTimeAsync(6000);
    expect(shown()).toEqual(['filler', 'capper']);
    stop();
  });

  test('that cannot be had again stay, and are old after two minutes', async () => {
    const broken = new Set<number>();
    const stop = followKpis(indexPlant(plant), source(broken));
    await vi.advanceTimersByTimeAsync(100);
    broken.add(fillerState);
    await vi.advanceTimersByTimeAsync(110_000);
    expect(kpisStore.getState().figures.map((figure) => isOld(figure, nowMs()))).toEqual([false, false]);
    await vi.advanceTimersByTimeAsync(70_000);
    expect(kpisStore.getState().figures.map((figure) => isOld(figure, nowMs()))).toEqual([true, false]);
    stop();
  });
});
