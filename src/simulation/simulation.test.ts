import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SampleBatchBuilder } from '../series/sample-batch.ts';
import { limitState } from '../twin/limits.ts';
import { packmlCode } from '../twin/packml.ts';
import type { SimulationSource } from '../twin/plant.ts';
import { indexPlant, type PlantIndex } from '../twin/plant-index.ts';
import { Line } from './line.ts';
import { Simulation, weekSeed } from './simulation.ts';
import { indexOf, rowOf } from './test-line.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const mondayMs = Date.UTC(2030, 0, 7);
const startMs = mondayMs + 3 * hourMs;
const bottling = indexOf(readFileSync(new URL('../gateway/plants/bottling.json', import.meta.url), 'utf8'));
const source = bottling.plant.sources[0] as SimulationSource;

function sampled(seed: number, fromMs: number, toMs: number, steps = 1): SampleBatchBuilder {
  const simulation = new Simulation(bottling, { ...source, seed }, fromMs);
  const out = new SampleBatchBuilder();
  for (let step = 1; step <= steps; step++) simulation.advance(fromMs + ((toMs - fromMs) * step) / steps, out);
  return out;
}

interface Sample {
  readonly timeMs: number;
  readonly value: number;
}

function byTag(batch: SampleBatchBuilder, ids = bottling.tags.map(({ id }) => id as string)): Map<string, Sample[]> {
  const samples = new Map<string, Sample[]>(ids.map((id) => [id, []]));
  for (let row = 0; row < batch.length; row++) {
    const { id } = bottling.tags[batch.slots[row]!]!;
    samples.get(id)?.push({ timeMs: batch.timesMs[row]!, value: batch.values[row]! });
  }
  return samples;
}

const at = (samples: readonly Sample[], timeMs: number): number =>
  samples.findLast((sample) => sample.timeMs <= timeMs)!.value;

const bytes = ({ length, slots, timesMs, values }: SampleBatchBuilder): Buffer =>
  Buffer.concat(
    [slots, timesMs, values].map((column) => Buffer.from(column.buffer, 0, length * column.BYTES_PER_ELEMENT)),
  );

describe('samples', () => {
  test('SIM-1 are the same byte for byte for the same plant, seed and start, in however many calls', () => {
    const once = sampled(7, startMs, startMs + hourMs);
    expect(bytes(sampled(7, startMs, startMs + hourMs, 3601)).equals(bytes(once))).toBe(true);
    expect(bytes(sampled(8, startMs, startMs + hourMs)).equals(bytes(once))).toBe(false);
  });

  test('SIM-11 every tag comes at once, moves by its deadband, and is sent again within 60 s', () => {
    const samples = byTag(sampled(7, startMs, startMs + 5 * minuteMs));
    for (const { id, tag } of bottling.tags) {
      const own = samples.get(id)!;
      expect([id, own[0]!.timeMs - startMs <= 1000]).toEqual([id, true]);
      for (const [k, sample] of own.entries()) {
        const before = own[k - 1];
        if (before === undefined) continue;
        const apart = sample.timeMs - before.timeMs;
        expect([id, apart > 0 && apart <= 60_000]).toEqual([id, true]);
        const change = Math.abs(sample.value - before.value);
        const isDue = apart >= 59_000 || k === 1;
        if (!isDue) expect([id, change > 0 && change >= (tag.deadband ?? 0) - 1e-9]).toEqual([id, true]);
      }
    }
  });

  test('SIM-11 states are sent with the moment they changed, not with the next sample', () => {
    const samples = byTag(sampled(7, startMs, startMs + 4 * hourMs));
    const changes = [...samples].filter(([id]) => id.endsWith('.state')).flatMap(([, own]) => own);
    expect(changes.some(({ timeMs }) => timeMs % 100 !== 0)).toBe(true);
    const reasons = samples.get('capper.reason')!;
    for (const { timeMs, value } of samples.get('capper.state')!) {
      if (value === packmlCode('Held')) expect(at(reasons, timeMs)).toBeGreaterThan(0);
      if (value === packmlCode('Execute')) expect(at(reasons, timeMs)).toBe(0);
    }
  });

  test('SIM-10 stay in the range of their tag over a day, and are normal most of the time', () => {
    const simulation = new Simulation(bottling, source, startMs);
    const out = new SampleBatchBuilder();
    let beyond = 0;
    let rows = 0;
    for (let nowMs = startMs; nowMs < startMs + 24 * hourMs; nowMs += 10 * minuteMs) {
      out.clear();
      simulation.advance(nowMs + 10 * minuteMs, out);
      rows += out.length;
      for (let row = 0; row < out.length; row++) {
        const { id, tag } = bottling.tags[out.slots[row]!]!;
        const value = out.values[row]!;
        if (!Number.isFinite(value)) throw new Error(`${id} is ${value}`);
        const [low, high] = tag.range ?? [-Infinity, Infinity];
        if (value < low || value > high) throw new Error(`${id} = ${value} is outside ${low} to ${high}`);
        if (limitState(tag.limits, value) !== 'normal') beyond++;
      }
    }
    expect(beyond).toBeGreaterThan(0);
    expect(beyond / rows).toBeLessThan(0.02);
    // What a day costs to store: enough to show something, little enough to keep.
    expect(rows).toBeGreaterThan(6e6);
    expect(rows).toBeLessThan(15e6);
  });
});

