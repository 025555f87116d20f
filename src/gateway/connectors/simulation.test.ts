import { describe, expect, test } from 'vitest';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { Plant, SimulationSource } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { simulationConnector } from './simulation.ts';
import { SimulationEngine, type SimulationStart } from './simulation-engine.ts';
import type { RemoteEngine } from './simulation-thread.ts';
import { RememberingSink } from './test-sink.ts';

const hourMs = 3_600_000;
/** A Monday at 03:00 UTC, so that little is run before. */
const monday3Ms = Date.UTC(2030, 0, 7, 3);

const source: SimulationSource = { id: 'sim', type: 'simulation', seed: 7 };
const tag = (id: string, unit: string, counter: boolean) => ({
  id,
  name: id,
  kind: counter ? 'integer' : 'number',
  unit,
  ...(counter && { counter }),
  address: `m/${id}`,
});
const index = indexPlant({
  format: 'gemba-plant/1',
  id: 'one',
  name: 'One machine',
  site: { name: 'One', timeZone: 'UTC', shifts: [], floor: [10, 10] },
  sources: [source],
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
              id: 'm',
              name: 'M',
              type: 'rinser',
              pose: { x: 5, z: 5 },
              components: [],
              mainTags: [],
              tags: [tag('count.good', '{bottles}', true), tag('motor.temperature', 'Cel', false)],
              bindings: [],
            },
          ],
        },
      ],
    },
  ],
  flows: [],
} as unknown as Plant);

const inProcess = (start: SimulationStart): RemoteEngine => {
  const engine = new SimulationEngine(structuredClone(start));
  return { advance: async (request) => engine.advance(request), close: async () => undefined };
};

/** Runs the connector until `done`, with a clock that the test sets. */
async function run(
  sink: RememberingSink,
  options: { storedToMs: number | null; clock: { nowMs: number }; startEngine?: typeof inProcess },
  done: () => boolean,
): Promise<void> {
  const stopping = new AbortController();
  const { startEngine = inProcess, storedToMs, clock } = options;
  const connector = simulationConnector(source, index, { now: () => clock.nowMs, storedToMs, startEngine });
  const running = connector.run(sink, stopping.signal);
  while (!done()) await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 5))]);
  stopping.abort();
  await running;
}

const isLive = (sink: RememberingSink) => sink.state?.detail === 'live';
const timesOf = (sink: RememberingSink, slot: number) =>
  sink.rows.filter((row) => row.slot === slot).map((row) => row.timeMs);
const widestGap = (times: readonly number[]) => Math.max(...times.slice(1).map((timeMs, k) => timeMs - times[k]!));

