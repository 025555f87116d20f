import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatValue, formatWithUnit } from './format-value.ts';
import { packmlStates } from './packml.ts';
import type { Tag } from './plant.ts';
import type { PlacedTag } from './plant-index.ts';

function placed(tag: Partial<Tag>, stateNames?: readonly string[]): PlacedTag {
  const whole: Tag = { id: 't', name: 'T', kind: 'number', address: 'a', ...tag };
  return { slot: 0, id: 'm.t', tag: whole, machine: {}, ...(stateNames && { stateNames }) } as unknown as PlacedTag;
}

test.each<[string, Partial<Tag>, number, string]>([
  ['the digits of the deadband', { unit: 'bar', deadband: 0.05 }, 3.1361, '3.14'],
  ['a coarse deadband', { unit: 'W', deadband: 5 }, 1234.5, '1,235'],
  ['a thousandth of the range', { unit: 'bar', range: [0, 10] }, 3.1361, '3.14'],
  ['a wide range', { unit: 'Pa', range: [0, 200_000] }, 101_325.4, '101,325'],
  ['a small range', { unit: 'A', range: [0, 0.1] }, 0.012345, '0.0123'],
  ['the deadband before the range', { deadband: 0.1, range: [0, 1] }, 0.5, '0.5'],
  ['a deadband of 0 says nothing', { deadband: 0, range: [0, 100] }, 5, '5.0'],
  ['what is usual for the unit', { unit: 'Cel' }, 71.28, '71.3'],
  ['two digits otherwise', { unit: 'mm/s' }, 2.5, '2.50'],
  ['no -0', { unit: 'Cel' }, -0.04, '0.0'],
  ['below zero', { unit: 'Cel' }, -12.34, '-12.3'],
  ['whole numbers grouped', { kind: 'integer', unit: '{bottles}', deadband: 0.5 }, 1_234_567, '1,234,567'],
  ['on', { kind: 'boolean' }, 1, 'on'],
  ['off', { kind: 'boolean' }, 0, 'off'],
])('VALUE-1: %s', (_, tag, value, expected) => expect(formatValue(placed(tag), value)).toBe(expected));

test('VALUE-1: states by name', () => {
  expect(formatValue(placed({ kind: 'state' }, packmlStates), 6)).toBe('Execute');
  expect(formatValue(placed({ kind: 'state' }, ['hand', 'automatic']), 7)).toBe('state 7');
});

test('VALUE-1: texts as they are, an empty one not as if it were missing', () => {
  const tag = {
    ...placed({ kind: 'text' }),
    texts: new Map([
      [7, 'Lot 7'],
      [8, ''],
    ]),
  };
  expect([7, 8, 9, Number.NaN].map((value) => formatWithUnit(tag, value))).toEqual(['Lot 7', '""', '–', '–']);
});

test('VALUE-1: with the unit, unless there is none or nothing is known', () => {
  expect(formatWithUnit(placed({ unit: 'Cel' }), 71.28)).toBe('71.3 °C');
  expect(formatWithUnit(placed({ kind: 'integer', unit: '{bottles}/min' }), 1200)).toBe('1,200 bottles/min');
  expect(formatWithUnit(placed({ unit: '1' }), 0.5)).toBe('0.50');
  expect(formatWithUnit(placed({ unit: 'Cel' }), Number.NaN)).toBe('–');
  expect(formatWithUnit(placed({ kind: 'boolean' }), Number.NaN)).toBe('–');
  expect(formatWithUnit(placed({ unit: 'bar' }), Infinity)).toBe('–');
});

test('VALUE-1: every value of a tag has the same digits', () => {
  const digits = (text: string) => text.split('.')[1]?.length ?? 0;
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e4, noNaN: true }), number, number, (deadband, a, b) => {
      const tag = placed({ deadband });
      expect(digits(formatValue(tag, a))).toBe(digits(formatValue(tag, b)));
    }),
  );
});
