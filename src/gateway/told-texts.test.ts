import { expect, test } from 'vitest';
import type { TagText } from '../series/sample-batch.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { ToldTexts } from './told-texts.ts';

test('WIRE-6 a viewer is told each text once, when it is first mentioned, and nothing of what is no text', () => {
  const texts = new Map([
    [7, 'Lot 7'],
    [8, 'Lot 8'],
  ]);
  const sent: (readonly TagText[])[] = [];
  const told = new ToldTexts([{ texts }, {}] as PlacedTag[], (each) => sent.push(each));
  told.tell();
  for (const [slot, value] of [
    [0, 7],
    [1, 7],
    [0, 7],
    [0, Number.NaN],
    [0, 99],
    [5, 7],
  ] as const)
    told.mention(slot, value);
  told.tell();
  told.mention(0, 7);
  told.tell();
  texts.set(99, 'Lot 99');
  for (const value of [8, 99]) told.mention(0, value);
  told.tell();
  expect(sent).toEqual([
    [{ slot: 0, number: 7, text: 'Lot 7' }],
    [
      { slot: 0, number: 8, text: 'Lot 8' },
      { slot: 0, number: 99, text: 'Lot 99' },
    ],
  ]);
});