describe('filling history', () => {
  test('SIM-13 an empty record is given 24 h up to now, in order and without a hole', async () => {
    const sink = new RememberingSink();
    const clock = { nowMs: monday3Ms + 48 * hourMs };
    await run(sink, { storedToMs: null, clock }, () => isLive(sink));
    const times = timesOf(sink, 0);
    expect(times[0]! - (clock.nowMs - 24 * hourMs)).toBeLessThanOrEqual(1000);
    expect(clock.nowMs - times.at(-1)!).toBeLessThanOrEqual(60_000);
    expect(widestGap(times)).toBeLessThanOrEqual(60_000);
    expect(sink.states[0]).toEqual({ connected: false, detail: 'back-filling 24 h of history: 0 %' });
    expect(sink.states.some(({ detail }) => /: [1-9]\d %$/.test(detail))).toBe(true);
    expect(sink.state).toEqual({ connected: true, detail: 'live' });
  });

  test('SIM-13 after a restart it goes on where the record ends, with the counter it had', async () => {
    const clock = { nowMs: monday3Ms };
    const before = new RememberingSink();
    await run(before, { storedToMs: clock.nowMs - hourMs, clock }, () => isLive(before));
    const storedToMs = Math.max(...before.rows.map((row) => row.timeMs));
    clock.nowMs += 40 * 60_000;
    const after = new RememberingSink();
    await run(after, { storedToMs, clock }, () => isLive(after));
    expect(after.states[0]!.detail).toMatch(/^back-filling 4[01] min of history: 0 %$/);
    expect(after.rows.every((row) => row.timeMs > storedToMs)).toBe(true);
    expect(widestGap([...timesOf(before, 0), ...timesOf(after, 0)])).toBeLessThanOrEqual(60_000);
    const counts = [...before.rows, ...after.rows].filter((row) => row.slot === 0).map((row) => row.value);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  test('SIM-13 a clock that jumps makes a gap that is filled; beyond 24 h only the last 24 h are', async () => {
    const sink = new RememberingSink();
    const clock = { nowMs: monday3Ms };
    const jumps = [2 * hourMs, 60 * hourMs];
    let live = 0;
    await run(sink, { storedToMs: clock.nowMs - 1000, clock }, () => {
      const lastMs = Math.max(0, ...timesOf(sink, 1));
      if (!isLive(sink) || clock.nowMs - lastMs > 61_000) return false;
      live++;
      const jump = jumps.shift();
      if (jump === undefined) return true;
      clock.nowMs += jump;
      return false;
    });
    expect(live).toBe(3);
    const gaps = timesOf(sink, 0).map((timeMs, k, times) => timeMs - (times[k - 1] ?? timeMs));
    expect(gaps.filter((gap) => gap > 60_000)).toHaveLength(1);
    expect(Math.max(...gaps) / hourMs).toBeCloseTo(36, 1);
  });

  test('SIM-13 a clock that is set back while it runs is told, until it has caught up', async () => {
    const sink = new RememberingSink();
    const clock = { nowMs: monday3Ms };
    const isWaiting = () => sink.state?.detail.startsWith('waiting') ?? false;
    let looks = 0;
    const steps = [
      { when: () => isLive(sink), moveMs: -hourMs },
      { when: isWaiting, moveMs: hourMs / 2 },
      { when: () => ++looks > 50, moveMs: hourMs / 2 }, // half-way there nothing is told anew
      { when: () => isLive(sink), moveMs: 0 },
    ];
    await run(sink, { storedToMs: clock.nowMs - 1000, clock }, () => {
      if (steps[0]!.when()) clock.nowMs += steps.shift()!.moveMs;
      return steps.length === 0;
    });
    const detail = "waiting: this machine's clock was set back 60 min; the record goes on when it has caught up";
    const live = { connected: true, detail: 'live' };
    expect(sink.states).toEqual([live, { connected: true, detail }, live]);
  });

  test('SIM-13 a record that ends in the future does not stop it', async () => {
    const sink = new RememberingSink();
    const clock = { nowMs: monday3Ms };
    let steps = 0;
    await run(sink, { storedToMs: clock.nowMs + hourMs, clock }, () => {
      clock.nowMs += 200;
      return sink.rows.length > 5 || steps++ > 1000;
    });
    expect(sink.rows.length).toBeGreaterThan(5);
    expect(sink.rows.every((row) => row.timeMs <= clock.nowMs)).toBe(true);
  });
});

describe('storing', () => {
  test('SIM-14 no more than three batches wait to be stored', async () => {
    const batch = (length: number): SampleBatch => ({
      length,
      slots: new Uint32Array(length),
      timesMs: new Float64Array(length),
      values: new Float64Array(length),
      qualities: new Uint8Array(length),
    });
    let reachedMs = monday3Ms - 24 * hourMs;
    const startEngine = (): RemoteEngine => ({
      advance: async ({ maxRows }) => {
        reachedMs += hourMs;
        return { reachedMs, batch: batch(maxRows) };
      },
      close: async () => undefined,
    });
    let waiting = 0;
    let most = 0;
    let delivered = 0;
    const sink = new RememberingSink();
    sink.deliver = async () => {
      most = Math.max(most, ++waiting);
      await new Promise((resolve) => setTimeout(resolve, 3));
      waiting--;
      delivered++;
    };
    await run(sink, { storedToMs: null, clock: { nowMs: monday3Ms }, startEngine }, () => isLive(sink));
    expect(delivered).toBe(24);
    expect(most).toBe(3);
  });

  test('SIM-14 a batch that could not be stored is tried again, and nothing is lost', async () => {
    const sink = new RememberingSink();
    const clock = { nowMs: monday3Ms };
    let refusals = 1;
    sink.beforeDelivery = async () => {
      if (refusals-- > 0) throw new Error('disk full');
    };
    await run(sink, { storedToMs: clock.nowMs - hourMs, clock }, () => sink.rows.length > 0 && isLive(sink));
    expect(sink.states).toContainEqual({
      connected: true,
      detail: 'live; the record takes nothing: disk full',
    });
    const times = timesOf(sink, 0);
    expect(times[0]! - (clock.nowMs - hourMs)).toBeLessThanOrEqual(1000);
    expect(widestGap(times)).toBeLessThanOrEqual(60_000);
  });

  test('a broken thread ends the run with its reason', async () => {
    const startEngine = (): RemoteEngine => ({
      advance: () => Promise.reject(new Error('no signal "sped"')),
      close: async () => undefined,
    });
    const sink = new RememberingSink();
    await expect(
      run(sink, { storedToMs: null, clock: { nowMs: monday3Ms }, startEngine }, () => false),
    ).rejects.toThrow('no signal "sped"');
  });
});
