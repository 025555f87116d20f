import { describe, expect, test } from 'vitest';
import { mayReloadAt, nightlyDue, type Reloads, reloaded, type Signs, Watchdog, type Wedge } from './watchdog.ts';

const second = 1000;
const minute = 60_000;

/** Looks once a second and tells the first wedge: [second, what], or null. */
function watch(seconds: number, at: (second: number) => Partial<Signs>): [number, Wedge] | null {
  const dog = new Watchdog();
  for (let k = 0; k < seconds; k++) {
    const wedge = dog.look(k * second, {
      beat: k,
      hidden: false,
      pictureLost: false,
      live: true,
      tableVersion: k,
      recordedMs: k * second,
      errors: 0,
      broken: false,
      ...at(k),
    });
    if (wedge) return [k, wedge];
  }
  return null;
}

describe('a wedged page (WALL-5)', () => {
  test('is not one that runs well for three days', () => {
    expect(watch(72 * 3600, () => ({}))).toBeNull();
  });

  test('has no frames for 30 s, unless it is hidden', () => {
    expect(watch(200, (k) => ({ beat: Math.min(k, 50) }))).toEqual([80, 'stuck']);
    expect(watch(200, (k) => ({ beat: Math.min(k, 50), hidden: true }))).toBeNull();
  });

  test('has lost its picture for a minute; one that came back is none', () => {
    expect(watch(300, (k) => ({ pictureLost: k >= 10 }))).toEqual([70, 'pictureLost']);
    expect(watch(300, (k) => ({ pictureLost: k % 50 > 5 }))).toBeNull();
  });

  test('gets no values for 2 min while the gateway records some; a quiet plant is none', () => {
    expect(watch(600, (k) => ({ tableVersion: Math.min(k, 100) }))).toEqual([220, 'silent']);
    expect(watch(600, () => ({ tableVersion: 5, recordedMs: 0 }))).toBeNull();
    expect(watch(600, () => ({ tableVersion: 5, live: false }))).toBeNull();
  });

  test('is not one whose tags stand while others, that it does not watch, are recorded', () => {
    const dog = new Watchdog();
    const none = Number.NaN;
    let asked = 0;
    for (let k = 0; k < 24 * 3600; k++) {
      const signs = { hidden: false, pictureLost: false, live: true, errors: 0, broken: false };
      const wedge = dog.look(k * second, { ...signs, beat: k, tableVersion: 7, recordedMs: k * second });
      if (wedge === null) continue;
      expect(wedge).toBe('silent');
      asked++;
      expect(dog.lacks(Float64Array.of(5, none, none), Float64Array.of(5, k * second, none))).toBe(false);
    }
    expect(asked).toBeGreaterThan(100);
    expect(asked).toBeLessThan(24 * 30);
  });

  test('lacks what the gateway has of a tag that it watches, or has nothing at all', () => {
    const dog = new Watchdog();
    expect(dog.lacks(Float64Array.of(5, 0), Float64Array.of(5, 2 * minute - 1))).toBe(false);
    expect(dog.lacks(Float64Array.of(5, 0), Float64Array.of(5, 2 * minute))).toBe(true);
    expect(dog.lacks(Float64Array.of(Number.NaN), Float64Array.of(5))).toBe(true);
  });

  test('throws error after error; now and then one is none', () => {
    expect(watch(600, (k) => ({ errors: k }))).toEqual([20, 'errors']);
    expect(watch(3600, (k) => ({ errors: Math.floor(k / 10) }))).toBeNull();
  });

  test('is not one that slept', () => {
    const dog = new Watchdog();
    const signs = { hidden: false, pictureLost: true, live: true, tableVersion: 1, recordedMs: 0, errors: 0 };
    dog.look(0, { ...signs, beat: 1, broken: false });
    expect(dog.look(3_600_000, { ...signs, beat: 1, broken: false, recordedMs: 3_600_000 })).toBeNull();
  });
});

describe('reloading (WALL-6)', () => {
  test('waits 1, 5, then 30 min, and never makes a loop', () => {
    let before: Reloads | null = null;
    let nowMs = 0;
    const waits: number[] = [];
    for (let k = 0; k < 6; k++) {
      const at = mayReloadAt(before, nowMs);
      waits.push((at - nowMs) / minute);
      nowMs = at;
      before = reloaded(before, nowMs);
    }
    expect(waits).toEqual([1, 5, 30, 30, 30, 30]);
  });

  test('starts anew after two good hours', () => {
    expect(reloaded({ lastMs: 0, inARow: 5 }, 3 * 3_600_000)).toEqual({ lastMs: 3 * 3_600_000, inARow: 1 });
  });

  test('each night once, after 04:00 of the site, over a change of clocks as well', () => {
    const reloads: string[] = [];
    let openedMs = Date.UTC(2026, 9, 23, 12);
    const endMs = openedMs + 70 * 3_600_000;
    for (let nowMs = openedMs; nowMs < endMs; nowMs += minute) {
      if (!nightlyDue('Europe/Berlin', openedMs, nowMs)) continue;
      reloads.push(new Date(nowMs).toISOString().slice(5, 16));
      openedMs = nowMs;
    }
    expect(reloads).toEqual(['10-24T02:00', '10-25T03:00', '10-26T03:00']);
  });
});
