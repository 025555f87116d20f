import { expect, test } from 'vitest';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { changed, line1, smallPlant } from '../../twin/small-plant.ts';
import { baseTrouble, codedMachines, cutMarks, pagesOf } from './codes-plan.ts';
import { codePath } from './qr-code.tsx';

test('CODE-3 every machine is on exactly one page, in its order', () => {
  const labels = Array.from({ length: 50 }, (_, k) => k);
  for (const [size, pages] of [
    ['large', 25],
    ['medium', 7],
    ['small', 3],
  ] as const) {
    expect(pagesOf(labels, size)).toHaveLength(pages);
    expect(pagesOf(labels, size).flat()).toEqual(labels);
  }
  expect(pagesOf([], 'small')).toEqual([]);
});

test('CODE-4 cut marks lie on the paper and outside of every label', () => {
  for (const size of ['large', 'medium', 'small'] as const) {
    for (const [x1, y1, x2, y2] of cutMarks(size)) {
      for (const [x, y] of [
        [x1, y1],
        [x2, y2],
      ] as const) {
        expect(x >= 0 && x <= 210 && y >= 0 && y <= 297).toBe(true);
        expect(x < 10 || x > 200 || y < 10 || y > 287).toBe(true);
      }
    }
  }
});

test('CODE-5 an address that tablets cannot open is told apart from one that nobody can', () => {
  expect(baseTrouble('https://plant.example')).toBeNull();
  expect(baseTrouble('http://10.1.2.3:8080')).toBeNull();
  expect(baseTrouble('http://localhost:8080')).toBe('local');
  expect(baseTrouble('http://127.0.0.1')).toBe('local');
  for (const base of ['', 'plant.example', 'https://', 'ftp://plant', 'javascript:alert(1)']) {
    expect(baseTrouble(base)).toBe('wrong');
  }
});

test('CODE-6 the drawn path blackens exactly the dark modules', () => {
  const dark = [
    [true, true, false],
    [false, false, false],
    [true, false, true],
  ];
  const drawn = dark.map((row) => row.map(() => false));
  for (const [, x, y, run] of codePath(dark).matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let k = 0; k < Number(run); k++) drawn[Number(y)]![Number(x) + k] = true;
  }
  expect(drawn).toEqual(dark);
});

test('CODE-7 people and fences get no code, and the others keep their order', () => {
  const namesOf = (plant: unknown) =>
    codedMachines(indexPlant(plant as Plant).machines).map(({ machine }) => machine.id);
  const all = namesOf(smallPlant);
  expect(all).toContain('capper');
  for (const type of ['operator', 'safety-fence']) {
    expect(namesOf(changed(smallPlant, [...line1, 2, 'type'], type))).toEqual(all.filter((id) => id !== 'capper'));
  }
});
