import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inEnglish } from './small-plant.ts';
import { atoms, prefixes } from './unit-table.ts';
import { convert, displayUnit, parseUnit } from './units.ts';

const dimensionOf = (code: string) => {
  const parsed = parseUnit(code);
  return parsed.ok ? Object.fromEntries(parsed.unit.dimension) : inEnglish(parsed.why);
};

describe('codes (UNIT-1)', () => {
  test('dimensions of compounds', () => {
    expect(dimensionOf('m/s2')).toEqual({ m: 1, s: -2 });
    expect(dimensionOf('J/(kg.K)')).toEqual({ m: 2, s: -2, K: -1 });
    expect(dimensionOf('m2.s-1')).toEqual({ m: 2, s: -1 });
    expect(dimensionOf('a/b')).toContain('unknown unit "b"');
    expect(dimensionOf('{bottles}/min')).toEqual({ s: -1 });
    expect(dimensionOf('V.A/W')).toEqual({});
  });

  test('UNIT-1: from left to right, brackets first', () => {
    expect(dimensionOf('m/s.K')).toEqual({ m: 1, s: -1, K: 1 });
    expect(dimensionOf('m/(s.K)')).toEqual({ m: 1, s: -1, K: -1 });
    expect(dimensionOf('m/(s/(K/g))')).toEqual({ m: 1, s: -1, K: 1, g: -1 });
    expect(dimensionOf('(m/s)/s')).toEqual({ m: 1, s: -2 });
    expect(dimensionOf('/(m/s)')).toEqual({ m: -1, s: 1 });
  });

  test('UNIT-1: case counts, and an atom comes before a prefix', () => {
    expect(convert(1, 'Pa', 'mPa')).toBeCloseTo(1000, 9);
    expect(dimensionOf('cd')).toEqual({ cd: 1 }); // not centi-day
    expect(dimensionOf('min')).toEqual({ s: 1 }); // not milli-inch
    expect(dimensionOf('pA')).toEqual({ C: 1, s: -1 });
    expect(dimensionOf('kmin')).toContain('unknown unit'); // a minute takes no prefix
  });

  test.each([
    '',
    ' ',
    'm/',
    '.m',
    'm..s',
    'm//s',
    '(m',
    'm)',
    '()',
    'm{',
    'm}',
    '{a}m',
    '{a}{b}',
    'm s',
    '2m',
    'm2m',
    'm(s)',
    '10*999',
    '[ppm',
    '{ä}',
    '__proto__',
  ])('UNIT-1: "%s" is none', (code) => expect(parseUnit(code).ok).toBe(false));

  test('UNIT-1: any text is answered, and every suggestion is itself UCUM (UNIT-4)', () => {
    const pieces = fc.constantFrom(
      ...Object.keys(atoms),
      ...Object.keys(prefixes),
      '.',
      '/',
      '(',
      ')',
      '{x}',
      '2',
      '-1',
      '°',
      ' ',
      'rpm',
      '³',
      '[',
      '__proto__',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 6 }).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(text, (code) => {
        const parsed = parseUnit(code);
        if (parsed.ok) expect(parsed.unit.scale).toBeGreaterThan(0);
        else for (const suggestion of parsed.suggestions) expect(parseUnit(suggestion).ok).toBe(true);
        displayUnit(code);
      }),
      { numRuns: 2000, examples: [[' 0']] },
    );
  });
});

describe('conversion (UNIT-2)', () => {
  test.each([
    [100, 'Cel', '[degF]', 212],
    [-40, '[degF]', 'Cel', -40],
    [0, 'Cel', 'K', 273.15],
    [1, 'bar', '[psi]', 14.503774],
    [1, 'kW.h', 'MJ', 3.6],
    [1500, '{rev}/min', 'Hz', 25],
    [1, 'm[H2O]', 'kPa', 9.80665],
    [1, '[g]', 'm/s2', 9.80665],
    [180, 'deg', 'rad', Math.PI],
    [1, '[gal_us]', 'l', 3.785411784],
    [1, '[HP]', 'W', 745.699872],
    [5, '%', '1', 0.05],
    [1, 'm3/h', 'l/min', 16.666667],
    [1, 'V.A', 'W', 1],
    [1, 'Ohm.A', 'V', 1],
    [1, 'S.V', 'A', 1],
    [1, 'F.V', 'C', 1],
    [1, 'H.A', 'Wb', 1],
    [1, 'T.m2', 'Wb', 1],
    [1, 'lx.m2', 'lm', 1],
    [1, 'cP', 'mPa.s', 1],
    [1, 'cSt', 'mm2/s', 1],
    [9, '[degF]/min', 'Cel/min', 5],
    [3, '10*3', '1', 3000],
    [20, 'dB', 'B', 2],
  ])('UNIT-2: %d %s in %s is %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBeCloseTo(expected, 6);
  });

  test.each([
    ['Cel', 'bar'],
    ['m', 'm2'],
    ['[pH]', '1'],
    ['dB', '%'],
    ['dB', 'dB[SPL]'],
    ['bar', 'Bar'],
  ])('UNIT-2: %s is never %s', (from, to) => expect(convert(1, from, to)).toBeUndefined());

  test('UNIT-2: there and back again', () => {
    const code = fc.constantFrom('Cel', '[degF]', 'K', 'mK', '[degR]');
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), code, code, (value, from, to) => {
        expect(convert(convert(value, from, to)!, to, from)).toBeCloseTo(value, 5);
      }),
    );
  });
});

test.each([
  ['Cel', '°C'],
  ['{bottles}/min', 'bottles/min'],
  ['m/s2', 'm/s²'],
  ['[g]', 'g'],
  ['um', 'µm'],
  ['/min', '1/min'],
  ['m2.s-1', 'm²·s⁻¹'],
  ['J/(kg.K)', 'J/(kg·K)'],
  ['kOhm', 'kΩ'],
  ['mm[H2O]', 'mmH₂O'],
  ['10*3', '10³'],
  ['%{RH}', '% RH'],
  ['m3{norm}/h', 'm³ norm/h'],
  ['kW.h', 'kWh'],
  ['1', ''],
  ['°C', '°C'],
  ['no unit', 'no unit'],
])('UNIT-3: "%s" is shown as "%s"', (code, shown) => expect(displayUnit(code)).toBe(shown));

test.each([
  ['°C', ['Cel']],
  ['rpm', ['{rev}/min', '/min']],
  ['bottles/min', ['{bottles}/min']],
  ['kWh', ['kW.h']],
  ['Nm', ['N.m']],
  ['m³/h', ['m3/h']],
  ['m/s^2', ['m/s2']],
  ['l/sec', ['l/s']],
  ['KW', ['kW']],
  ['Bar', ['bar']],
  ['µm', ['um']],
  ['cans/min', ['{cans}/min']],
  ['barr', ['bar', '{barr}']],
  ['psi', ['[psi]']],
  ['l / min', ['l/min']],
])('UNIT-4: for "%s" it suggests %j', (code, expected) => {
  const parsed = parseUnit(code);
  expect(parsed.ok ? [] : parsed.suggestions).toEqual(expected);
});

test('UNIT-4: what needs no suggestion is UCUM already', () => {
  for (const code of [
    'l/min',
    '/min',
    'mbar',
    'mm/s',
    'kW',
    'dB',
    '[ppm]',
    '[pH]',
    'uS/cm',
    'm3/h',
    '[in_i]',
    '10/min',
    '1',
  ]) {
    expect(parseUnit(code), code).toMatchObject({ ok: true });
  }
});