describe('process values', () => {
  test('SIM-10 current falls at a stop, temperature follows minutes later and never jumps', () => {
    const samples = byTag(sampled(7, startMs, startMs + 8 * hourMs), [
      'filler.state',
      'filler.motor-current',
      'filler.motor-temperature',
    ]);
    const states = samples.get('filler.state')!;
    const currents = samples.get('filler.motor-current')!;
    const temperatures = samples.get('filler.motor-temperature')!;
    // The longest time that the filler did not run.
    let longest = { fromMs: 0, toMs: 0 };
    let fromMs = 0;
    for (const { timeMs, value } of states) {
      if (value === packmlCode('Execute')) {
        if (fromMs > 0 && timeMs - fromMs > longest.toMs - longest.fromMs) longest = { fromMs, toMs: timeMs };
        fromMs = 0;
      } else if (fromMs === 0) fromMs = timeMs;
    }
    expect(longest.toMs - longest.fromMs).toBeGreaterThan(4 * minuteMs);
    expect(at(currents, longest.fromMs - 5000)).toBeGreaterThan(12);
    expect(at(currents, longest.fromMs + 5000)).toBeLessThan(1);
    const warm = at(temperatures, longest.fromMs);
    expect(at(temperatures, longest.fromMs + 10_000)).toBeGreaterThan(warm - 1);
    expect(at(temperatures, longest.toMs)).toBeLessThan(warm - 2);
    for (const [k, { value, timeMs }] of temperatures.entries()) {
      const before = temperatures[k - 1];
      if (before && timeMs - before.timeMs < 2000) expect(Math.abs(value - before.value)).toBeLessThan(1);
    }
  });

  test('SIM-6 SIM-10 vibration passes its limits before the labeller breaks down, and is back after the repair', () => {
    const labeller = bottling.machines.find(({ machine }) => machine.id === 'labeller')!.index;
    const week = new Line(bottling, weekSeed(7, mondayMs), mondayMs);
    let brokenMs = 0;
    week.board.listener = (machine, timeMs) => {
      if (machine === labeller && week.board.states[machine] === packmlCode('Aborted')) brokenMs ||= timeMs;
    };
    week.runTo(mondayMs + 60 * hourMs);
    expect(brokenMs).toBeGreaterThan(mondayMs + hourMs);
    const samples = byTag(sampled(7, brokenMs - 30 * minuteMs, brokenMs + 3 * hourMs), ['labeller.motor-vibration']);
    const vibration = samples.get('labeller.motor-vibration')!;
    const { limits } = bottling.tags.find(({ id }) => id === 'labeller.motor-vibration')!.tag;
    const inLimits = (fromMs: number, untilMs: number) =>
      vibration.filter(
        ({ timeMs, value }) => timeMs >= fromMs && timeMs < untilMs && limitState(limits, value) !== 'normal',
      );
    expect(inLimits(brokenMs - 20 * minuteMs, brokenMs).length).toBeGreaterThan(100);
    expect(inLimits(brokenMs + 5 * minuteMs, brokenMs + 3 * hourMs)).toEqual([]);
  });
});

