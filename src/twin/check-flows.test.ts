import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlant } from './check-plant.ts';
import type { Path } from './fault.ts';
import { changed, faultsAfter, type Json, smallPlant } from './small-plant.ts';

describe('flows (PLANT-10)', () => {
  const flow = (id: string, from: string, to: string, item = 'bottle') => ({
    id,
    from,
    to,
    via: [],
    item,
    capacity: 1,
  });

  test.each<[string, Path, Json, RegExp]>([
    [
      'to a machine that is not there',
      ['flows', 0, 'to'],
      'caper',
      /flows\[0\]\.to unknown machine "caper"; did you mean "capper"/,
    ],
    ['over a pump', ['flows', 0, 'via', 0], 'pump', /via\[0\] "pump" is a pump; material passes over conveyors/],
    [
      'counted by nothing',
      ['flows', 0, 'countTag'],
      'filler.ot',
      /unknown tag "filler\.ot".*did you mean "filler\.out"/,
    ],
    ['counted by no counter', ['flows', 0, 'countTag'], 'conveyor-1.fill', /is no counter: set "counter": true/],
    ['filled by a counter', ['flows', 0, 'fillTag'], 'filler.out', /"filler\.out" is a counter; fillTag needs/],
    [
      'filled by a state',
      ['flows', 0, 'fillTag'],
      'filler.state',
      /"filler\.state" is a state; fillTag needs a number/,
    ],
  ])('%s', (_, path, value, expected) => {
    expect(faultsAfter([path, value])).toEqual([expect.stringMatching(expected)]);
  });

  test('a loop is named with its machines', () => {
    expect(
      faultsAfter([
        ['flows'],
        [flow('a', 'filler', 'capper'), flow('b', 'capper', 'pump'), flow('c', 'pump', 'capper')],
      ]),
    ).toEqual([expect.stringContaining('flows[2] flow loop: capper -> pump -> capper;')]);
    expect(faultsAfter([['flows'], [flow('a', 'filler', 'filler')]])).toEqual([
      expect.stringContaining('filler -> filler'),
    ]);
  });

  test('what forks and joins is no loop, and water may go round', () => {
    const fork = [
      flow('a', 'filler', 'capper'),
      flow('b', 'filler', 'pump'),
      flow('c', 'capper', 'tank'),
      flow('d', 'pump', 'tank'),
    ];
    expect(faultsAfter([['flows'], fork])).toEqual([]);
    expect(faultsAfter([['flows'], [...fork, flow('e', 'tank', 'filler', 'water')]])).toEqual([]);
  });

  test('without the flows it tells, nothing goes round (against a search of every path)', () => {
    const names = ['filler', 'capper', 'pump', 'tank', 'conveyor-1'];
    const edge = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 10 }), (edges) => {
        const flows = edges.map(([from, to], at) => flow(`f${at}`, from, to));
        const told = (checkPlant(changed(smallPlant, ['flows'], flows)).faults ?? []).map(({ path }) => path[1]);
        const left = edges.filter((_, at) => !told.includes(at));
        const returns = (at: string, home: string, steps: number): boolean =>
          left.some(([from, to]) => from === at && (to === home || (steps > 0 && returns(to, home, steps - 1))));
        expect(names.some((name) => returns(name, name, names.length))).toBe(false);
        if (!names.some((name) => hasCycle(edges, name))) expect(told).toEqual([]);
      }),
    );
  });
});

function hasCycle(edges: readonly (readonly [string, string])[], home: string): boolean {
  const seen = new Set<string>();
  const queue = [home];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const [from, to] of edges) {
      if (from !== at) continue;
      if (to === home) return true;
      if (!seen.has(to)) queue.push(to);
      seen.add(to);
    }
  }
  return false;
}
