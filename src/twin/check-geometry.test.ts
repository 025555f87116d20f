import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corners, type Footprint, footprint, overlapDepth, type Point } from './footprint.ts';
import { faultsAfter, line1 } from './small-plant.ts';

const filler = [...line1, 0];
const conveyor = [...line1, 1];
const capper = [...line1, 2];

describe('machines stand beside each other on the floor (PLANT-9)', () => {
  test('two in each other: both are named, and by how much', () => {
    // The filler reaches to x = 7, the capper (2.4 wide) begins at x = 6.8.
    expect(faultsAfter([[...capper, 'pose'], { x: 8, z: 5 }])).toEqual([
      expect.stringMatching(/machines\[2\]\.pose capper stands 0\.20 m in filler; move one of them at least that far/),
    ]);
  });

  test('touching is allowed, and one above the other', () => {
    expect(faultsAfter([[...capper, 'pose'], { x: 8.2, z: 5 }])).toEqual([]);
    expect(faultsAfter([[...capper, 'pose'], { x: 5, z: 5, y: 3 }])).toEqual([]);
    expect(faultsAfter([[...capper, 'pose'], { x: 5, z: 5, y: 2.5 }])).toHaveLength(1);
  });

  test('a turned machine takes the room it really takes', () => {
    const long = [
      [...capper, 'size'],
      [6, 2, 1],
    ] as const;
    expect(faultsAfter(long, [[...capper, 'pose'], { x: 9, z: 5 }])).toHaveLength(1);
    expect(faultsAfter(long, [[...capper, 'pose'], { x: 9, z: 5, headingDeg: 90 }])).toEqual([]);
    // Counter-clockwise from above: its right end goes to -z, its left end to +z.
    expect(faultsAfter(long, [[...capper, 'pose'], { x: 9, z: 9, headingDeg: 45 }])).toEqual([]);
    expect(faultsAfter(long, [[...capper, 'pose'], { x: 9, z: 9, headingDeg: -45 }])).toHaveLength(1);
  });

  test("conveyors and AGVs are in nobody's way", () => {
    expect(
      faultsAfter([
        [...conveyor, 'path'],
        [
          [5, 5],
          [15, 5],
        ],
      ]),
    ).toEqual([]);
    expect(faultsAfter([[...capper, 'type'], 'agv'], [[...capper, 'pose'], { x: 5, z: 5 }])).toEqual([]);
  });

  test('outside the hall', () => {
    expect(faultsAfter([[...capper, 'pose', 'x'], 39.5])).toEqual([
      expect.stringContaining('capper stands 0.70 m outside the hall floor (40 x 20 m); move it or enlarge site.floor'),
    ]);
    expect(faultsAfter([[...capper, 'pose', 'x'], 38.8])).toEqual([]);
  });

  test('conveyors: a path, on the floor, without a point twice', () => {
    expect(faultsAfter([[...conveyor, 'path'], undefined])).toEqual([
      expect.stringContaining('conveyor conveyor-1 has no "path"'),
    ]);
    expect(
      faultsAfter([
        [...conveyor, 'path', 1],
        [13, -2],
      ]),
    ).toEqual([expect.stringContaining('path[1] the path of conveyor-1 runs 2.00 m outside')]);
    expect(
      faultsAfter([
        [...conveyor, 'path', 1],
        [7, 5],
      ]),
    ).toEqual([expect.stringContaining('path[1] this point is the one before it')]);
  });

  const climbing = (...path: readonly (readonly number[])[]) => faultsAfter([[...conveyor, 'path'], path]);

  test('a conveyor climbs 45 degrees at most, from its own height where a point says none', () => {
    // Its belt is 1 m high.
    expect(climbing([7, 5], [8, 5, 2])).toEqual([]);
    expect(climbing([7, 5], [8, 5, 0])).toEqual([]);
    expect(climbing([7, 5], [8, 5, 3])).toEqual([
      expect.stringContaining(
        'path[1] the path of conveyor-1 climbs 2.00 m over 1.00 m here, 63 degrees; at most 45 is believable: give it 2.00 m along the floor or more',
      ),
    ]);
    expect(climbing([7, 5, 4], [8, 5])).toEqual([expect.stringContaining('falls 3.00 m over 1.00 m here, 72 degrees')]);
    expect(climbing([7, 5], [7, 5, 3])).toEqual([expect.stringContaining('goes straight up here; only pipes may')]);
    expect(climbing([7, 5], [7, 5, 1])).toEqual([expect.stringContaining('this point is the one before it')]);
  });

  test('a pipe rises straight up, but not through the floor', () => {
    const pipe = [[...conveyor, 'type'], 'pipe-run'] as const;
    const path = (...points: readonly (readonly number[])[]) =>
      faultsAfter(pipe, [[...conveyor, 'path'], points]).filter((fault) => fault.includes('.path'));
    expect(path([7, 5, 0.5], [7, 5, 4], [9, 5, 4])).toEqual([]);
    expect(path([7, 5, 0.5], [7, 5, 0.5])).toEqual([expect.stringContaining('this point is the one before it')]);
    expect(path([7, 5, 0.5], [9, 5, -0.25])).toEqual([
      expect.stringContaining('path[1][2] the path of conveyor-1 runs 0.25 m below the floor'),
    ]);
  });

  test('a size of its own counts, not that of its type', () => {
    expect(
      faultsAfter([
        [...filler, 'size'],
        [20, 3, 4],
      ]).join(),
    ).toMatch(/outside the hall.*capper stands .* in filler/);
  });
});

const place = fc.double({ min: -4, max: 4, noNaN: true });
const extent = fc.double({ min: 0.1, max: 4, noNaN: true });
const anyFootprint = fc
  .tuple(place, place, fc.double({ min: -720, max: 720, noNaN: true }), extent, extent)
  .map((args) => footprint(...args));

describe('footprints', () => {
  test('PLANT-9: overlap agrees with corners inside and edges that cross', () => {
    fc.assert(
      fc.property(anyFootprint, anyFootprint, (a, b) => {
        const depth = overlapDepth(a, b);
        if (Math.abs(depth) > 1e-9) expect(depth > 0).toBe(meet(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  test('PLANT-9: moved apart by the depth, and no less, they no longer overlap', () => {
    fc.assert(
      fc.property(anyFootprint, anyFootprint, (a, b) => {
        const depth = overlapDepth(a, b);
        fc.pre(depth > 1e-6);
        const movedBy = (distance: number) =>
          [...a.axes, ...b.axes].flatMap(([x, z]) =>
            [-distance, distance].map((d) =>
              overlapDepth(a, { ...b, centre: [b.centre[0] + d * x, b.centre[1] + d * z] }),
            ),
          );
        expect(Math.min(...movedBy(depth + 1e-7))).toBeLessThanOrEqual(0);
        expect(Math.min(...movedBy(depth * 0.99))).toBeGreaterThan(0);
      }),
    );
  });
});

function meet(a: Footprint, b: Footprint): boolean {
  if (corners(a).some((corner) => holds(b, corner)) || corners(b).some((corner) => holds(a, corner))) return true;
  return edges(a).some((one) => edges(b).some((other) => cross(one, other)));
}

function holds({ centre, axes, half }: Footprint, [x, z]: Point): boolean {
  return axes.every(([ux, uz], at) => Math.abs((x - centre[0]) * ux + (z - centre[1]) * uz) <= half[at]!);
}

function edges(each: Footprint): readonly (readonly [Point, Point])[] {
  const [a, b, c, d] = corners(each) as [Point, Point, Point, Point];
  return [
    [a, b],
    [b, d],
    [d, c],
    [c, a],
  ];
}

function cross([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
