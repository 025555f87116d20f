import { beforeEach, describe, expect, test } from 'vitest';
import type { Forecasts as Told } from '../../protocol/messages.ts';
import { packmlCode } from '../../twin/packml.ts';
import { Quality } from '../../twin/quality.ts';
import type { Bounds, Historian, RollUps } from '../historian/historian.ts';
import { Forecasts, forecastEachMinute } from './forecasts.ts';
import { minuteMs } from './minute-history.ts';
import { forecastPlant, slots } from './plant.fixture.ts';

const never = new AbortController().signal;
const startMs = Date.UTC(2030, 0, 1);
const execute = packmlCode('Execute');

/** A record of one value a minute of each tag; it says what was read of it. */
class MinuteRecord implements Pick<Historian, 'rollUps' | 'snapshot'> {
  readonly values = new Map<number, (minute: number) => number>();
  readonly read: [number, number][] = [];
  trouble: Error | null = null;

  async rollUps(bounds: readonly Bounds[], fromMs: number, toMs: number): Promise<RollUps> {
    if (this.trouble) throw this.trouble;
    this.read.push([(fromMs - startMs) / minuteMs, (toMs - startMs) / minuteMs]);
    const rows = bounds.flatMap(({ slot }) =>
      Array.from({ length: (toMs - fromMs) / minuteMs }, (_, k) => {
        const minute = (fromMs - startMs) / minuteMs + k;
        return { slot, minute, value: minute < 0 ? Number.NaN : (this.values.get(slot)?.(minute) ?? Number.NaN) };
      }).filter(({ value }) => !Number.isNaN(value)),
    );
    const values = Float64Array.from(rows, ({ value }) => value);
    const times = Float64Array.from(rows, ({ minute }) => startMs + minute * minuteMs);
    return {
      slots: Uint32Array.from(rows, ({ slot }) => slot),
      minutesMs: times,
      firstTimesMs: times,
      lastTimesMs: times,
      firsts: values,
      lows: values,
      highs: values,
      lasts: values,
    };
  }

  async snapshot(atMs: number) {
    const nothing = new Float64Array(4).fill(Number.NaN);
    return { atMs, timesMs: nothing, values: nothing, qualities: new Uint8Array(4) };
  }
}

let record: MinuteRecord;
let qualities: Uint8Array;
let nowMs: number;
let forecasts: Forecasts;
let told: Told[];
const index = forecastPlant();

beforeEach(() => {
  record = new MinuteRecord();
  record.values.set(slots.state, () => execute);
  qualities = new Uint8Array(4).fill(Quality.good);
  nowMs = startMs + 600 * minuteMs + 15_000;
  told = [];
  forecasts = new Forecasts(index, {
    historian: record,
    live: { qualities },
    clock: { now: () => nowMs },
    turns: { take: (signal, look) => look(signal) },
  });
  forecasts.onChange((each) => told.push(each));
});

const ripple = (minute: number) => 0.1 * Math.sin(minute * minute);

describe('FOR-G3 what is foretold', () => {
  test('a rise to the next limit above, as of the last whole minute', async () => {
    record.values.set(slots.temperature, (minute) => 24 + 0.08 * minute + ripple(minute));
    await forecasts.update(never);
    const [forecast, ...more] = forecasts.all().forecasts;
    expect(more).toEqual([]);
    expect(forecast).toMatchObject({ slot: slots.temperature, limit: 'high', fromMs: startMs + 600 * minuteMs });
    expect((forecast!.likelyMs - startMs) / minuteMs).toBeGreaterThan(690);
    expect((forecast!.likelyMs - startMs) / minuteMs).toBeLessThan(710);
    expect(forecast!.earliestMs).toBeLessThan(startMs + 699 * minuteMs);
    expect(forecast!.latestMs).toBeGreaterThan(startMs + 699 * minuteMs);
    expect(forecasts.all().madeMs).toBe(nowMs);
    expect(told).toEqual([forecasts.all()]);
  });

  test('a fall to the limit below; beyond the first limit, the second', async () => {
    record.values.set(slots.level, (minute) => 66 - 0.08 * minute + ripple(minute));
    record.values.set(slots.temperature, (minute) => 36 + 0.08 * minute + ripple(minute));
    await forecasts.update(never);
    expect(forecasts.all().forecasts.map(({ slot, limit }) => [slot, limit])).toEqual([
      [slots.temperature, 'highHigh'],
      [slots.level, 'low'],
    ]);
  });

  test('nothing of values that are not good, nor of a machine that stands', async () => {
    record.values.set(slots.temperature, (minute) => 24 + 0.08 * minute + ripple(minute));
    record.values.set(slots.level, (minute) => 24 + 0.08 * minute + ripple(minute));
    record.values.set(slots.state, (minute) => packmlCode(minute > 580 ? 'Held' : 'Execute'));
    qualities[slots.level] = Quality.uncertain;
    await forecasts.update(never);
    expect(forecasts.all().forecasts).toEqual([]);
  });
});

describe('FOR-G4 what is read', () => {
  test('the day once, then what is new and the two minutes before it', async () => {
    await forecasts.update(never);
    expect(record.read[0]![0]).toBe(600 - 1440);
    expect(record.read.at(-1)![1]).toBe(600);
    record.read.length = 0;
    nowMs += minuteMs;
    await forecasts.update(never);
    expect(record.read).toEqual([[599, 601]]);
  });

  test('from a late sample on', async () => {
    await forecasts.update(never);
    record.read.length = 0;
    forecasts.stored(startMs + 400.5 * minuteMs);
    await forecasts.update(never);
    expect(record.read).toEqual([[400, 600]]);
  });

  test('again what could not be read, and that is said once', async () => {
    await forecasts.update(never);
    forecasts.stored(startMs + 400.5 * minuteMs);
    record.trouble = new Error('the disk is gone');
    const lines: string[] = [];
    const stop = new AbortController();
    let round = 0;
    const clock = {
      now: () => nowMs,
      every: () => undefined,
      async sleep() {
        round++;
        if (round === 2) {
          record.trouble = null;
          record.read.length = 0;
        }
        if (round === 3) stop.abort();
      },
    };
    await forecastEachMinute(forecasts, clock, (line) => lines.push(line), stop.signal);
    expect(lines).toEqual(['Nothing could be foretold (the disk is gone)']);
    expect(record.read).toEqual([[400, 600]]);
  });
});

test('FOR-G5 another plant file: its limits count, and nothing is foretold until the next look', async () => {
  record.values.set(slots.temperature, (minute) => 24 + 0.08 * minute + ripple(minute));
  await forecasts.update(never);
  forecasts.adopt(forecastPlant({ high: 76 }));
  expect(told.at(-1)).toEqual({ madeMs: null, forecasts: [] });
  await forecasts.update(never);
  expect((forecasts.all().forecasts[0]!.likelyMs - startMs) / minuteMs).toBeLessThan(670);
});
