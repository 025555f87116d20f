import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { predictLife, trainLife } from '../../analytics/remaining-life.ts';
import { Random } from '../../simulation/random.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { readUnits } from './read-units.ts';

/** Many papers judge against truth that is cut off here. */
const cap = 125;

/** NASA's turbofan engines FD001 against the true lives, beside "as long as the average engine still had". Takes half a minute. */
export async function bench(root: string): Promise<Measurement[]> {
  const folder = join(root, '../shared/data/cmapss');
  if (!existsSync(folder)) {
    console.error(`There is no ${folder}: recordings to measure remaining life with are not part of this repository.`);
    return [];
  }
  const { columns, units } = await readUnits(join(folder, 'train_FD001.txt.gz'));
  const tests = await readUnits(join(folder, 'test_FD001.txt.gz'));
  const truth = (await readFile(join(folder, 'RUL_FD001.txt'), 'utf8')).trim().split(/\s+/).map(Number);
  const random = new Random(1, 'remaining life');
  const model = trainLife(columns, units, () => random.uniform());
  const lives = tests.units.map((unit) => predictLife(model, unit));
  const meanLife = units.reduce((sum, { rows }) => sum + rows.length / units.length, 0);
  const naive = tests.units.map(({ rows }) => Math.max(0, meanLife - rows.length));
  const rmse = (told: readonly number[], of: readonly number[]) =>
    Math.sqrt(told.reduce((sum, life, k) => sum + (life - of[k]!) ** 2 / told.length, 0));
  const capped = truth.map((life) => Math.min(cap, life));
  const told = lives.map(({ rul }) => rul);
  // Late is worse than early (the score of the 2008 challenge).
  const score = told.reduce((sum, life, k) => {
    const late = life - truth[k]!;
    return sum + (late < 0 ? Math.exp(-late / 13) : Math.exp(late / 10)) - 1;
  }, 0);
  const held = lives.filter(({ low, high }, k) => truth[k]! >= low && truth[k]! <= high).length;
  const against = (name: string, of: readonly number[]): Measurement => ({
    name,
    unit: 'cycles',
    value: rmse(told, of),
    baseline: rmse(naive, of),
    ratio: rmse(naive, of) / rmse(told, of),
  });
  const alone = (name: string, unit: string, value: number) => ({ name, unit, value, baseline: null, ratio: null });
  return [
    against('FD001: RMSE against uncapped truth', truth),
    against('FD001: RMSE against truth capped at 125 (CNN 18.45, LSTM 16.14, ridge 14.78, best 11)', capped),
    alone('FD001: score against uncapped truth', '', score),
    alone('FD001: 90 % intervals that held', '%', (100 * held) / lives.length),
  ];
}