describe('weeks', () => {
  test('SIM-12 a simulation made anew goes on where another one is', () => {
    const fromMs = startMs + 3 * hourMs + 12_345;
    // A motor follows its load with a lag of 15 min, so by then it has forgotten how warm it began.
    const toMs = fromMs + 40 * minuteMs;
    const whole = byTag(sampled(7, startMs, toMs));
    const anew = byTag(sampled(7, fromMs, toMs));
    for (const { id, tag } of bottling.tags) {
      if (tag.kind !== 'state' && !(tag.counter && tag.kind === 'integer')) continue;
      const since = (samples: readonly Sample[]) =>
        samples.filter(({ timeMs }, k) => timeMs > fromMs + minuteMs && samples[k - 1]!.value !== samples[k]!.value);
      expect([id, since(anew.get(id)!)]).toEqual([id, since(whole.get(id)!)]);
    }
    for (const id of ['filler.motor-temperature', 'labeller.motor-vibration', 'filler.energy'])
      expect(Math.abs(at(anew.get(id)!, toMs) - at(whole.get(id)!, toMs))).toBeLessThan(0.8);
  });

  test('SIM-12 counters begin at 0 on Monday, and the line fills again', () => {
    const samples = byTag(sampled(7, mondayMs - 10 * minuteMs, mondayMs + 20 * minuteMs));
    const good = samples.get('packer.good')!;
    expect(at(good, mondayMs)).toBeGreaterThan(100_000);
    expect(at(good, mondayMs + 2000)).toBe(0);
    expect(at(good, mondayMs + 20 * minuteMs)).toBeGreaterThan(300);
    expect(at(samples.get('packer.state')!, mondayMs + 1500)).toBe(packmlCode('Starting'));
  });
});

describe('what cannot be simulated', () => {
  const withTag = (signal: string, states?: readonly string[], kind = 'state'): PlantIndex => {
    const { plant } = rowOf(['rinser'], 100);
    const tag = { id: 't', name: 'T', kind, ...(states && { states }), address: signal };
    const changed = structuredClone(plant) as unknown as { areas: { lines: { machines: { tags: unknown[] }[] }[] }[] };
    changed.areas[0]!.lines[0]!.machines[0]!.tags.push(tag);
    return indexPlant(changed as unknown as PlantIndex['plant']);
  };
  test.each([
    [
      'm0/sped',
      undefined,
      /Tag "m0.t": the simulation has no signal "sped" for type "rinser". It has: state, reason, speed,/,
    ],
    ['m9/speed', undefined, /names no machine; the simulation reads "machine\/signal"/],
    ['m0/valve.1.fill', undefined, /no signal "valve.1.fill"/],
    ['m0/reason', ['good', 'bad'], /its "states" must be \["none","starved",/],
  ])('SIM-9 %s is told', (signal, states, message) => {
    expect(() => new Simulation(withTag(signal, states), { id: 'sim', type: 'simulation', seed: 1 }, startMs)).toThrow(
      message,
    );
  });

  test('SIM-9 a text is told', () => {
    const source = { id: 'sim', type: 'simulation', seed: 1 } as const;
    expect(() => new Simulation(withTag('m0/speed', undefined, 'text'), source, startMs)).toThrow(
      'Tag "m0.t" is a text: the simulation has none.',
    );
  });
});
