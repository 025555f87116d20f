import { describe, expect, test } from 'vitest';
import { bounded, usualViewing, viewingIn, wallTextPx } from './viewing.ts';

describe('the wall’s text (WALL-1)', () => {
  test('is as large as 20 arc minutes of cap height need: 39 px at 3 m and 66 px at 5 m on 55 inch 1080p', () => {
    expect(wallTextPx({ distance: 3, diagonal: 55 }, 1920, 1080)).toBe(39);
    expect(wallTextPx({ distance: 5, diagonal: 55 }, 1920, 1080)).toBe(66);
  });

  test('in Inter its capitals are 20 arc minutes or a little more, by trigonometry', () => {
    for (const distance of [1, 3, 5, 12]) {
      const px = wallTextPx({ distance, diagonal: 75 }, 3840, 2160);
      const capMetres = (px * 0.727 * ((75 * 0.0254) / Math.hypot(3840, 2160))) as number;
      const arcMinutes = (2 * Math.atan(capMetres / 2 / distance) * 180 * 60) / Math.PI;
      expect(arcMinutes).toBeGreaterThanOrEqual(20);
      expect(arcMinutes).toBeLessThan(21.5);
    }
  });

  test('is the same on a screen turned upright, and twice as many px on one with twice as many', () => {
    const viewing = { distance: 3, diagonal: 55 };
    expect(wallTextPx(viewing, 1080, 1920)).toBe(39);
    expect(wallTextPx(viewing, 3840, 2160)).toBe(79);
  });
});

describe('what the address says of the viewing distance', () => {
  test('is taken; the diagonal may be left to what the device remembers', () => {
    expect(viewingIn('?distance=5&diagonal=65', usualViewing)).toEqual({ distance: 5, diagonal: 65 });
    expect(viewingIn('?distance=4,5', { distance: 3, diagonal: 43 })).toEqual({ distance: 4.5, diagonal: 43 });
    expect(viewingIn('?tour=0', usualViewing)).toBeNull();
  });

  test('a slip is not', () => {
    expect(viewingIn('?distance=500&diagonal=x', usualViewing)).toEqual(usualViewing);
    expect(bounded('distance', '')).toBeNull();
    expect(bounded('distance', '-3')).toBeNull();
  });
});
