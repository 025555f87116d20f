import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlacedTag } from '../twin/plant-index.ts';
import { firstTextNumber, mostTexts } from './historian/historian.ts';
import { longestText, Texts } from './texts.ts';

const tagAt = (slot: number): PlacedTag => ({ slot, texts: new Map() }) as unknown as PlacedTag;

test('TEXT-1 a text has one number for ever, each tag its own, and new ones go on after those that are stored', () => {
  const [batch, recipe] = [tagAt(3), tagAt(4)];
  const texts = new Texts([
    { slot: 3, number: firstTextNumber, text: 'Lot 7' },
    { slot: 3, number: firstTextNumber + 5, text: 'Lot 12' },
  ]);
  const numbers = ['Lot 7', 'Lot 13', 'Lot 12', 'Lot 13'].map((text) => texts.numbered(batch, text).number);
  expect(numbers.map((number) => number - firstTextNumber)).toEqual([0, 6, 5, 6]);
  expect(texts.numbered(recipe, 'Lot 13').number).toBe(firstTextNumber);
  expect(batch.texts).toEqual(new Map([[firstTextNumber + 6, 'Lot 13']]));
  const fresh = [
    { slot: 3, number: firstTextNumber + 6, text: 'Lot 13' },
    { slot: 4, number: firstTextNumber, text: 'Lot 13' },
  ];
  expect(texts.unstored).toEqual(fresh);
  texts.stored(texts.unstored.slice(0, 1));
  expect(texts.unstored).toEqual(fresh.slice(1));
});

test('TEXT-2 a tag has so many texts and no more, and those go on', () => {
  const [tag, other] = [tagAt(0), tagAt(1)];
  const texts = new Texts([]);
  for (let n = 0; n < mostTexts; n++) texts.numbered(tag, `text ${n}`);
  expect(texts.numbered(tag, 'one more').number).toBeNaN();
  expect(texts.numbered(tag, 'text 9').number).toBe(firstTextNumber + 9);
  expect(texts.numbered(other, 'one more').number).toBe(firstTextNumber);
  expect(tag.texts!.size).toBe(mostTexts);
});

test('TEXT-3 a text is cut at its longest, and never in the middle of a character', () => {
  const tag = tagAt(0);
  const texts = new Texts([]);
  const kept = (text: string) => {
    const { number, cut } = texts.numbered(tag, text);
    return [tag.texts!.get(number)!, cut] as const;
  };
  const longest = 'x'.repeat(longestText);
  expect(kept(longest)).toEqual([longest, false]);
  expect(kept(`${longest}x`)).toEqual([`${longest.slice(1)}…`, true]);
  expect(kept(`${'x'.repeat(longestText - 2)}🙂🙂`)).toEqual([`${'x'.repeat(longestText - 2)}…`, true]);
});

test.each([
  ['line ends and other control characters', 'a\r\nb\tc\u0000d\u001b[31m\u009b', 'a  b c d [31m '],
  ['what turns the direction of the text around it', 'a\u202egpj.exe\u2066b\u2069\u2028', 'a gpj.exe b  '],
  ['half a character', 'a\ud800b', 'a\ufffdb'],
])('TEXT-4 %s is nothing that is kept', (_, said, expected) => {
  const tag = tagAt(0);
  const { number } = new Texts([]).numbered(tag, said);
  expect(tag.texts!.get(number)).toBe(expected);
});

test('TEXT-4 whatever is said is one line of well-formed Unicode, and what is harmless stays as it is', () => {
  const tag = tagAt(0);
  const texts = new Texts([]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (said) => {
      const text = tag.texts!.get(texts.numbered(tag, said).number)!;
      expect(text.length).toBeLessThanOrEqual(longestText);
      expect(text).not.toMatch(/[\p{Cc}\p{Surrogate}\u2028-\u202e\u2066-\u2069]/u);
      expect(texts.numbered(tag, text)).toEqual({ number: texts.numbered(tag, said).number, cut: false });
    }),
  );
  const fine = '<b onload="x">Käse & 批次 "7"</b> =1+1 {{tag}} $t(a) 🙂';
  expect(tag.texts!.get(texts.numbered(tag, fine).number)).toBe(fine);
});
