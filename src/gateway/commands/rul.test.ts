import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readUnits } from '../analytics/read-units.ts';
import { learn, predicted } from './rul.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-rul-'));
  file = join(folder, 'units.csv');
});
afterEach(() => rm(folder, { recursive: true }));

/** Eight bearings that grow hot before they fail, cycles in disorder. */
function bearings(stopBefore: number): string {
  const lines: string[] = [];
  for (let unit = 1; unit <= 8; unit++) {
    const life = 60 + 5 * unit;
    for (let cycle = life - stopBefore; cycle >= 1; cycle--) {
      const heat = 40 + 30 * Math.exp(-(life - cycle) / 12) + Math.sin(cycle * 3.1 + unit);
      lines.push(`B${unit},${cycle},${heat},${Math.cos(cycle)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

test('units are told apart by their first column, their cycles put in order', async () => {
  await writeFile(file, 'engine,cycle,heat\n1,2,20\n2,1,30\n1,1,10\n');
  const { columns, units } = await readUnits(file);
  expect(columns).toEqual(['heat']);
  expect(units.map(({ name, rows }) => [name, rows.map(([heat]) => heat)])).toEqual([
    ['1', [10, 20]],
    ['2', [30]],
  ]);
});

test('what was learnt and kept tells what is left of each unit of a file', async () => {
  await writeFile(file, bearings(0));
  const { columns, units } = await readUnits(file);
  const model = join(folder, 'model.json');
  await writeFile(model, JSON.stringify(learn(columns, units)));
  await writeFile(file, bearings(10));
  const lives = await predicted(model, file);
  expect(lives.map(({ unit }) => unit)).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8']);
  for (const { rul, low, high } of lives) {
    expect(Math.abs(rul - 10)).toBeLessThan(12);
    expect(low).toBeLessThanOrEqual(rul);
    expect(high).toBeGreaterThanOrEqual(rul);
  }
  await writeFile(file, 'B1,1,40\n');
  await expect(predicted(model, file)).rejects.toThrow('has the columns 3; the model was made from 3, 4');
});

test('what a person has to mend is said', async () => {
  await writeFile(file, 'a,1,x\na,2,3\n');
  await expect(readUnits(file)).rejects.toThrow('has no number in column');
  await writeFile(file, '1,2\n');
  await expect(readUnits(file)).rejects.toThrow('a unit, its cycle and readings are needed');
  await writeFile(file, 'a,1,5\n');
  const { columns, units } = await readUnits(file);
  expect(() => learn(columns, units)).toThrow('There are 1 units here');
  await expect(predicted(join(folder, 'none.json'), file)).rejects.toThrow('There is no file');
  await expect(predicted(file, file)).rejects.toThrow('is no model');
});
