import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Note } from '../../../protocol/notes.ts';
import { noteGroups } from './note-groups.ts';

const note = (fromMs: number, toMs = fromMs): Note => ({
  id: `${fromMs}`,
  kind: 'note',
  text: 'x',
  fromMs,
  toMs,
  machine: null,
  view: '',
  author: { id: 'anna', name: 'Anna' },
  createdMs: 1,
  editedMs: null,
});
const window = { fromMs: 1000, toMs: 2000 };

test('NOTE-8 notes near to each other are one mark, others stand at their time', () => {
  const groups = noteGroups([note(1100), note(1110), note(1500, 1700)], window, 500, 24);
  expect(groups.map(({ x, lengthPx, notes }) => [x, lengthPx, notes.length])).toEqual([
    [50, 0, 2],
    [250, 100, 1],
  ]);
});

test('NOTE-8 a range is drawn as far as it is in the window', () => {
  const [group] = noteGroups([note(500, 1500)], window, 500, 24);
  expect(group).toMatchObject({ x: 0, lengthPx: 250 });
  expect(noteGroups([note(1500, 9000)], window, 500, 24)[0]).toMatchObject({ x: 250, lengthPx: 250 });
});

test('NOTE-8 no mark covers another, and no note is without one', () => {
  const times = fc.array(fc.integer({ min: 900, max: 2000 }), { maxLength: 60 });
  fc.assert(
    fc.property(
      times,
      fc.integer({ min: 100, max: 2000 }),
      fc.integer({ min: 24, max: 76 }),
      (froms, width, leastPx) => {
        const notes = froms.sort((a, b) => a - b).map((fromMs) => note(fromMs));
        const groups = noteGroups(notes, window, width, leastPx);
        expect(groups.flatMap((group) => group.notes)).toEqual(notes);
        groups.forEach(({ x }, k) => {
          if (k > 0) expect(x - groups[k - 1]!.x).toBeGreaterThanOrEqual(leastPx);
        });
      },
    ),
  );
});
