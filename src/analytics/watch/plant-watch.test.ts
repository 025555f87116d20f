import { describe, expect, test } from 'vitest';
import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Random } from '../../simulation/random.ts';
import type { LearntMachine } from './learn-machine.ts';
import type { WatchedMachine } from './machine-rows.ts';
import type { Anomaly } from './machine-watch.ts';
import { PlantWatch } from './plant-watch.ts';

const [execute, held] = [6, 11];
const stateSlot = 4;
/** Load, a current and a pressure that follow it, a temperature; and the state. */
const pump: WatchedMachine = {
  id: 'pump',
  slots: [0, 1, 2, 3],
  low: Array.from({ length: 4 }, () => Number.NEGATIVE_INFINITY),
  high: [20, 200, 20, 90],
  running: { slot: stateSlot, value: execute },
  machinesInLine: 10,
};

type Change = (values: number[], second: number) => unknown;

/** A pump that runs, five samples a second of each tag. */
class Pump {
  #timeMs = Date.UTC(2030, 0, 7);
  #load = 0;
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed, 'pump');
  }

  run(seconds: number, change: Change = () => undefined, state = execute): SampleBatch[] {
    return Array.from({ length: seconds }, (_, second) => {
      const batch = new SampleBatchBuilder();
      batch.push(stateSlot, this.#timeMs, state);
      for (let k = 0; k < 5; k++) {
        const random = this.#random;
        this.#load = 0.9 * this.#load + 0.4 * random.noise();
        const load = this.#load;
        const values = [
          10 + load,
          50 + 5 * load + 0.5 * random.noise(),
          5 + load + 0.1 * random.noise(),
          60 + random.noise(),
        ];
        change(values, second);
        for (const [slot, value] of values.entries()) {
          if (value !== silent) batch.push(slot, this.#timeMs + 200 * k, value, Number.isNaN(value) ? 3 : 0);
        }
      }
      this.#timeMs += 1000;
      return batch;
    });
  }
}
const silent = Number.NEGATIVE_INFINITY;

interface Watched {
  readonly source: Pump;
  readonly watch: PlantWatch;
  readonly learnt: LearntMachine;
  readonly told: Anomaly[];
  readonly see: (seconds: number, change?: Change, state?: number) => readonly Anomaly[];
}

/** Learns from an hour. `see` tells what was told meanwhile. */
function watched(seed: number): Watched {
  const source = new Pump(seed);
  const told: Anomaly[] = [];
  const watch = new PlantWatch([pump], 5, (anomaly) => told.push(anomaly));
  const learnt = watch.learn('pump', source.run(3600), null)!;
  watch.watch('pump', learnt);
  for (const batch of source.run(100)) watch.take(batch);
  const see: Watched['see'] = (seconds, change, state) => {
    const before = told.length;
    for (const batch of source.run(seconds, change, state)) watch.take(batch);
    return told.slice(before);
  };
  return { source, watch, learnt, told, see };
}

test('WAT-1 a machine like it was in training has no anomaly in two hours, whatever the seed', () => {
  for (const seed of [1, 2, 3, 4, 5]) expect(watched(seed).see(2 * 3600)).toEqual([]);
});

describe('WAT-2 what is told', () => {
  test('tags that part company within their ranges, with their names, while they do', () => {
    const { see, source, watch } = watched(6);
    const parted: Change = (values) => (values[1]! += 8);
    const [first, ...later] = see(200, parted);
    expect(first).toMatchObject({ machine: 'pump', kind: 'pattern', isOver: false });
    expect(first!.score).toBeGreaterThan(1);
    expect(first!.top[0]!.slot).toBe(1);
    expect(first!.top.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
    expect(later.every(({ kind, isOver }) => kind === 'pattern' && !isOver)).toBe(true);
    for (const batch of source.run(300)) watch.take(batch);
    expect(see(10)).toEqual([]);
  });

  test.each<[Anomaly['kind'], number, Change]>([
    ['spike', 3, (values, second) => (values[3]! += second === 60 ? 15 : 0)],
    ['frozen', 0, (values) => values.splice(0, 1, 10.123)],
    ['gap', 2, (values) => values.splice(2, 1, silent)],
  ])('a %s, with its tag', (kind, slot, change) => {
    const { see } = watched(7);
    const found = see(120, change).filter((each) => each.kind === kind);
    expect(found[0]).toMatchObject({ kind, isOver: false });
    expect(found[0]!.top.map((each) => each.slot)).toEqual([slot]);
    expect(
      see(200)
        .filter((each) => each.kind === kind)
        .at(-1)?.isOver ?? found.at(-1)!.isOver,
    ).toBe(true);
  });

  test('nothing of a slow tag: hours show few of the values that it can have', () => {
    let level = 0;
    const slow: Change = (values) => {
      level += 0.003;
      values[3] = 60 + level + Math.sin(level);
    };
    const source = new Pump(12);
    const told: Anomaly[] = [];
    const watch = new PlantWatch([pump], 5, (anomaly) => told.push(anomaly));
    const learnt = watch.learn('pump', source.run(3600, slow), null)!;
    expect(learnt.pattern!.tags).toEqual([0, 1, 2]);
    watch.watch('pump', learnt);
    level = 25;
    for (const batch of source.run(600, (values) => values.splice(3, 1, 60 + level))) watch.take(batch);
    expect(told.filter(({ kind }) => kind === 'pattern')).toEqual([]);
  });

  test('WAT-3 not while the machine does not run, nor while it settles', () => {
    const { see } = watched(8);
    const cold: Change = (values) => {
      for (const k of values.keys()) values[k] = 0;
    };
    expect(see(600, cold, held)).toEqual([]);
    expect(see(50, (values) => (values[3]! -= 20))).toEqual([]);
    expect(see(300)).toEqual([]);
  });

  test('WAT-3 late samples and bad values are passed over', () => {
    const { see, watch } = watched(9);
    const late = new Pump(10).run(100, (values) => values.splice(1, 1, 120));
    see(60);
    for (const batch of late) watch.take(batch);
    expect(see(60)).toEqual([]);
  });
});

describe('WAT-4 learning', () => {
  test('too little teaches nothing; what is beyond a limit is not learnt from', () => {
    const watch = new PlantWatch([pump], 5, () => undefined);
    expect(watch.learn('pump', new Pump(1).run(300), null)).toBeNull();
    const alarmed = new Pump(1).run(3600, (values) => values.splice(3, 1, 95));
    expect(watch.learn('pump', alarmed, null)).toBeNull();
  });

  test('an anomaly stays one however long it lasts; once a person has rejected it, it is normal', () => {
    const { see, source, watch, learnt } = watched(11);
    const warm: Change = (values) => (values[3]! += 4);
    const lasting = see(3600, warm).filter(({ kind }) => kind === 'pattern');
    expect(lasting.length).toBeGreaterThan(10);
    expect(lasting.every(({ isOver }) => !isOver)).toBe(true);
    watch.watch('pump', watch.learn('pump', source.run(400, warm), learnt)!);
    see(100, warm);
    expect(see(3600, warm)).toEqual([]);
    expect(see(600, (values) => (values[1]! -= 20)).length).toBeGreaterThan(0);
  });

  test('what was learnt is plain JSON', () => {
    const { learnt } = watched(12);
    expect(JSON.parse(JSON.stringify(learnt))).toEqual(learnt);
  });
});
