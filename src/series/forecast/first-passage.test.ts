import { describe, expect, test } from 'vitest';
import { normals } from './courses.fixture.ts';
import { normalCdf, passedBy } from './first-passage.ts';

describe('FOR-5 the chance that a limit is passed by then', () => {
  test.each([
    { distance: 10, pace: 0.5, paceSd: 0, diffusion: 0.5 },
    { distance: 10, pace: 0.5, paceSd: 0.1, diffusion: 0.5 },
    { distance: 4, pace: 0.1, paceSd: 0.02, diffusion: 0.02 },
  ])('is that of many walks: $distance away, $pace +- $paceSd, $diffusion', (of) => {
    const normal = normals(11);
    const walks = 4000;
    const step = 0.1;
    const minutes = of.distance / of.pace;
    let passed = 0;
    for (let walk = 0; walk < walks; walk++) {
      const pace = of.pace + of.paceSd * normal();
      let level = 0;
      for (let time = 0; time < minutes && level < of.distance; time += step) {
        level += pace * step + Math.sqrt(of.diffusion * step) * normal();
      }
      if (level >= of.distance) passed++;
    }
    // Walks of steps miss what lies between two of them.
    expect(Math.abs(passedBy(of, minutes) - passed / walks)).toBeLessThan(0.03);
  });

  test('grows from 0 to 1, whatever the numbers', () => {
    for (const diffusion of [0, 1e-12, 1e-3, 10]) {
      for (const paceSd of [0, 1e-9, 0.1]) {
        let before = 0;
        for (let time = 0; time <= 400; time += 5) {
          const chance = passedBy({ distance: 100, pace: 1, paceSd, diffusion }, time);
          expect(chance).toBeGreaterThanOrEqual(before - 1e-6);
          expect(chance).toBeLessThanOrEqual(1);
          before = chance;
        }
        expect(before).toBeGreaterThan(0.99);
      }
    }
  });

  test('of a level that is there is 1', () => {
    expect(passedBy({ distance: 0, pace: 1, paceSd: 0, diffusion: 1 }, 0)).toBe(1);
  });
});

test('the normal distribution', () => {
  for (const [x, chance] of [
    [-3, 0.0013499],
    [-1.6449, 0.05],
    [0, 0.5],
    [1, 0.8413447],
  ] as const)
    expect(normalCdf(x)).toBeCloseTo(chance, 5);
});
