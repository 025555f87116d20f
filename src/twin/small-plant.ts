import { checkPlant } from './check-plant.ts';
import { type Fault, type Path, pathText } from './fault.ts';
import { faults } from './languages/en/faults.ts';
import { parameters } from './languages/en/parameters.ts';
import { schema } from './languages/en/schema.ts';
import { inWordsOf } from './sentence.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A plant for tests that uses every key of the format: a filler and a capper with a conveyor between them, and a pump. */
export const smallPlant: Json = {
  $schema: './gemba-plant-1.schema.json',
  format: 'gemba-plant/1',
  id: 'small',
  name: 'Small plant',
  site: {
    name: 'Works',
    timeZone: 'Europe/Berlin',
    shifts: [
      { name: 'Early', days: ['mon', 'tue'], start: '06:00', end: '14:00' },
      { name: 'Late', days: ['mon', 'tue'], start: '14:00', end: '22:00' },
      { name: 'Night', days: ['sun', 'mon', 'tue'], start: '22:00', end: '06:00' },
    ],
    floor: [40, 20],
    plannedStops: [
      { name: 'Lunch', days: ['mon', 'tue'], start: '11:00', end: '11:30', lines: ['line-1'] },
      { name: 'New year', dates: ['2030-01-01'], start: '00:00', end: '00:00' },
    ],
    currency: 'EUR',
  },
  sources: [
    { id: 'sim', type: 'simulation', seed: 7 },
    { id: 'rec', type: 'recording', file: 'a.csv', mapping: 'a.mapping.json', speed: 1, loop: false },
    { id: 'edge', type: 'sparkplug', url: 'mqtt://broker:1883', group: 'g', edgeNode: 'e', host: 'gemba' },
  ],
  areas: [
    {
      id: 'filling',
      name: 'Filling',
      lines: [
        {
          id: 'line-1',
          name: 'Line 1',
          downtimeCostPerHour: 1800,
          productTag: 'filler.mode',
          machines: [
            {
              id: 'filler',
              name: 'Filler',
              nicknames: ['the big one'],
              type: 'filler',
              pose: { x: 5, z: 5, y: 0, headingDeg: 0 },
              size: [4, 3, 4],
              ratePerMinute: 1200,
              counts: { good: 'out', rejected: 'filler.out', reworked: 'out' },
              components: [{ id: 'drive', name: 'Main drive', part: 'motor' }],
              mainTags: ['state', 'speed'],
              tags: [
                {
                  id: 'state',
                  name: 'State',
                  kind: 'state',
                  states: 'PackML',
                  alarms: { state: { priority: 1 } },
                  address: 'filler/state',
                },
                {
                  id: 'speed',
                  name: 'Speed',
                  kind: 'number',
                  unit: '{bottles}/min',
                  range: [0, 1500],
                  limits: { lowLow: 100, low: 200, high: 1300, highHigh: 1400 },
                  alarms: {
                    limit: {
                      priority: 2,
                      onDelayS: 5,
                      offDelayS: 10,
                      deadband: 20,
                      latching: true,
                      suppressedWhile: ['Stopped'],
                      guidance: { cause: 'Worn belt', consequence: 'The line stops', action: 'Tighten the belt' },
                    },
                    rate: { name: 'Speed jumps', rising: 300, falling: 600, overS: 30, deadband: 10 },
                    deviation: { name: 'Off its setpoint', setpoint: 1200, by: 100, deadband: 10 },
                    quality: { name: 'No speed', from: 'bad' },
                    communication: { name: 'Controller lost' },
                  },
                  deadband: 5,
                  compression: 10,
                  component: 'drive',
                  source: 'sim',
                  address: 'filler/speed',
                },
                {
                  id: 'out',
                  name: 'Bottles out',
                  kind: 'integer',
                  unit: '{bottles}',
                  counter: true,
                  address: 'filler/out',
                },
                {
                  id: 'mode',
                  name: 'Mode',
                  kind: 'state',
                  states: ['hand', 'automatic'],
                  alarms: { discrete: { name: 'In hand', states: ['hand'] } },
                  address: 'filler/mode',
                },
              ],
              bindings: [
                { tag: 'state', part: 'body', as: 'colour' },
                { tag: 'speed', part: 'carousel', as: 'rotation' },
              ],
              maintenance: [
                {
                  id: 'bearings',
                  title: 'Replace the bearings',
                  component: 'drive',
                  tags: ['speed'],
                  steps: ['Lock it out', 'Draw the bearings'],
                  parts: [{ number: '6308', name: 'Bearing', quantity: 2 }],
                  minutes: 60,
                },
              ],
              simulation: { wear: 0.2 },
            },
            {
              id: 'conveyor-1',
              name: 'Conveyor',
              type: 'conveyor',
              pose: { x: 10, z: 5 },
              path: [
                [7, 5],
                [13, 5],
              ],
              components: [],
              mainTags: [],
              tags: [{ id: 'fill', name: 'On it', kind: 'integer', unit: '{bottles}', address: 'conveyor-1/fill' }],
              bindings: [],
            },
            {
              id: 'capper',
              name: 'Capper',
              type: 'capper',
              pose: { x: 15, z: 5 },
              components: [],
              mainTags: [],
              tags: [
                { id: 'door', name: 'Door open', kind: 'boolean', address: 'capper/door' },
                {
                  id: 'torque',
                  name: 'Torque',
                  kind: 'number',
                  unit: 'N.m',
                  range: [0, 10],
                  address: 'torque',
                  source: 'rec',
                },
              ],
              bindings: [],
            },
          ],
        },
        {
          id: 'utilities',
          name: 'Utilities',
          machines: [
            {
              id: 'pump',
              name: 'Pump',
              type: 'pump',
              pose: { x: 30, z: 10 },
              components: [],
              mainTags: [],
              tags: [],
              bindings: [],
            },
            {
              id: 'tank',
              name: 'Tank',
              type: 'tank',
              pose: { x: 33, z: 10 },
              components: [],
              mainTags: [],
              tags: [],
              bindings: [],
            },
          ],
        },
      ],
    },
  ],
  flows: [
    {
      id: 'bottles',
      from: 'filler',
      to: 'capper',
      via: ['conveyor-1'],
      item: 'bottle',
      capacity: 120,
      countTag: 'filler.out',
      fillTag: 'conveyor-1.fill',
    },
    { id: 'up', from: 'pump', to: 'tank', via: [], item: 'water', capacity: 0 },
    { id: 'down', from: 'tank', to: 'pump', via: [], item: 'water', capacity: 0 },
  ],
  products: [{ name: 'hand', ratesPerMinute: { filler: 600 } }],
  retention: { rawDays: 90, rawDaysByKind: { number: 30, integer: 60, boolean: 365, state: 400.5 } },
};

/** Where the machines of the small plant's first line are. */
export const line1: Path = ['areas', 0, 'lines', 0, 'machines'];

/** A copy of `json` with one thing set; undefined takes it away. */
export function changed(json: Json, path: Path, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (Array.isArray(json)) {
    const copy = [...(json as readonly Json[])];
    const index = Number(step);
    if (rest.length === 0 && value === undefined) copy.splice(index, 1);
    else copy[index] = changed(copy[index] ?? null, rest, value);
    return copy;
  }
  const copy: Record<string, Json> = { ...(json as { readonly [key: string]: Json }) };
  if (rest.length === 0 && value === undefined) delete copy[step];
  else copy[step] = changed(copy[step] ?? null, rest, value);
  return copy;
}

/** Of the small plant with things set or taken away: "path message" of every fault. */
export function faultsAfter(...changes: readonly (readonly [Path, Json | undefined])[]): readonly string[] {
  const plant = changes.reduce<Json>((json, [path, value]) => changed(json, path, value), smallPlant);
  return (checkPlant(plant).faults ?? []).map(({ path, told }) => `${pathText(path)} ${inEnglish(told)}`);
}

export const inEnglish = (told: Fault['told']): string => inWordsOf({ faults, parameters, schema }, told, 'en');
