import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmCause } from '../../twin/alarm.ts';
import { AlarmRun } from '../../twin/alarm-run.ts';
import { packmlCode } from '../../twin/packml.ts';
import type { Machine, MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { AlarmWatch } from './alarm-watch.ts';
import type { ActiveAlarm } from './alarms.ts';

const machine: Machine = {
  id: 'filler' as MachineId,
  name: 'Filler',
  type: 'filler',
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  bindings: [],
  tags: [
    { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 'state' },
    { id: 't', name: 'T', kind: 'number', limits: { high: 60, highHigh: 75 }, deadband: 0.5, address: 't' },
  ],
};
const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [machine] }] }],
  flows: [],
};
const index = indexPlant(plant);
const [state, temperature] = [0, 1];

/** A watch that has seen a normal plant at second 0; `at` writes a value and looks, both at that second. */
function watched() {
  const table = new LiveTable(2);
  table.write(state, 0, packmlCode('Execute'), Quality.good);
  table.write(temperature, 0, 50, Quality.good);
  const watch = new AlarmWatch(index, table);
  table.watch((slot) => watch.written(slot));
  watch.update(0, 0);
  const look = (second: number) => watch.update(second * 1000, second * 1000);
  return {
    table,
    watch,
    look,
    at(second: number, slot: number, value: number, quality: number = Quality.good) {
      table.write(slot, second * 1000, value, quality);
      return look(second);
    },
  };
}

describe('an alarm', () => {
  it('begins with the sample that passed the limit, and becomes worse with the one that passed the next', () => {
    const { at } = watched();
    expect(at(3, temperature, 61)).toMatchObject([
      { id: 'limit:filler.t', priority: 2, cause: { limit: 'high' }, sinceMs: 3000 },
    ]);
    expect(at(4, temperature, 62)).toBeNull(); // nothing changed
    expect(at(9, temperature, 76)).toMatchObject([{ id: 'limit:filler.t', priority: 1, sinceMs: 9000 }]);
  });

  it('is over at once when the value is back by more than the deadband', () => {
    const { at } = watched();
    at(1, temperature, 61);
    expect(at(2, temperature, 59.4)).toEqual([]);
  });

  it('that hovers at its limit stays, and ends 5 s after the value came back for good', () => {
    const { at, look } = watched();
    at(1, temperature, 60);
    expect(at(2, temperature, 59.9)).toBeNull();
    expect(look(6)).toBeNull();
    at(6.5, temperature, 60.1);
    at(7, temperature, 59.9);
    expect(look(11.9)).toBeNull();
    expect(look(12)).toEqual([]);
  });

  it('that gets milder was beyond the milder limit before: when it began is not known', () => {
    const { at } = watched();
    at(1, temperature, 61);
    at(2, temperature, 80);
    expect(at(3, temperature, 70)).toMatchObject([{ priority: 2, cause: { limit: 'high' }, sinceMs: null }]);
  });

  it('of a machine is its fault: aborted before held, and a starved one has none', () => {
    const { at } = watched();
    expect(at(1, state, packmlCode('Suspended'))).toBeNull();
    expect(at(2, state, packmlCode('Held'))).toMatchObject([{ id: 'state:filler', priority: 2, sinceMs: 2000 }]);
    expect(at(3, state, packmlCode('Aborted'))).toMatchObject([{ id: 'state:filler', priority: 1 }]);
  });

  it('is not raised by a value that is stale or bad', () => {
    const { at } = watched();
    expect(at(1, temperature, 90, Quality.stale)).toBeNull();
    expect(at(2, temperature, 90, Quality.bad)).toBeNull();
  });

  it('whose value goes quiet stays as not confirmed until a good value tells', () => {
    const { at, look } = watched();
    at(1, temperature, 61);
    expect(at(2, temperature, 61, Quality.stale)).toMatchObject([{ unconfirmed: true, sinceMs: 1000 }]);
    expect(look(3600)).toBeNull();
    expect(at(3601, temperature, 0, Quality.bad)).toBeNull(); // what a dead sensor says counts for nothing
    expect(at(3602, temperature, 62)![0]).not.toHaveProperty('unconfirmed');
    expect(at(3603, temperature, 62, Quality.bad)).toMatchObject([{ unconfirmed: true, sinceMs: 1000 }]);
    expect(at(3604, temperature, 59.9)).toEqual([]); // in range, be it within the deadband
  });

  it('that was on its way back when its value went quiet does not end by waiting', () => {
    const { at, look } = watched();
    at(1, temperature, 61);
    at(2, temperature, 59.9);
    at(3, temperature, 59.9, Quality.stale);
    expect(look(60)).toBeNull();
  });

  it('that is not confirmed holds over a fresh start of the values, and not over a jump in time', () => {
    const { at, table, watch, look } = watched();
    at(1, state, packmlCode('Held'));
    at(2, state, packmlCode('Held'), Quality.stale);
    table.clear();
    table.write(state, 2000, packmlCode('Held'), Quality.stale);
    expect(look(3)).toBeNull();
    table.clear();
    table.write(state, -9e6, packmlCode('Held'), Quality.stale);
    expect(watch.update(-9e6, 4000)).toEqual([]);
  });

  it('the worst comes first, then the newest', () => {
    const { at } = watched();
    at(1, temperature, 61);
    expect(at(2, state, packmlCode('Held'))!.map(({ id }) => id)).toEqual(['state:filler', 'limit:filler.t']);
    expect(at(3, temperature, 76)!.map(({ id }) => id)).toEqual(['limit:filler.t', 'state:filler']);
  });
});

