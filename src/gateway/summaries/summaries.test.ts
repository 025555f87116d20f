import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventFilter } from '../../protocol/messages.ts';
import type { TimelineSummary } from '../../series/columns.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { packmlCode, packmlStates } from '../../twin/packml.ts';
import type { Machine, MachineId, Plant, Tag } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { systemClock } from '../clock.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import type { Historian } from '../historian/historian.ts';
import type { Row } from '../historian/naive.contract.ts';
import { Turns } from '../turns.ts';
import { NaiveSummary } from './naive-summary.fixture.ts';
import { Summaries } from './summaries.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2030, 0, 1, 6);
const never = new AbortController().signal;
const all: EventFilter = { without: [], machine: null };

const machine = (id: string, tags: readonly Tag[]): Machine => ({
  id: id as MachineId,
  name: id,
  type: 'filler',
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  bindings: [],
  tags,
});
const state: Tag = { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 's' };
const plant: Plant = {
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
            machine('filler', [
              state,
              {
                id: 't',
                name: 'T',
                kind: 'number',
                limits: { lowLow: 1, low: 2, high: 5, highHigh: 6 },
                deadband: 0.5,
                address: 't',
              },
              { id: 'good', name: 'Good', kind: 'integer', counter: true, address: 'g' },
            ]),
            machine('pump', [
              state,
              { id: 'p', name: 'P', kind: 'number', limits: { high: 5 }, address: 'p' },
              { id: 'free', name: 'Free', kind: 'number', address: 'f' },
            ]),
          ],
        },
      ],
    },
  ],
  flows: [],
  kpis: [{ id: 'oee', name: 'OEE', machine: 'filler' as MachineId, formula: 'oee', good: 'good' }],
};
const index = indexPlant(plant);
const good = 2;

let folder: string;
let historian: Historian;
let nowMs: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-summaries-'));
  historian = await openHistorian(
    folder,
    index.tags.map(({ id }) => id),
    { keyframeSpacing: 200 },
  );
});
afterEach(async () => {
  await historian.close();
  await rm(folder, { recursive: true });
});

async function append(summaries: Summaries, rows: readonly Row[]): Promise<void> {
  const batch = new SampleBatchBuilder();
  for (const row of rows) batch.push(row.slot, row.timeMs, row.value, row.quality);
  await historian.append(batch);
  summaries.stored(Math.min(...rows.map(({ timeMs }) => timeMs)));
}

/**
 * Three hours: values that hover about their limits and stay beyond for long, machines that stop, sources that go quiet
 * and repeat their last value as stale, bad values that last for seconds, silences.
 */
function hours(random: () => number): Row[] {
  const rows: Row[] = [];
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));
  const quietFromMs = startMs + between(30, 60) * minuteMs;
  const quietToMs = quietFromMs + between(1, 20) * minuteMs;
  for (const { slot } of index.tags) {
    const isState = slot === 0 || slot === 3;
    let timeMs = startMs + between(0, 5 * minuteMs);
    let value = slot === good ? 1000 : isState ? packmlCode('Execute') : 4;
    let level = 4;
    while (timeMs < startMs + 180 * minuteMs) {
      if (slot === good) value = random() < 0.01 ? 0 : value + between(0, 40);
      else if (isState) value = random() < 0.5 ? packmlCode('Execute') : between(0, packmlStates.length);
      else {
        if (random() < 0.03) level = between(1, 14) / 2;
        value = level + between(-2, 3) / 4;
      }
      if (timeMs >= quietFromMs && timeMs < quietToMs) {
        rows.push({ slot, timeMs, value: rows.findLast((row) => row.slot === slot)?.value ?? value, quality: 2 });
        timeMs = quietToMs + between(1, 30_000);
        continue;
      }
      rows.push({ slot, timeMs, value, quality: random() < 0.1 ? 1 : 0 });
      const silence = random();
      if (silence < 0.02) {
        rows.push({ slot, timeMs: timeMs + 300, value, quality: 2 });
        timeMs += between(1000, 5 * minuteMs);
      } else if (silence < 0.04) {
        rows.push({ slot, timeMs: timeMs + 300, value: Number.NaN, quality: 3 });
        timeMs += between(1000, 20_000);
      }
      timeMs += random() < 0.01 ? between(5, 25) * minuteMs : between(400, isState ? 60_000 : 9000);
    }
  }
  return rows;
}

