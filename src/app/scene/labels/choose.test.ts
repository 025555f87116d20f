import { describe, expect, test } from 'vitest';
import { type Candidate, choose } from './choose.ts';

const always = 30;
/** Machines of a line `apart` px from each other. */
const line = (number: number, count: number, apart: number, over: Partial<Candidate> = {}): Candidate[] =>
  Array.from({ length: count }, (_, k) => ({ x: k * apart, y: 100, rank: 51, distance: 40, line: number, ...over }));

describe('which machines get a label (SCENE-27)', () => {
  test('where there is room, all', () => {
    const { machines, lines } = choose([...line(0, 6, 10), ...line(1, 6, 90)], 12, always, null);
    expect(machines).toHaveLength(12);
    expect(lines).toEqual([]);
  });

  test('else the line whose machines stand closest together is told as one, in its middle', () => {
    const { machines, lines } = choose([...line(0, 6, 90), ...line(1, 7, 10)], 12, always, null);
    expect(machines).toEqual([0, 1, 2, 3, 4, 5]);
    expect(lines).toEqual([{ line: 1, x: 30, y: 100 }]);
  });

  test('what is abnormal keeps its own label', () => {
    const all = [...line(0, 40, 5), ...line(0, 1, 5, { rank: 10 })];
    expect(choose(all, 12, always, null)).toMatchObject({ machines: [40], lines: [{ line: 0 }] });
  });

  test('there are never more than there is room for: the important and the near stay', () => {
    const faults = line(0, 100, 5, { rank: 10 }).map((each, k) => ({ ...each, distance: 200 - k }));
    const { machines } = choose(faults, 20, always, null);
    expect(machines).toEqual(Array.from({ length: 20 }, (_, k) => 99 - k));
  });

  test('while the view moves what was told as one stays so', () => {
    const wide = [...line(0, 6, 90), ...line(1, 6, 90)];
    expect(choose(wide, 60, always, new Set([1])).lines).toHaveLength(1);
    expect(choose(wide, 60, always, null).lines).toHaveLength(0);
  });
});
