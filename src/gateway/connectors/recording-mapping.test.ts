import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inWords } from '../sentence.ts';
import { checkMapping } from './recording-mapping.ts';
import { timeReader } from './recording-time.ts';

const sound = {
  format: 'gemba-recording/1',
  delimiter: ';',
  time: { column: 't', format: 'iso', zone: 'Europe/Berlin' },
  columns: { p: 'pump/P', f: { address: 'pump/F', scale: 0.5, offset: -2 } },
};

describe('a mapping', () => {
  test('says which column feeds which address, and how', () => {
    expect(checkMapping(JSON.stringify(sound))).toMatchObject({
      delimiter: ';',
      decimal: '.',
      timeColumn: 't',
      columns: [
        { column: 'p', address: 'pump/P', scale: 1, offset: 0 },
        { column: 'f', address: 'pump/F', scale: 0.5, offset: -2 },
      ],
    });
  });

  test.each([
    [{ ...sound, format: 'gemba-recording/2' }, 'format: must be'],
    [{ ...sound, delimiter: '::' }, 'delimiter: must be one character'],
    [{ ...sound, delimiter: ',', decimal: ',' }, 'decimal: cannot be the delimiter too'],
    [
      { ...sound, time: { column: 't', format: 'iso', zone: 'Mars/Olympus' } },
      'time.zone: "Mars/Olympus" is no time zone',
    ],
    [{ ...sound, time: { column: 't', format: 'yesterday' } }, 'time.format: must be "iso"'],
    [{ ...sound, time: undefined }, 'time: must be an object'],
    [{ ...sound, columns: {} }, 'columns: must be an object'],
    [{ ...sound, columns: { a: 'x/y', b: 'x/y' } }, 'columns.b: "x/y" is the address of a already'],
    [{ ...sound, columns: { a: { address: 'x/y', scale: 0 } } }, 'columns.a.scale: must be a number other than 0'],
    [{ ...sound, columns: { a: { address: 'x/y', text: 'yes' } } }, 'columns.a.text: must be true or false'],
    [{ ...sound, columns: { a: { address: 'x/y', text: true, scale: 2 } } }, 'columns.a: a text has no scale'],
    [{ ...sound, columns: { a: { adress: 'x/y' } } }, 'columns.a.adress: unknown'],
    [{ ...sound, colums: {} }, 'colums: unknown; a mapping has format, delimiter'],
  ])('REC-1 with a fault is refused with the place of the fault: %#', (mapping, message) => {
    const checked = checkMapping(JSON.stringify(mapping));
    expect('faults' in checked ? checked.faults.map((fault) => inWords(fault, 'en')).join('\n') : 'taken').toContain(
      message,
    );
  });

  test('REC-1 lists all its faults at once, and says where it is no JSON', () => {
    const checked = checkMapping(JSON.stringify({ format: 'x', columns: 3 }));
    expect('faults' in checked && checked.faults).toHaveLength(3);
    expect(checkMapping('{"format": ')).toHaveProperty('faults.0.key', 'mappings.noJson');
  });
});

describe('times', () => {
  test.each([
    ['iso', 'UTC', '2020-03-09T10:14:33Z', '2020-03-09T10:14:33.000Z'],
    ['iso', 'UTC', '2020-03-09 10:14:33.25+05:30', '2020-03-09T04:44:33.250Z'],
    ['iso', 'Europe/Moscow', '2020-03-09 10:14', '2020-03-09T07:14:00.000Z'],
    ['iso', 'UTC', '2020-03-09', '2020-03-09T00:00:00.000Z'],
    ['YYYY-MM-DD HH:mm:ss', 'Europe/Moscow', '2020-03-09 10:14:33', '2020-03-09T07:14:33.000Z'],
    ['DD.MM.YYYY HH:mm:ss', 'Europe/Berlin', '09.07.2020 10:14:33,5', '2020-07-09T08:14:33.500Z'],
    ['MM/DD/YYYY HH:mm', 'America/New_York', '3/9/2020 7:05', '2020-03-09T11:05:00.000Z'],
    ['unix-s', 'UTC', '1583748873.5', '2020-03-09T10:14:33.500Z'],
    ['unix-ms', 'UTC', '1583748873500', '2020-03-09T10:14:33.500Z'],
    // The clock change of 25 October 2020: half past two comes twice, the first is meant.
    ['iso', 'Europe/Berlin', '2020-10-25 02:30:00', '2020-10-25T00:30:00.000Z'],
    ['iso', 'Europe/Berlin', '2020-10-25 03:30:00', '2020-10-25T02:30:00.000Z'],
    ['iso', 'Europe/Berlin', '2020-03-29 01:30:00', '2020-03-29T00:30:00.000Z'],
    ['iso', 'Europe/Berlin', '2020-03-29 03:30:00', '2020-03-29T01:30:00.000Z'],
  ])('%s in %s: %s is %s', (format, zone, text, expected) => {
    expect(new Date(timeReader(format, zone)!(text)).toISOString()).toBe(expected);
  });

  test.each(['', 'soon', '2020-02-30 10:00:00', '2020-13-01', '2020-03-09 25:00:00', '09.03.2020'])(
    '"%s" is no ISO time',
    (text) => {
      expect(timeReader('iso', 'UTC')!(text)).toBeNaN();
    },
  );

  test('every moment that Intl can write in a zone is read back, but for the second of two equal wall clocks', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 2 ** 31 }), (zone, seconds) => {
        const wall = (ms: number) => new Date(ms).toLocaleString('sv-SE', { timeZone: zone });
        const ms = seconds * 1000;
        const read = timeReader('iso', zone)!(wall(ms));
        expect(read).toBeLessThanOrEqual(ms);
        expect(wall(read)).toBe(wall(ms));
      }),
      { numRuns: 300 },
    );
  });
});