async function expectSame(summaries: Summaries, rows: readonly Row[], random: () => number): Promise<void> {
  const naive = new NaiveSummary(index, rows, nowMs);
  const known = naive.events();
  for (let k = 0; k < 4; k++) {
    const fromMs = startMs + Math.floor(random() * 170 * minuteMs) - 5 * minuteMs;
    const toMs = fromMs + 1 + Math.floor(random() * 60 * minuteMs);
    const buckets = 1 + Math.floor(random() * 40);
    const summary = await summaries.timeline(fromMs, toMs, buckets, never);
    const expected = naive.timeline(fromMs, toMs, buckets);
    expect(expected.map((_, b) => summary.onsets.map((counts) => counts[b]))).toEqual(expected.map((e) => e.onsets));
    expect([...summary.firstOnsetsMs]).toEqual(expected.map((each) => each.firstMs));
    expect([...summary.recorded]).toEqual(expected.map((each) => each.recorded));
    for (const [b, { rate }] of expected.entries()) {
      if (Number.isNaN(rate)) expect(summary.rates[b]).toBeNaN();
      else expect(summary.rates[b]).toBeCloseTo(rate, 6);
    }
    const { rows: found } = await summaries.events({ fromMs, toMs }, all, 2000, never);
    const mine = known.filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs);
    const byTime = (events: readonly { timeMs: number }[]) =>
      events.map((event) => JSON.stringify(event, Object.keys(event).sort())).sort();
    expect(byTime(found.filter(({ kind }) => kind !== 'gap'))).toEqual(byTime(mine));
    const leastMs = Math.floor(random() * 90_000);
    expect(await summaries.quiet({ fromMs, toMs }, leastMs, never)).toEqual(naive.quiet(fromMs, toMs, leastMs));
  }
}

/** An empty store in the place of the one before. */
async function startOver(): Promise<void> {
  await historian.close();
  await rm(folder, { recursive: true });
  historian = await openHistorian(
    folder,
    index.tags.map(({ id }) => id),
    { keyframeSpacing: 200 },
  );
}

/** Of half a year, by the hour, asked for until all of it is worked out. */
async function halfYear(summaries: Summaries): Promise<TimelineSummary> {
  const hourMs = 60 * minuteMs;
  const toMs = startMs + 5 * hourMs;
  for (let k = 0; k < 100; k++) {
    const summary = await summaries.timeline(toMs - 180 * 24 * hourMs, toMs, 180 * 24, never);
    if (!summary.recorded.includes(2)) return summary;
  }
  throw new Error('it is never worked out');
}

/** What the last `count` buckets tell. */
const newest = ({ onsets, firstOnsetsMs, recorded, rates }: TimelineSummary, count: number) => ({
  onsets: onsets.map((each) => [...each.slice(-count)]),
  firstOnsetsMs: [...firstOnsetsMs.slice(-count)],
  recorded: [...recorded.slice(-count)],
  rates: [...rates.slice(-count)].map((rate) => Math.round(rate * 1e6) / 1e6),
});

