import type { SampleColumns, Snapshot } from '../series/columns.ts';
import type { Machine, Plant, Tag } from '../twin/plant.ts';
import { indexPlant, type PlantIndex } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import type { TwinReader } from './answer.ts';

const state: Omit<Tag, 'address'> = { id: 'state', name: 'State', kind: 'state', states: 'PackML' };

function machine(
  id: string,
  name: string,
  type: string,
  tags: readonly Omit<Tag, 'address'>[],
  more: Partial<Machine> = {},
): Machine {
  return {
    id: id as Machine['id'],
    name,
    type,
    pose: { x: 0, z: 0 },
    components: [{ id: 'drive', name: 'Main motor', part: 'motor' }],
    mainTags: tags.slice(1, 3).map((tag) => tag.id),
    tags: tags.map((tag) => ({ ...tag, address: `${id}/${tag.id}` })),
    bindings: [],
    ...more,
  };
}

const motor: readonly Omit<Tag, 'address'>[] = [
  {
    id: 'motorTemp',
    name: 'Motor temperature',
    kind: 'number',
    unit: 'Cel',
    component: 'drive',
    limits: { high: 80, highHigh: 95 },
  },
  { id: 'motorCurrent', name: 'Motor current', kind: 'number', unit: 'A', component: 'drive' },
];
const bottles: Omit<Tag, 'address'> = {
  id: 'bottlesOut',
  name: 'Bottles out',
  kind: 'integer',
  unit: '1',
  counter: true,
};
const belt = { id: 'speed', name: 'Belt speed', kind: 'number', unit: 'm/s' } as const;

const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'fixture',
  name: 'Fixture',
  site: {
    name: 'Berlin',
    timeZone: 'Europe/Berlin',
    shifts: [
      { name: 'Early', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], start: '06:00', end: '14:00' },
      { name: 'Late', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], start: '14:00', end: '22:00' },
      { name: 'Night', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], start: '22:00', end: '06:00' },
    ],
    floor: [50, 20],
  },
  sources: [],
  areas: [
    {
      id: 'hall',
      name: 'Packaging hall',
      lines: [
        {
          id: 'line1',
          name: 'Line 1',
          machines: [
            machine(
              'filler',
              'Filler',
              'filler',
              [
                state,
                { id: 'bowlTemp', name: 'Bowl temperature', kind: 'number', unit: 'Cel', limits: { low: 2, high: 8 } },
                {
                  id: 'pressure',
                  name: 'Bowl pressure',
                  kind: 'number',
                  unit: 'bar',
                  limits: { low: 0.2, high: 0.8 },
                  deadband: 0.001,
                },
                ...motor,
                bottles,
                { id: 'fillLevel', name: 'Fill level', kind: 'number', unit: '%' },
                { id: 'valveOpen', name: 'Product valve open', kind: 'boolean' },
              ],
              { nicknames: ['monoblock'] },
            ),
            machine('capper', 'Capper', 'capper', [
              state,
              { id: 'torque', name: 'Cap torque', kind: 'number', unit: 'N.m' },
              ...motor,
              bottles,
            ]),
            machine('packer', 'Case packer', 'packer', [
              state,
              ...motor,
              { id: 'cases', name: 'Cases out', kind: 'integer', unit: '1', counter: true },
            ]),
            machine('conv1', 'Conveyor 1', 'conveyor', [state, belt]),
            machine('conv2', 'Conveyor 2', 'conveyor', [state, belt]),
          ],
        },
        {
          id: 'line2',
          name: 'Line 2',
          machines: [
            machine('palletiser', 'Palletising robot', 'palletiser', [
              state,
              { id: 'vib', name: 'Gripper vibration', kind: 'number', unit: 'mm/s' },
              ...motor,
            ]),
            machine('agv1', 'AGV 1', 'agv', [
              { id: 'mode', name: 'Mode', kind: 'state', states: ['Parked', 'Driving', 'Charging'] },
              { id: 'soc', name: 'Battery level', kind: 'number', unit: '%' },
            ]),
            machine('agv2', 'AGV 2', 'agv', [
              { id: 'mode', name: 'Mode', kind: 'state', states: ['Parked', 'Driving', 'Charging'] },
              { id: 'soc', name: 'Battery level', kind: 'number', unit: '%' },
            ]),
          ],
        },
      ],
    },
  ],
  flows: [],
};

export const fixture: PlantIndex = indexPlant(plant);

export type Row = readonly [timeMs: number, value: number, quality?: number];

/** Rows by tag id, oldest first, read in chunks of three so that chunk edges are met. */
export class MemoryReader implements TwinReader {
  readonly #index: PlantIndex;
  readonly #rows: Readonly<Record<string, readonly Row[]>>;
  /** Samples handed out. */
  handed = 0;

  constructor(index: PlantIndex, rows: Readonly<Record<string, readonly Row[]>>) {
    this.#index = index;
    this.#rows = rows;
  }

  async snapshot(atMs: number): Promise<Snapshot> {
    const { length } = this.#index.tags;
    const timesMs = new Float64Array(length).fill(Number.NaN);
    const values = new Float64Array(length).fill(Number.NaN);
    const qualities = new Uint8Array(length);
    for (const { slot, id } of this.#index.tags) {
      const row = this.#rows[id]?.findLast(([timeMs]) => timeMs <= atMs);
      if (!row) continue;
      timesMs[slot] = row[0];
      values[slot] = row[1];
      qualities[slot] = row[2] ?? Quality.good;
    }
    return { atMs, timesMs, values, qualities };
  }

  async *read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncGenerator<SampleColumns> {
    const rows = (this.#rows[this.#index.tags[slot]!.id] ?? []).filter(([timeMs]) => timeMs >= fromMs && timeMs < toMs);
    for (let from = 0; from < rows.length; from += 3) {
      signal.throwIfAborted();
      const chunk = rows.slice(from, from + 3);
      this.handed += chunk.length;
      yield {
        timesMs: Float64Array.from(chunk, ([timeMs]) => timeMs),
        values: Float64Array.from(chunk, ([, value]) => value),
        qualities: Uint8Array.from(chunk, ([, , quality]) => quality ?? Quality.good),
      };
    }
  }
}
