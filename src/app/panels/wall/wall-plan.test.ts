import { describe, expect, test } from 'vitest';
import { wallPlan } from './wall-plan.ts';

describe('what a wall shows (WALL-2)', () => {
  test('everything at 3 m on 55 inch 1080p; fewer things, not smaller ones, at 5 m', () => {
    expect(wallPlan(1920, 1080, 39, 5, 3)).toMatchObject({
      alarms: 3,
      kpis: 5,
      overview: true,
      names: true,
      seconds: true,
    });
    expect(wallPlan(1920, 1080, 66, 5, 3)).toMatchObject({
      alarms: 2,
      kpis: 3,
      overview: false,
      names: false,
      seconds: false,
    });
  });

  test('at 5 m the overview stands where alarms leave room for it', () => {
    expect(wallPlan(1920, 1080, 66, 5, 0).overview).toBe(true);
    expect(wallPlan(1920, 1080, 66, 5, 1).overview).toBe(true);
    expect(wallPlan(1920, 1080, 66, 5, 2).overview).toBe(false);
  });

  test('FORE-5 the nearest forecast stands where alarms and overview leave room', () => {
    expect(wallPlan(1920, 1080, 39, 5, 0).forecast).toBe(true);
    expect(wallPlan(1920, 1080, 39, 5, 3).forecast).toBe(false);
    expect(wallPlan(1920, 1080, 66, 5, 1).forecast).toBe(false);
    expect(wallPlan(1080, 1920, 39, 5, 0).forecast).toBe(false);
  });

  test('the same share of things on a screen with four times the pixels', () => {
    expect(wallPlan(3840, 2160, 78, 5, 3)).toEqual(wallPlan(1920, 1080, 39, 5, 3));
  });

  test('an upright screen has its alarms below the hall', () => {
    expect(wallPlan(1080, 1920, 39, 5, 3)).toMatchObject({ upright: true, alarms: 3, kpis: 3 });
  });

  test('what always stays is one alarm and some of the hall, however far away', () => {
    const far = wallPlan(1920, 1080, 160, 5, 3);
    expect(far).toMatchObject({ alarms: 1, kpis: 0, overview: false });
    expect(far.alarmEm).toBeLessThan(1920 / 160);
  });

  test('a plant without key figures has no strip', () => {
    expect(wallPlan(1920, 1080, 39, 0, 3).kpis).toBe(0);
  });
});
