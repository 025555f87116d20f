import { describe, expect, test } from 'vitest';
import { faultsAfter, type Json } from './small-plant.ts';

const withViews = (...views: Json[]) => faultsAfter([['views'], views]);

describe('named views (PLANT-15)', () => {
  test('machines to frame, or a place to look from', () => {
    expect(
      withViews(
        { id: 'a', name: 'A', machines: ['filler', 'capper'] },
        { id: 'b', name: 'B', eye: [0, 2, 0], target: [5, 1, 5] },
      ),
    ).toEqual([]);
  });

  test('a machine that is not there is told with the one that was meant', () => {
    expect(withViews({ id: 'a', name: 'A', machines: ['filler', 'caper'] })).toEqual([
      expect.stringMatching(/views\[0\]\.machines\[1\] there is no machine "caper"; did you mean "capper"/),
    ]);
  });

  test.each([
    [{ eye: [0, 2, 0] }, /add `target`/],
    [{ target: [0, 2, 0] }, /add `eye`/],
    [{}, /shows nothing/],
    [{ eye: [0, 2, 0], target: [1, 1, 1], machines: ['filler'] }, /leave one of them out/],
    [{ eye: [0, 2, 0], target: [0, 2, 0] }, /cannot look at the place where it is/],
  ])('%j is told', (rest, expected) => {
    expect(withViews({ id: 'a', name: 'A', ...rest })).toEqual([expect.stringMatching(expected)]);
  });

  test('an id is used once', () => {
    const view = { id: 'a', name: 'A', machines: ['filler'] };
    expect(withViews(view, { ...view, name: 'B' })).toEqual([
      expect.stringMatching(/views\[1\]\.id view id "a" is already used at \$\.views\[0\]/),
    ]);
  });
});
