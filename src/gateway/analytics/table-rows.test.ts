import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { columnAt, numberIn, type TableRow, tableRows } from './table-rows.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-table-'));
  file = join(folder, 'run.csv');
});
afterEach(() => rm(folder, { recursive: true }));

async function rowsOf(content: string | Buffer): Promise<TableRow[]> {
  await writeFile(file, content);
  const rows: TableRow[] = [];
  for await (const row of tableRows(file)) rows.push(row);
  return rows;
}

describe('a table', () => {
  test.each([
    ['commas', 'a,b\n1,2\n3,4\n'],
    ['semicolons', 'a;b\n1;2\n3;4'],
    ['tabs', 'a\tb\r\n1\t2\r\n3\t4\r\n'],
    ['bars', 'a|b\n1|2\n3|4\n'],
    ['blanks, and blank lines', '\n  a   b\n1  2 \n\n 3 4\n'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n3,4\n'],
  ])('is read with %s', async (_, content) => {
    const rows = await rowsOf(content);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(rows[0]!.columns).toEqual(['a', 'b']);
  });

  test('is unpacked whatever its name says', async () => {
    expect(await rowsOf(gzipSync('a,b\n1,2\n'))).toHaveLength(1);
  });

  test('without a header has numbers for names, and its first row is a row', async () => {
    const [first] = await rowsOf('Ethanol,10,0.5\nEthanol,20,0.6\n');
    expect(first).toEqual({ columns: ['1', '2', '3'], cells: ['Ethanol', '10', '0.5'] });
  });

  test('keeps a comma within quotes', async () => {
    expect((await rowsOf('a,b\n"1,5",2\n'))[0]!.cells).toEqual(['1,5', '2']);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['a row of another length', 'a,b\n1,2\n3\n', 'Row 3 of .* has 1 cells, the first one 2'],
    ['two columns of one name', 'a,a\n1,2\n', 'Two columns are named "a"'],
    ['nothing at all', '', 'is empty'],
    ['a packed file that was cut off', gzipSync('a,b\n1,2\n'.repeat(1000)).subarray(0, 40), 'damaged or cut off'],
  ])('says why: %s', async (_, content, why) => {
    await expect(rowsOf(content)).rejects.toThrow(new RegExp(why));
  });

  test('says why: no such file, a folder, no such column', async () => {
    const read = async (path: string) => {
      for await (const _ of tableRows(path)) break;
    };
    await expect(read(join(folder, 'none.csv'))).rejects.toThrow('There is no file');
    await expect(read(folder)).rejects.toThrow('is a folder');
    expect(() => columnAt(['Pressure', 'Current'], 'Presure')).toThrow('did you mean "Pressure"?');
    expect(() => columnAt(['a', 'b'], 'temperature')).toThrow('there are "a", "b"');
  });
});

test.each([
  ['1.5', 1.5],
  ['1,5', 1.5],
  [' -2e3 ', -2000],
  ['', Number.NaN],
  ['NaN', Number.NaN],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['true', 1],
  ['2030-01-07', null],
  ['1,234,567', null],
])('%s is the number %d', (cell, expected) => {
  expect(numberIn(cell)).toBe(expected);
});
