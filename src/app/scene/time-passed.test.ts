import { describe, expect, test } from 'vitest';
import type { TimeState } from '../stores/time.ts';
import { TimePassed } from './time-passed.ts';

const time = (over: Partial<TimeState>): TimeState => ({
  mode: 'past',
  cursorMs: 1000,
  playing: true,
  speed: 60,
  achieved: null,
  loop: null,
  trouble: '',
  ...over,
});

describe('the time that turning parts turn by (SCENE-5)', () => {
  test('live it is the time between frames, but for a stall', () => {
    const passed = new TimePassed();
    expect(passed.since(time({ mode: 'live' }), 0.016, true)).toBe(0.016);
    expect(passed.since(time({ mode: 'live' }), 9, true)).toBe(0.25);
  });

  test('while the past plays it is how far the cursor went', () => {
    const passed = new TimePassed();
    expect(passed.since(time({ cursorMs: 1000 }), 0.016, true)).toBe(0);
    expect(passed.since(time({ cursorMs: 1960 }), 0.016, true)).toBeCloseTo(0.96);
  });

  test('while the past plays backwards, parts turn back', () => {
    const passed = new TimePassed();
    const back = (cursorMs: number) => passed.since(time({ cursorMs, speed: -60 }), 0.016, true);
    back(100_000);
    expect(back(99_040)).toBeCloseTo(-0.96);
    expect(back(99_540)).toBe(0);
    expect(back(30_000)).toBe(0);
  });

  test('nothing turns while the past stands, nor over a jump', () => {
    const passed = new TimePassed();
    passed.since(time({ cursorMs: 1000 }), 0.016, true);
    expect(passed.since(time({ cursorMs: 1500, playing: false }), 0.016, true)).toBe(0);
    expect(passed.since(time({ cursorMs: 900_000 }), 0.016, true)).toBe(0);
    expect(passed.since(time({ cursorMs: 800_000 }), 0.016, true)).toBe(0);
  });

  test('nothing turns live without a connection, but a past that is at hand plays', () => {
    const passed = new TimePassed();
    expect(passed.since(time({ mode: 'live' }), 0.016, false)).toBe(0);
    passed.since(time({ cursorMs: 1000 }), 0.016, false);
    expect(passed.since(time({ cursorMs: 1960 }), 0.016, false)).toBeCloseTo(0.96);
  });
});
