import { expect, test } from 'vitest';
import { equipment } from '../../twin/equipment/equipment.ts';
import { de } from './de/de.ts';
import { en } from './en/en.ts';

test('every equipment type has its own name in English, and one in German', () => {
  const names = Object.fromEntries(Object.entries(equipment).map(([type, { name }]) => [type, name]));
  expect(en.equipment).toEqual(names);
  expect(Object.keys(de.equipment).sort()).toEqual(Object.keys(names).sort());
});
