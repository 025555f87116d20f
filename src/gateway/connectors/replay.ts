import { basename, dirname, join } from 'node:path';
import type { Clock } from '../clock.ts';
import { inWords, type Sentence } from '../sentence.ts';
import { type RecordedRow, readRows } from './csv-rows.ts';
import { loadMapping, type RecordingMapping } from './recording-mapping.ts';
import { pacedRows } from './recording-pace.ts';
import { ReplayEdge } from './replay-edge.ts';

/** Beyond it the rows of most recordings would fall into the same millisecond. */
const maxSpeed = 1000;

/** A replay that cannot be made as it was asked for; its message is one sentence for whoever typed the command. */
export class ReplayError extends Error {}

export interface ReplayOptions {
  /** CSV or CSV.gz. */
  readonly file: string;
  /** A mapping file, or the name of one in `mappingsFolder`: "skab" is skab.mapping.json there. */
  readonly mapping: string;
  readonly mappingsFolder: string;
  /** mqtt:// or mqtts:// */
  readonly broker: string;
  readonly group: string;
  readonly node: string;
  /** Times real time, above 0 and at most 1000. */
  readonly speed: number;
  readonly loop: boolean;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

/**
 * Publishes a recording as a Sparkplug edge node, the first row as now. Resolves when all of it has been sent, or when
 * the signal aborts; rejects with a `ReplayError` or a `RecordingError` when options, file or mapping cannot be used.
 */
export async function runReplay(
  options: ReplayOptions,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  const { file, speed, loop, broker, group, node, clock } = options;
  checkOptions(options);
  const mappingFile = /^[\w-]+$/.test(options.mapping)
    ? join(options.mappingsFolder, `${options.mapping}.mapping.json`)
    : options.mapping;
  const mapping = await loadMapping(mappingFile);
  const { rows, bad } = await survey(file, mapping, log);
  if (rows === 0) throw new ReplayError(`${file} has no row that can be read`);
  const edge = new ReplayEdge({ broker, group, node, columns: mapping.columns, clock, log });
  const name = `${basename(dirname(file))}/${basename(file)}`.replace(/^\.\//, '');
  const startMs = clock.now();
  log(
    `publishing ${name}: ${count(rows, 'row')}, ${count(mapping.columns.length, 'column')} of ` +
      `${count(edge.deviceCount, 'device')}, as edge node ${group}/${node} on ${broker}, ${speed} x real time` +
      `${loop ? ', in a loop' : ''}; first row is ${new Date(startMs).toISOString()}`,
  );
  if (bad > 0) log(`${count(bad, 'bad row')} will be left out`);
  const publishing = edge.run(signal);
  const open = (): AsyncGenerator<RecordedRow> => readRows(file, mapping, () => undefined);
  try {
    for await (const row of pacedRows(open, { startMs, speed, loop }, clock, signal)) edge.push(row);
  } finally {
    edge.end();
    await publishing;
  }
  log(signal.aborted ? 'stopped' : `${name} has been published to its end`);
}

/** Reads it all once, so that what is wrong shows before anything is published; says the first bad rows. */
async function survey(
  file: string,
  mapping: RecordingMapping,
  log: (line: string) => void,
): Promise<{ rows: number; bad: number }> {
  let rows = 0;
  let bad = 0;
  const skipped = (detail: Sentence): void => {
    if (++bad <= 5) log(`left out: ${inWords(detail, 'en')}`);
  };
  for await (const _ of readRows(file, mapping, skipped)) rows++;
  return { rows, bad };
}

function checkOptions({ speed, broker, group, node }: ReplayOptions): void {
  if (!(speed > 0 && speed <= maxSpeed)) throw new ReplayError(`--speed must be above 0 and at most ${maxSpeed}`);
  if (!/^mqtts?:\/\/[^/]+/.test(broker)) {
    throw new ReplayError(`--broker must be like mqtt://localhost:1883, not "${broker}"`);
  }
  for (const [flag, id] of [['--group', group] as const, ['--node', node] as const]) {
    if (id === '' || /[+#/]/.test(id)) throw new ReplayError(`${flag} "${id}": Sparkplug allows no +, # or / in an id`);
  }
}

const count = (number: number, unit: string): string =>
  `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`;
