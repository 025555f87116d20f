import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blurred, hull } from './floor-bake.ts';

describe('shadows on the floor', () => {
  test('the outline of a box from above is its corners, whatever lies inside', () => {
    const outline = hull([
      [0, 0],
      [2, 0],
      [1, 0.5],
      [2, 1],
      [0, 1],
      [0.5, 0.5],
    ]);
    expect(new Set(outline.map(String))).toEqual(new Set(['0,0', '2,0', '2,1', '0,1']));
  });

  test('a blur keeps the amount of shadow and spreads it', () => {
    const [width, height] = [41, 31];
    const from = new Uint8Array(width * height);
    from.fill(0);
    for (let y = 12; y < 19; y++) for (let x = 17; x < 24; x++) from[y * width + x] = 250;
    const to = blurred(from, width, height, 3);
    const total = (all: Uint8Array) => all.reduce((a, b) => a + b, 0);
    expect(Math.abs(total(to) - total(from)) / total(from)).toBeLessThan(0.1);
    expect(to[15 * width + 14]).toBeGreaterThan(0);
    expect(to[15 * width + 20]).toBeLessThan(250);
  });

  test('a blur invents nothing: no texel is darker than the darkest was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), fc.integer({ min: 1, max: 4 }), (raw, radius) => {
        const from = Uint8Array.from(raw);
        expect(Math.max(...blurred(from, 8, 6, radius))).toBeLessThanOrEqual(Math.max(...raw));
      }),
    );
  });
});
