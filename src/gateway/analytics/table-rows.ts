import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { nearest } from '../../twin/nearest.ts';
import { RecordError } from '../records/record-error.ts';

/** One row of a table as its file has it: texts by column. */
export interface TableRow {
  /** Names of the columns: the header's, or their numbers from 1. The same array for every row. */
  readonly columns: readonly string[];
  readonly cells: readonly string[];
}

const delimiters = ['\t', ';', ',', '|'] as const;
/** One line is never longer in earnest; an unclosed quote would take in the whole file. */
const maxLineBytes = 1_000_000;
const numeral = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;

/**
 * The number in a cell, with a decimal point or comma; NaN where there is none, null where it holds something else.
 */
export function numberIn(cell: string): number | null {
  const text = cell.trim();
  if (text === '' || /^(nan|na|null|-)$/i.test(text)) return Number.NaN;
  if (numeral.test(text)) return Number(text.replace(',', '.'));
  if (/^[+-]?inf(inity)?$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^true$/i.test(text)) return 1;
  return /^false$/i.test(text) ? 0 : null;
}

/**
 * The rows of a text file of columns, plain or gzip, read as they are asked for. Columns stand between tabs, semicolons,
 * commas or bars, whichever the first line has most of, else between blanks. A first line without any number is the
 * header. Throws a `RecordError` that says what to mend.
 */
export async function* tableRows(file: string): AsyncGenerator<TableRow> {
  try {
    let columns: readonly string[] | undefined;
    let line = 0;
    for await (const cells of records(file)) {
      line++;
      if (columns === undefined) {
        const isHeader = !cells.some((cell) => cell.trim() !== '' && numberIn(cell) !== null);
        columns = isHeader ? named(cells) : cells.map((_, k) => String(k + 1));
        if (isHeader) continue;
      }
      if (cells.length !== columns.length) {
        throw new RecordError(
          `Row ${line} of ${file} has ${cells.length} cells, the first one ${columns.length}: mend that row, or leave it out.`,
        );
      }
      yield { columns, cells };
    }
    if (line === 0) throw new RecordError(`${file} is empty.`);
  } catch (error) {
    throw explained(error, file);
  }
}

/** Where the column stands that a person named. Throws a `RecordError` that tells which there are. */
export function columnAt(columns: readonly string[], name: string): number {
  const at = columns.indexOf(name);
  if (at >= 0) return at;
  const near = nearest(name, columns);
  const instead = near ? `did you mean "${near}"?` : `there are ${columns.map((each) => `"${each}"`).join(', ')}.`;
  throw new RecordError(`There is no column "${name}": ${instead}`);
}

async function* records(file: string): AsyncGenerator<readonly string[]> {
  const delimiter = delimiterOf(await firstLine(file));
  const source = await textOf(file);
  try {
    if (delimiter === ' ') {
      for await (const line of linesOf(source)) if (line.trim() !== '') yield line.trim().split(/\s+/);
      return;
    }
    const parser = parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: maxLineBytes,
    });
    pipeline(source, parser, () => undefined); // errors come out of the iteration
    yield* parser as AsyncIterable<string[]>;
  } finally {
    source.destroy();
  }
}

async function firstLine(file: string): Promise<string> {
  const source = await textOf(file);
  try {
    for await (const line of linesOf(source)) if (line.trim() !== '') return line;
    return '';
  } finally {
    source.destroy();
  }
}

/** Unpacked if it is packed, whatever its name says. */
async function textOf(file: string): Promise<Readable> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const isPacked = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    const source = createReadStream(file);
    return isPacked ? pipeline(source, createGunzip(), () => undefined) : source;
  } finally {
    await handle.close();
  }
}

async function* linesOf(source: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of source.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop()!;
    if (rest.length > maxLineBytes)
      throw new RecordError(`A line is longer than ${maxLineBytes} characters: this is no table.`);
    yield* lines;
  }
  yield rest;
}

function delimiterOf(line: string): string {
  const counts = delimiters.map((delimiter) => line.split(delimiter).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? ' ' : delimiters[counts.indexOf(most)]!;
}

function named(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell, k) => cell.trim() || String(k + 1));
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw new RecordError(`Two columns are named "${twice}": give each a name of its own.`);
  return names;
}

function explained(error: unknown, file: string): Error {
  if (!(error instanceof Error) || error instanceof RecordError) return error as Error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return new RecordError(`There is no file ${file}.`);
  if (code === 'EISDIR') return new RecordError(`${file} is a folder: name a file in it.`);
  if (code === 'EACCES') return new RecordError(`${file} may not be read by this user.`);
  if (code.startsWith('Z_'))
    return new RecordError(`${file} is damaged or cut off: it cannot be unpacked (${error.message}).`);
  if (error instanceof CsvError) return new RecordError(`${file} cannot be read: ${error.message}.`);
  return error;
}
