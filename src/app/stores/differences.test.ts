import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packmlCode } from '../../twin/packml.ts';
import type { Binding, Machine, MachineId, Plant, Tag } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { differences, isNoticeable, posedSlots, stepOf } from './differences.ts';

const number = (id: string, more: Partial<Tag> = {}): Tag => ({ id, name: id, kind: 'number', address: id, ...more });
const bound = (tag: string, as: Binding['as']): Binding => ({ tag, part: 'body', as });

const machine: Machine = {
  id: 'one' as MachineId,
  name: 'One',
  type: 'pump',
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  bindings: [bound('heading', 'angle'), bound('height', 'position')],
  tags: [
    { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 'state' },
    { id: 'door', name: 'Door', kind: 'boolean', address: 'door' },
    number('pressure', { range: [0, 10], limits: { low: 2, high: 4, highHigh: 5 } }),
    number('flow', { range: [0, 100] }),
    number('ratio'),
    number('heading', { unit: 'deg', range: [-190, 190] }),
    number('height', { unit: 'm', range: [0, 2] }),
    number('total', { counter: true }),
    number('wide', { range: [0, 100], deadband: 5 }),
    number('top', { limits: { high: 50 } }),
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
const posed = posedSlots(index);
const slotOf = (id: string): number => index.tags.find(({ tag }) => tag.id === id)!.slot;

type Told = Readonly<Record<string, number | readonly [value: number, quality: number]>>;

/** Everything is well, but for what is told. */
function moment(told: Told): LiveTable {
  const table = new LiveTable(index.tags.length);
  for (const { slot, tag } of index.tags) {
    const [value, quality] = [told[tag.id] ?? 3].flat() as [number, number?];
    table.write(slot, 1000, value, quality ?? Quality.good);
  }
  return table;
}
const between = (a: Told, b: Told) => differences(index, posed, moment(a), moment(b));
const listed = (a: Told, b: Told) => between(a, b).rows.map(({ tag }) => tag.tag.id);

describe('what differs between two moments', () => {
  test('DIFF-1 is nothing where they are the same', () => {
    expect(between({}, {})).toEqual({ rows: [], compared: index.tags.length - 1, doubtful: 0 });
  });

  test('DIFF-2 tells states before switches, values and positions, and those before what cannot be compared', () => {
    const a = { state: packmlCode('Held'), door: 0, pressure: 3, flow: [3, Quality.bad], height: 0, ratio: 3 } as const;
    const b = { state: packmlCode('Execute'), door: 1, pressure: 3.5, flow: 60, height: 2, ratio: 3 };
    const { rows } = between(a, b);
    expect(rows.map(({ tag, kind }) => [tag.tag.id, kind])).toEqual([
      ['state', 'state'],
      ['door', 'state'],
      ['pressure', 'value'],
      ['height', 'place'],
      ['flow', 'doubt'],
    ]);
  });

  test('DIFF-3 ranks values by how much of what is usual they differ', () => {
    // A quarter of what lies between the limits, a tenth of the range, half of the value.
    expect(listed({ pressure: 3, flow: 10, ratio: 3 }, { pressure: 3.5, flow: 20, ratio: 6 })).toEqual([
      'ratio',
      'pressure',
      'flow',
    ]);
    const weight = (id: string, a: number, b: number) => between({ [id]: a }, { [id]: b }).rows[0]?.weight;
    expect(weight('pressure', 3, 3.5)).toBeCloseTo(0.25);
    expect(weight('flow', 10, 20)).toBeCloseTo(0.1);
    expect(weight('ratio', 3, 6)).toBeCloseTo(0.5);
    expect(weight('top', 10, 20)).toBeCloseTo(0.2); // a lone limit is as good as a range
    expect(weight('ratio', 0, -1)).toBeCloseTo(1);
  });

  test('DIFF-3 a limit that was passed comes before any difference within limits', () => {
    expect(listed({ pressure: 4.01, flow: 3 }, { pressure: 3.99, flow: 95 })).toEqual(['pressure', 'flow']);
  });

  test('DIFF-4 what is too little to tell is the same: a share of its scale, or the deadband', () => {
    expect(listed({ flow: 50 }, { flow: 51 })).toEqual([]);
    expect(listed({ wide: 50 }, { wide: 55 })).toEqual([]);
    expect(listed({ wide: 50 }, { wide: 56 })).toEqual(['wide']);
  });

  test('DIFF-5 what turns differs the short way round', () => {
    const [row] = between({ heading: 175 }, { heading: -175 }).rows;
    expect(row?.by).toBe(-10);
    expect(row?.kind).toBe('place');
    expect(between({ heading: 180 }, { heading: -180 }).rows).toEqual([]);
    const turning: Tag = { id: 't', name: 't', kind: 'number', unit: 'deg', range: [0, 360], address: 't' };
    const angle = fc.double({ min: -720, max: 720, noNaN: true });
    fc.assert(
      fc.property(angle, angle, (a, b) => {
        const by = stepOf(turning, a, b, false);
        expect(Math.abs(by)).toBeLessThanOrEqual(180 + 1e-9);
        expect(Math.cos(((a - b - by) * Math.PI) / 180)).toBeCloseTo(1, 9);
      }),
    );
    // A temperature that rises by 360 has not come back to itself.
    expect(stepOf({ ...turning, unit: 'Cel' }, 360, 0, false)).toBe(360);
  });

  test('DIFF-6 a stale or bad value is never compared, and how many is told', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(Quality.stale, Quality.bad),
        fc.boolean(),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (quality, inA, value) => {
          const [doubtful, good]: [Told, Told] = [{ flow: [value, quality] }, { flow: 50 }];
          const { rows, doubtful: count } = inA ? between(doubtful, good) : between(good, doubtful);
          expect(count).toBe(1);
          expect(rows).toHaveLength(1);
          const [row] = rows;
          expect(row).toMatchObject({ kind: 'doubt', by: Number.NaN, [inA ? 'a' : 'b']: Number.NaN });
          expect(row && isNoticeable(row)).toBe(false);
        },
      ),
    );
    const both = between({ flow: [1, Quality.stale] }, { flow: [90, Quality.bad] });
    expect(both).toMatchObject({ rows: [], doubtful: 1 });
  });

  test('DIFF-6 what neither moment has is not counted, and an uncertain value is one', () => {
    const empty = new LiveTable(index.tags.length);
    expect(differences(index, posed, empty, empty)).toEqual({ rows: [], compared: 0, doubtful: 0 });
    expect(listed({ flow: [90, Quality.uncertain] }, { flow: 10 })).toEqual(['flow']);
  });

  test('DIFF-7 totals are left out: they only tell how much time lies between', () => {
    expect(listed({ total: 1_000_000 }, { total: 5 })).toEqual([]);
  });

  test('DIFF-8 swapping the moments turns every difference round and loses none', () => {
    const value = fc.double({ min: -500, max: 500, noNaN: true });
    const told = fc.dictionary(fc.constantFrom(...machine.tags.map(({ id }) => id)), value);
    fc.assert(
      fc.property(told, told, (a, b) => {
        const there = between(a, b).rows;
        const back = between(b, a).rows;
        const byTag = new Map(back.map((row) => [row.tag, row]));
        expect(there).toHaveLength(back.length);
        for (const row of there) {
          const turned = byTag.get(row.tag);
          expect(turned?.weight).toBeCloseTo(row.weight, 9);
          expect([turned?.a, turned?.b]).toEqual([row.b, row.a]);
        }
      }),
    );
  });

  test('DIFF-9 a machine is marked for its state and for what is unusual, not for where it stands', () => {
    const { rows } = between(
      { state: packmlCode('Held'), pressure: 3, flow: 10, height: 0, door: 0 },
      { state: packmlCode('Execute'), pressure: 3.9, flow: 14, height: 2, door: 1 },
    );
    expect(rows.filter(isNoticeable).map(({ tag }) => tag.id)).toEqual(['one.state', 'one.pressure']);
    expect(slotOf('height')).toBe(6);
    expect([...posed]).toEqual([slotOf('heading'), slotOf('height')]);
  });
});
