import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlowPlaces, RunningCount } from './flow-places.ts';

const placesOf = (flow: FlowPlaces, count: number, fill: number, oneIn = 1) => {
  const all: { stretch: number; metres: number; lane: number }[] = [];
  flow.each(count, fill, oneIn, (stretch, metres, lane) => all.push({ stretch, metres, lane }));
  return all;
};

describe('items of a flow (SCENE-6)', () => {
  const belt = new FlowPlaces([{ metres: 10, lanes: 1 }], 0.1);

  test('stand evenly from the entry, the newest as far in as the next one has come', () => {
    expect(placesOf(belt, 100, 4).map(({ metres }) => metres)).toEqual([0, 2.5, 5, 7.5]);
    expect(placesOf(belt, 100.5, 4).map(({ metres }) => metres)).toEqual([1.25, 3.75, 6.25, 8.75]);
  });

  test('move on smoothly over a count', () => {
    const before = placesOf(belt, 100.999, 4).map(({ metres }) => metres);
    const after = placesOf(belt, 101.001, 4).map(({ metres }) => metres);
    for (let k = 0; k < 3; k++) expect(after[k + 1]! - before[k]!).toBeCloseTo(0.005, 6);
  });

  test('run backward when the count does', () => {
    expect(placesOf(belt, 99.5, 4)).toEqual(placesOf(belt, 100.5, 4));
  });

  test('nothing known, nothing drawn', () => {
    expect(placesOf(belt, Number.NaN, 4)).toEqual([]);
    expect(placesOf(belt, 5, Number.NaN)).toEqual([]);
    expect(placesOf(belt, 5, 0)).toEqual([]);
  });

  test('a wide stretch holds as many more as it has lanes', () => {
    const mixed = new FlowPlaces(
      [
        { metres: 1, lanes: 1 },
        { metres: 1, lanes: 9 },
      ],
      0.1,
    );
    const all = placesOf(mixed, 0, 100);
    expect(all.filter(({ stretch }) => stretch === 0)).toHaveLength(10);
    expect(all.filter(({ stretch }) => stretch === 1)).toHaveLength(90);
  });

  test('every item keeps its lane and, when thinned, its being drawn', () => {
    const wide = new FlowPlaces([{ metres: 10, lanes: 4 }], 0.1);
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 500 }), fc.integer({ min: 1, max: 5 }), (count, oneIn) => {
        const [now, next] = [placesOf(wide, count, 60, oneIn), placesOf(wide, count + 1, 60, oneIn)];
        // All but what left in between are there again, a pitch further.
        const pitch = 10 / 60;
        for (const { metres, lane } of now.filter(({ metres }) => metres + pitch < 10 - 1e-9)) {
          expect(next.some((later) => later.lane === lane && Math.abs(later.metres - metres - pitch) < 1e-9)).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('a counter between its samples', () => {
  test('goes on at the measured rate', () => {
    const count = new RunningCount();
    for (let s = 0; s <= 20; s++) count.at(s * 1000, s * 1000, 100 + s * 20, 1);
    expect(count.at(20_500, 20_000, 500, 1)).toBeCloseTo(510, 1);
  });

  test('does not run ahead of a source that went quiet', () => {
    const count = new RunningCount();
    for (let s = 0; s <= 20; s++) count.at(s * 1000, s * 1000, 100 + s * 20, 1);
    let shown = 0;
    for (let ms = 20_000; ms < 60_000; ms += 100) shown = count.at(ms, 20_000, 500, 1);
    expect(shown).toBeLessThanOrEqual(542);
  });

  test('carries nothing over to another moment or past a reset', () => {
    const count = new RunningCount();
    for (let s = 0; s <= 5; s++) count.at(s * 1000, s * 1000, 100 + s * 20, 1);
    expect(count.at(5100, 1000, 40, 2)).toBe(40);
    expect(count.at(5200, 6000, 3, 2)).toBe(3);
  });
});
