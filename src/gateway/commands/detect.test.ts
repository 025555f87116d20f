import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { detected } from './detect.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-detect-'));
  file = join(folder, 'run.csv');
});
afterEach(() => rm(folder, { recursive: true }));

interface Line {
  readonly t: string | number;
  readonly score: number;
  readonly flag: boolean;
  readonly top: readonly { readonly tag: string; readonly share: number }[];
}

/** 200 rows of a pump; from row 150 on it is too hot. */
async function pumpRun(): Promise<void> {
  const rows = Array.from({ length: 200 }, (_, k) => {
    const wave = Math.sin(k * 1.7) + Math.sin(k * 0.61);
    const time = new Date(Date.UTC(2030, 0, 7, 6, 0, k)).toISOString();
    return `${time};${2.4 + 0.1 * wave};${60 + Math.sin(k * 2.3) + (k < 150 ? 0 : 8)};${k < 150 ? 0 : 1};pump`;
  });
  await writeFile(file, `time;pressure;temperature;anomaly;name\n${rows.join('\n')}\n`);
}

async function lines(flags: Partial<Parameters<typeof detected>[0]> = {}): Promise<Line[]> {
  const found: Line[] = [];
  for await (const line of detected({ csv: file, drop: ['anomaly'], train: 100, ...flags }))
    found.push(JSON.parse(line));
  return found;
}

test('a line for each row, in its order, with its time; those that are abnormal name their sensor', async () => {
  await pumpRun();
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const found = await lines();
  expect(told.mock.calls).toEqual([['Left out, because they hold texts: name.']]);
  told.mockRestore();
  expect(found).toHaveLength(200);
  expect(found[0]!.t).toBe('2030-01-07T06:00:00.000Z');
  expect(found.slice(0, 150).filter(({ flag }) => flag)).toEqual([]);
  expect(found.slice(155).every(({ flag, score }) => flag && score > 1)).toBe(true);
  expect(found.slice(155).every(({ top }) => top[0]!.tag === 'temperature' && top[0]!.share > 0.5)).toBe(true);
});

test('without dates t is what always grows, else the number of the row; a counter is no sensor', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const row = (k: number) => `${k * 10},${Math.sin(k)},${1000 + k ** 2}`;
  await writeFile(file, `cycle,load,made\n${Array.from({ length: 60 }, (_, k) => row(k)).join('\n')}\n`);
  const found = await lines({ drop: [], train: 30 });
  expect(found.map(({ t }) => t).slice(0, 3)).toEqual([0, 10, 20]);
  expect(found[0]!.top.map(({ tag }) => tag)).toEqual(['load']);
  expect(told.mock.calls).toEqual([['Left out, because they count the rows: made.']]);
  const other = await lines({ drop: [], train: 30, time: 'made' });
  expect(other.map(({ t }) => t).slice(0, 3)).toEqual([1000, 1001, 1004]);
  told.mockRestore();
  await writeFile(file, `load\n${Array.from({ length: 60 }, (_, k) => Math.sin(k)).join('\n')}\n`);
  expect((await lines({ drop: [], train: 30 })).map(({ t }) => t).slice(0, 3)).toEqual([1, 2, 3]);
});

test('drift of rows that are not abnormal is said once, beside the rows', async () => {
  const noise = (k: number) => Math.sin(k * 1.7) + Math.sin(k * 0.61) + Math.sin(k * k);
  const drift = (k: number) => Math.max(0, k - 400) / 400;
  const write = (grows: boolean) => {
    const row = (_: unknown, k: number) => `${2.4 + 0.1 * noise(k) + (grows ? 0.1 * drift(k) : 0)},${noise(k + 7)}`;
    return writeFile(file, `pressure,load\n${Array.from({ length: 2000 }, row).join('\n')}\n`);
  };
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await write(false);
  await lines({ drop: [], train: 400 });
  expect(told.mock.calls).toEqual([]);
  await write(true);
  expect(await lines({ drop: [], train: 400 })).toHaveLength(2000);
  expect(told.mock.calls).toHaveLength(1);
  expect(told.mock.calls[0]![0]).toMatch(/^Since about \d+ even rows that are not abnormal differ from the first 400/);
  told.mockRestore();
});

test('what a person has to mend is said', async () => {
  await pumpRun();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await expect(lines({ train: 300 })).rejects.toThrow('has 200 rows, fewer than --train 300');
  await expect(lines({ drop: ['anomaly', 'temprature'] })).rejects.toThrow('did you mean "temperature"?');
  await expect(lines({ drop: ['anomaly', 'pressure', 'temperature'] })).rejects.toThrow('No column with numbers');
  vi.restoreAllMocks();
});