describe('summaries', () => {
  test('SUM-9 a half year tells the same of its hours as these do, later and after late samples', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), async (numbers) => {
        const random = () => numbers.next().value as number;
        await startOver();
        const summaries = new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep));
        const rows = hours(random);
        const late = rows.filter(() => random() < 0.02);
        for (const [part, untilMs] of [
          [rows.filter((row) => !late.includes(row)), startMs + 130 * minuteMs],
          [late, startMs + 181 * minuteMs],
        ] as const) {
          nowMs = untilMs + Math.floor(random() * minuteMs);
          const next = part.filter(({ timeMs }) => timeMs < nowMs).sort((a, b) => a.timeMs - b.timeMs);
          await append(summaries, next);
          const long = await halfYear(summaries);
          const hour = 60 * minuteMs;
          const short = await summaries.timeline(startMs - hour, startMs + 5 * hour, 6, never);
          expect(newest(long, 6)).toEqual(newest(short, 6));
          expect(long.recorded.slice(0, -6).every((each) => each === 0)).toBe(true);
        }
      }),
      { seed: 13, numRuns: 8 },
    );
  });

  test('SUM-9 a long window is answered with what there is, the newest first', async () => {
    nowMs = startMs + 20 * 24 * 60 * minuteMs;
    const summaries = new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep));
    const days = Array.from({ length: 20 }, (_, day) => startMs + day * 24 * 60 * minuteMs);
    await append(
      summaries,
      days.map((timeMs) => ({ slot: 1, timeMs, value: 4, quality: 0 })),
    );
    const first = await summaries.timeline(nowMs - 100 * 24 * 60 * minuteMs, nowMs, 100, never);
    expect(first.recorded.at(-1)).toBe(1);
    expect(first.recorded[85]).toBe(2);
    expect((await halfYear(summaries)).recorded).not.toContain(2);
  });

  test('SUM-1 3 4 5 7 10 equal what every raw sample says, for random windows, later and after late samples', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), async (numbers) => {
        const random = () => numbers.next().value as number;
        await startOver();
        const summaries = new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep));
        const rows = hours(random);
        const late = rows.filter(() => random() < 0.02);
        const punctual = rows.filter((row) => !late.includes(row)).sort((a, b) => a.timeMs - b.timeMs);
        let stored: Row[] = [];
        for (const untilMs of [startMs + 100 * minuteMs, startMs + 181 * minuteMs]) {
          nowMs = untilMs + Math.floor(random() * minuteMs);
          const next = punctual.filter((row) => row.timeMs < nowMs && !stored.includes(row));
          await append(summaries, next);
          stored = [...stored, ...next];
          await expectSame(summaries, stored, random);
        }
        for (const part of [late.slice(0, 5), late.slice(5)].filter((each) => each.length > 0)) {
          await append(summaries, part);
          stored = [...stored, ...part];
          await expectSame(summaries, stored, random);
        }
      }),
      { seed: 11, numRuns: 12 },
    );
  });

  test('HIS-20 21 are the same of a thinned record', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), async (numbers) => {
        const random = () => numbers.next().value as number;
        await startOver();
        const rows = hours(random);
        nowMs = startMs + 181 * minuteMs;
        await append(new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep)), rows);
        const beforeMs = startMs + (100 + random() * 80) * minuteMs;
        const thinned = index.tags.map(({ slot, tag: { kind, limits, deadband, counter } }) => {
          return { slot, kind, limits, deadband, counter };
        });
        const numbersOnly = thinned.filter(({ kind, counter }) => kind === 'number' && !counter);
        const rules = [
          { name: 'compression', tags: numbersOnly.map((tag) => ({ ...tag, deviation: 0.3 })), beforeMs },
          { name: 'all', tags: thinned, beforeMs: beforeMs - 40 * minuteMs },
        ];
        for (const rule of rules) while (await historian.thinOut(rule));
        await expectSame(new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep)), rows, random);
      }),
      { seed: 12, numRuns: 10 },
    );
  });

  test('SUM-1 an off-delay ends early in the next minute, and a stale value between does not shorten a later one', async () => {
    nowMs = startMs + 30 * minuteMs;
    const summaries = new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep));
    const at = (seconds: number, value: number, quality = 0): Row => ({
      slot: 1,
      timeMs: startMs + seconds * 1000,
      value,
      quality,
    });
    await append(summaries, [
      at(0, 4),
      at(30, 5.2),
      at(58, 4.8), // back, within the deadband
      at(60.5, 4.8),
      at(61, 4), // well back
      at(62, 4.8),
      at(150, 5.2),
      at(305, 5.2),
      at(310, 5.2, 2),
      at(315, 5.3),
      at(600, 4.8),
    ]);
    const { rows } = await summaries.events({ fromMs: startMs, toMs: nowMs }, all, 10, never);
    expect(rows.map(({ kind, timeMs }) => [kind, (timeMs - startMs) / 1000])).toEqual([
      ['cleared', 605],
      ['raised', 150],
      ['cleared', 61],
      ['raised', 30],
    ]);
  });

  test('SUM-4 8 events are the newest ones with how many more there are, and a gap is one of them', async () => {
    nowMs = startMs + 60 * minuteMs;
    const summaries = new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep));
    const rows: Row[] = [];
    for (const { slot } of index.tags) {
      rows.push(
        { slot, timeMs: startMs, value: 4, quality: 0 },
        { slot, timeMs: startMs + 601_000, value: 4, quality: 2 },
      );
    }
    rows.push({ slot: 5, timeMs: startMs + 30.5 * minuteMs, value: 1, quality: 0 });
    rows.push({ slot: 1, timeMs: startMs + 31 * minuteMs, value: 6, quality: 0 });
    rows.push({ slot: 1, timeMs: startMs + 32 * minuteMs, value: 4, quality: 0 });
    await append(summaries, rows);
    const gap = { kind: 'gap', timeMs: startMs + 11 * minuteMs, untilMs: startMs + 30 * minuteMs };
    const found = await summaries.events({ fromMs: startMs - 10 * minuteMs, toMs: nowMs }, all, 10, never);
    expect(found).toMatchObject({
      rows: [{ kind: 'cleared' }, { kind: 'raised', priority: 1, value: 6 }, gap],
      more: 0,
    });
    const window = { fromMs: startMs, toMs: nowMs };
    expect(await summaries.events(window, all, 1, never)).toMatchObject({ rows: [{ kind: 'cleared' }], more: 2 });
    const raised: EventFilter = { without: ['cleared', 'gap'], machine: 'filler' as MachineId };
    expect(await summaries.events(window, raised, 1, never)).toMatchObject({ rows: [{ kind: 'raised' }], more: 0 });
    const pump = { without: [], machine: 'pump' as MachineId };
    expect(await summaries.events(window, pump, 1, never)).toEqual({ rows: [], more: 0 });
    const inGap = { fromMs: startMs, toMs: startMs + 15 * minuteMs };
    expect((await summaries.events(inGap, all, 9, never)).rows).toEqual([gap]);
    const { recorded } = await summaries.timeline(startMs, startMs + 40 * minuteMs, 4, never);
    expect([...recorded]).toEqual([1, 1, 0, 1]);
  });
});
