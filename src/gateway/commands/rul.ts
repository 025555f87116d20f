import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type LifeModel, predictLife, trainLife, type Unit } from '../../analytics/remaining-life.ts';
import { Random } from '../../simulation/random.ts';
import { readUnits } from '../analytics/read-units.ts';
import { systemClock } from '../clock.ts';
import { RecordError } from '../records/record-error.ts';
import { Progress } from './progress.ts';

/** The same histories make the same model. */
const seed = 1;

export function addRul(program: Command): void {
  const rul = program.command('rul').description('remaining useful life, learnt from units that ran until they failed');
  rul
    .command('train')
    .description(
      'learn from run-to-failure histories\n  e.g. gemba rul train --units train_FD001.txt.gz --out engine.rul.json',
    )
    .requiredOption('--units <file>', unitsHelp)
    .requiredOption('--out <file>', 'where to; nothing is written over')
    .action(async ({ units: file, out }: { readonly units: string; readonly out: string }) => {
      if (existsSync(out)) throw new RecordError(`${out} is there already: choose another name.`);
      const { columns, units } = await readUnits(file);
      const model = learn(columns, units);
      const draft = `${out}.part`;
      await writeFile(draft, `${JSON.stringify(model)}\n`);
      await rename(draft, out);
      const cycles = units.reduce((sum, { rows }) => sum + rows.length, 0);
      console.log(
        `Learnt from ${units.length} units and ${cycles.toLocaleString('en')} cycles; ${model.kept.length} of their ${columns.length} columns vary.`,
      );
      console.log(`Tell what is left of others with: npx gemba rul predict --model ${out} --units <file>`);
    });
  rul
    .command('predict')
    .description(
      'how many cycles each unit has left after its last row, and an interval that holds nine times in ten\n  e.g. gemba rul predict --model engine.rul.json --units test_FD001.txt.gz --json',
    )
    .requiredOption('--model <file>', 'what gemba rul train wrote')
    .requiredOption('--units <file>', unitsHelp)
    .option('--json', 'a line of JSON for each unit: unit, rul, low, high')
    .action(async (flags: { readonly model: string; readonly units: string; readonly json?: boolean }) => {
      const lives = await predicted(flags.model, flags.units);
      if (flags.json) for (const life of lives) console.log(JSON.stringify(life));
      else tell(lives);
    });
}

const unitsHelp = 'a row a cycle: unit, cycle, then its readings; with or without a header, plain or .gz';

export function learn(columns: readonly string[], units: readonly Unit[]): LifeModel {
  const random = new Random(seed, 'remaining life');
  const progress = new Progress(systemClock, process.stderr);
  try {
    return trainLife(
      columns,
      units,
      () => random.uniform(),
      (share) => progress.say('learning', share),
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RecordError(`${error.message} There are ${units.length} units here.`);
  } finally {
    progress.clear();
  }
}

interface UnitLife {
  readonly unit: string | number;
  readonly rul: number;
  readonly low: number;
  readonly high: number;
}

/** Of each unit in the order of the file. Throws a `RecordError` that says what to mend. */
export async function predicted(modelFile: string, unitsFile: string): Promise<UnitLife[]> {
  const model = await readModel(modelFile);
  const { columns, units } = await readUnits(unitsFile);
  if (columns.length !== model.columns.length || columns.some((name, k) => name !== model.columns[k])) {
    throw new RecordError(
      `${unitsFile} has the columns ${columns.join(', ')}; the model was made from ${model.columns.join(', ')}.`,
    );
  }
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return units.map((unit) => {
    const { rul, low, high } = predictLife(model, unit);
    const name = Number(unit.name);
    return { unit: Number.isNaN(name) ? unit.name : name, rul: tenth(rul), low: tenth(low), high: tenth(high) };
  });
}

async function readModel(file: string): Promise<LifeModel> {
  let model: Partial<LifeModel>;
  try {
    model = JSON.parse(await readFile(file, 'utf8')) as Partial<LifeModel>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RecordError(
      code === 'ENOENT'
        ? `There is no file ${file}.`
        : `${file} is no model: it cannot be read (${(error as Error).message}).`,
    );
  }
  if (model?.format !== 'gemba-life/1') throw new RecordError(`${file} is no model that gemba rul train wrote.`);
  return model as LifeModel;
}

function tell(lives: readonly UnitLife[]): void {
  const table = [
    ['unit', 'cycles left', 'nine times in ten'],
    ...lives.map(({ unit, rul, low, high }) => [
      String(unit),
      rul.toFixed(0),
      `${low.toFixed(0)} to ${high.toFixed(0)}`,
    ]),
  ];
  const widths = table[0]!.map((_, k) => Math.max(...table.map((line) => line[k]!.length)));
  for (const line of table)
    console.log(line.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join('   '));
}
