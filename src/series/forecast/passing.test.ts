import { describe, expect, test } from 'vitest';
import { autoregressive, normals } from './courses.fixture.ts';
import { type Passing, passingOf } from './passing.ts';

const day = 1440;

/** Minutes of `level(minute)` with noise on it. */
const course = (length: number, level: (minute: number) => number, noise?: Float64Array): Float64Array =>
  Float64Array.from({ length }, (_, minute) => level(minute) + (noise?.[minute] ?? 0));

/** The first minute from `from` on at which the limit is reached, counted from there. */
function reached(values: Float64Array, from: number, limit: number): number {
  const at = values.subarray(from).findIndex((value) => value >= limit);
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

const holds = ({ earliest, latest }: Passing, minutes: number): boolean =>
  minutes >= earliest - 1 && minutes <= latest + 1;

describe('FOR-1 the interval holds what comes', () => {
  test.each([
    { memory: 0, pace: 0.05 },
    { memory: 0.7, pace: 0.05 },
    { memory: 0.9, pace: 0.1 },
  ])('of a drift under noise with a memory of $memory, as often as it says', ({ memory, pace }) => {
    let [told, held] = [0, 0];
    for (let seed = 1; seed <= 150; seed++) {
      const values = course(2 * day, (minute) => pace * minute, autoregressive(2 * day, memory, normals(seed)));
      const passing = passingOf(values.subarray(0, day), pace * (day + 150));
      if (passing === null) continue;
      told++;
      if (holds(passing, reached(values, day, pace * (day + 150)))) held++;
    }
    expect(told).toBeGreaterThan(75);
    // 90 % are promised. Noise that is read as wandering makes it more.
    expect(held / told).toBeGreaterThan(0.88);
  });

  test('of a level that wanders as it drifts', () => {
    let [told, held] = [0, 0];
    for (let seed = 1; seed <= 150; seed++) {
      const normal = normals(seed);
      let level = 0;
      const values = course(2 * day, () => {
        level += 0.05 + 0.15 * normal();
        return level;
      });
      const limit = values[day - 1]! + 7;
      const passing = passingOf(values.subarray(0, day), limit);
      if (passing === null) continue;
      told++;
      if (holds(passing, reached(values, day, limit))) held++;
    }
    expect(told).toBeGreaterThan(30);
    expect(held / told).toBeGreaterThan(0.8);
  });

  test('of wear that goes faster and faster', () => {
    const wear = (minute: number) => Math.exp(minute / 200);
    const limit = wear(day + 120);
    const passing = passingOf(course(day, wear, autoregressive(day, 0.3, normals(5))), limit)!;
    expect(passing.earliest).toBeLessThan(120);
    expect(passing.latest).toBeGreaterThan(120);
    expect(passing.likely).toBeGreaterThan(90);
    expect(passing.likely).toBeLessThan(150);
  });
});

describe('FOR-2 nothing is said', () => {
  test.each([0, 0.7, 0.95])('of what only fluctuates, with a memory of %d: at most 1 in 150', (memory) => {
    let told = 0;
    for (let seed = 1; seed <= 300; seed++) {
      if (passingOf(autoregressive(day, memory, normals(seed)), 4) !== null) told++;
    }
    expect(told).toBeLessThanOrEqual(2);
  });

  const quiet = autoregressive(day, 0, normals(3)).map((value) => 0.1 * value);
  const nothing: Record<string, Float64Array> = {
    'of a constant': course(day, () => 5),
    'of a step': course(day, (minute) => (minute < day - 25 ? 1 : 5), quiet),
    'of a spike': course(day, (minute) => (minute === day - 3 ? 9 : 5), quiet),
    'of what falls': course(day, (minute) => 9 - 0.005 * minute, quiet),
    'of what comes to rest below the limit': course(
      day,
      (minute) => 9 * (1 - Math.exp(-Math.max(0, minute - day + 90) / 25)),
      quiet,
    ),
    'of a daily course that stays below it': course(
      day,
      (minute) => 5 + 3 * Math.sin((2 * Math.PI * minute) / day - 1.2),
      quiet,
    ),
    'of nothing': new Float64Array(day).fill(Number.NaN),
    'of less than four hours': course(239, (minute) => 0.04 * minute, quiet),
  };
  test.each(Object.entries(nothing))('%s', (_, values) => {
    expect(passingOf(values, 10)).toBeNull();
  });

  test('of what was at the limit a moment ago', () => {
    expect(
      passingOf(
        course(day, (minute) => (minute === day - 10 ? 10 : 0.0069 * minute), quiet),
        10,
      ),
    ).toBeNull();
  });

  test('of a hopper that is always refilled in time; but of a reel that always runs out', () => {
    const saw = (minute: number) => (minute + 60) % 120;
    expect(passingOf(course(day, saw), 130)).toBeNull();
    const passing = passingOf(course(day, saw), 110)!;
    expect(holds(passing, 110 - saw(day - 1))).toBe(true);
  });

  test('of a limit too far away to say', () => {
    expect(
      passingOf(
        course(day, (minute) => 0.01 * minute, quiet),
        0.01 * (day + 700),
      ),
    ).toBeNull();
  });
});

describe('FOR-3 only what runs counts', () => {
  const running = (minute: number) => minute % 60 < 45;
  /** Wears by a hundredth in each minute that it runs. */
  const worn = (minute: number) => 0.01 * (45 * Math.floor(minute / 60) + Math.min(45, minute % 60));

  test('stops are in the interval, and what is measured in them is not', () => {
    const values = course(day, (minute) => (running(minute) ? worn(minute) : Number.NaN), undefined);
    const passing = passingOf(values, worn(day + 200))!;
    expect(holds(passing, 200)).toBe(true);
    expect(passing.latest - passing.earliest).toBeGreaterThan(15);
  });

  test('a gap neither hides a drift nor makes one', () => {
    const gap = (minute: number) => minute > day - 200 && minute < day - 170;
    const drifting = course(day, (minute) => (gap(minute) ? Number.NaN : 0.01 * minute));
    expect(holds(passingOf(drifting, 0.01 * (day + 100))!, 100)).toBe(true);
    expect(
      passingOf(
        course(day, (minute) => (gap(minute) ? Number.NaN : 5)),
        10,
      ),
    ).toBeNull();
  });
});

test('FOR-4 a spike does not bend a drift', () => {
  const drift = (minute: number) => 0.03 * minute;
  const limit = drift(day + 100);
  const noise = autoregressive(day, 0, normals(9)).map((value) => 0.1 * value);
  const plain = passingOf(course(day, drift, noise), limit)!;
  const spiked = course(day, drift, noise);
  spiked[day - 40]! += 3;
  expect(Math.abs(passingOf(spiked, limit)!.likely - plain.likely)).toBeLessThan(5);
});