describe('the alarms of the record', () => {
  it('begin and end when the live ones did, for any course of values', () => {
    const stateValues = ['Execute', 'Held', 'Aborted', 'Idle'] as const;
    const sample = fc.record({
      afterMs: fc.constantFrom(100, 400, 900, 2000, 4900, 5000, 5100, 20_000),
      value: fc.constantFrom(50, 59.4, 59.6, 60, 74.4, 74.6, 75, 80),
      state: fc.constantFrom(...stateValues),
      quality: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
    });
    fc.assert(
      fc.property(fc.constantFrom(state, temperature), fc.array(sample, { maxLength: 40 }), (slot, samples) => {
        const { table, watch } = watched();
        const told: string[] = [];
        const run = new AlarmRun(index.tags[slot]!, (kind, timeMs, cause) => {
          told.push(`${kind} ${timeMs} ${nameOf({ cause })}`);
        });
        const live: string[] = [];
        const nameOf = ({ cause }: { readonly cause: AlarmCause }) =>
          'limit' in cause ? cause.limit : 'state' in cause ? cause.state : cause.kind;
        let before: readonly ActiveAlarm[] = [];
        const note = (timeMs: number) => {
          const now = watch.update(timeMs, timeMs);
          if (now === null) return;
          const [was, is] = [before[0], now[0]];
          if (was && !is) live.push(`cleared ${timeMs} ${nameOf(was)}`);
          // A milder one was passed long ago: nobody says since when.
          else if (is && is.sinceMs !== null && is.sinceMs !== was?.sinceMs)
            live.push(`raised ${timeMs} ${nameOf(is)}`);
          before = now;
        };
        let timeMs = 0;
        for (const { afterMs, value, state: name, quality } of samples) {
          for (const endMs = timeMs + afterMs; timeMs < endMs; ) {
            timeMs += 100;
            if (timeMs < endMs) note(timeMs);
          }
          // An off-delay that ends right now ends before what comes now.
          note(timeMs);
          const written = slot === state ? packmlCode(name) : value;
          table.write(slot, timeMs, written, quality);
          run.see(timeMs, written, quality);
          note(timeMs);
        }
        expect(told).toEqual(live);
      }),
    );
  });
});

describe('another moment', () => {
  const shownAt = (atMs: number, value: number) => ({
    atMs,
    timesMs: Float64Array.of(atMs, atMs),
    values: Float64Array.of(packmlCode('Execute'), value),
    qualities: Uint8Array.of(0, 0),
  });

  it('shows what stood then, at once and without knowing since when', () => {
    const { at, table, watch } = watched();
    at(1, temperature, 61);
    table.replace(shownAt(-9e6, 80));
    const [alarm] = watch.update(-9e6, 2000)!;
    expect(alarm).toMatchObject({ priority: 1, sinceMs: null });
    expect(watch.firstUnknown(new WeakSet())).toBe(alarm);
    expect(watch.began(alarm!, { sinceMs: -9.5e6, earlier: false })).toMatchObject([{ sinceMs: -9.5e6 }]);
    table.replace(shownAt(-8e6, 50));
    expect(watch.update(-8e6, 2001)).toEqual([]);
  });

  it('near by leaves a known beginning as it is', () => {
    const { at, table, look } = watched();
    at(1, temperature, 61);
    table.clear(); // a fresh start, as when another machine was selected
    table.write(temperature, 2000, 61, Quality.good);
    expect(look(2)).toBeNull();
  });
});
