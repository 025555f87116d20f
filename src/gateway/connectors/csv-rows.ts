import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, type Info, parse } from 'csv-parse';
import { nearest } from '../../twin/nearest.ts';
import { type Sentence, sentence } from '../sentence.ts';
import { RecordingError, type RecordingMapping } from './recording-mapping.ts';

export interface RecordedRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly timeMs: number;
  /**
   * In the mapping's order; undefined where the cell is empty, NaN or infinite where the file says so; texts as they are;
   * a bigint where a number would round what the file says.
   */
  readonly values: readonly (number | bigint | string | undefined)[];
}

/** One line is never longer in earnest; an unclosed quote would take in the whole file. */
const maxLineBytes = 1_000_000;

/**
 * The rows of a CSV or CSV.gz file, read as they are asked for. A row that cannot be read is told to `skipped` and left
 * out. Throws a `RecordingError` when the file, its header or its end is not what it should be.
 */
export async function* readRows(
  file: string,
  mapping: RecordingMapping,
  skipped: (detail: Sentence) => void,
): AsyncGenerator<RecordedRow> {
  const name = basename(file);
  const parser = parse({
    delimiter: mapping.delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true, // a stray quote spoils its row, not the file
    skip_empty_lines: true,
    max_record_size: maxLineBytes,
  });
  const source = createReadStream(file);
  const ended = (): void => undefined; // errors come out of the iteration
  if (file.endsWith('.gz')) pipeline(source, createGunzip(), parser, ended);
  else pipeline(source, parser, ended);
  let line = 0;
  let header: Header | undefined;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      line = info.lines;
      if (header === undefined) {
        header = readHeader(record, name, mapping);
        continue;
      }
      const row = readRow(record, line, header, mapping);
      if ('key' in row) skipped(sentence('recordings.badRow', { file: name, line: String(line), why: row }));
      else yield row;
    }
  } catch (error) {
    throw explained(error, file, line);
  } finally {
    source.destroy();
  }
  if (header === undefined) throw new RecordingError(sentence('recordings.empty', { file }));
}

interface Header {
  readonly width: number;
  readonly timeAt: number;
  readonly at: readonly number[];
}

function readHeader(record: readonly string[], name: string, mapping: RecordingMapping): Header {
  const titles = record.map((title) => title.trim());
  const twice = titles.find((title, at) => title !== '' && titles.indexOf(title) !== at);
  if (twice !== undefined) throw new RecordingError(sentence('recordings.twice', { file: name, column: twice }));
  const wanted = [mapping.timeColumn, ...mapping.columns.map(({ column }) => column)];
  const missing = wanted.filter((column) => !titles.includes(column));
  if (missing.length > 0) {
    const asked = missing.map((column) => {
      const near = nearest(column, titles);
      return near ? sentence('recordings.noColumnBut', { column, near }) : sentence('recordings.noColumn', { column });
    });
    const values = {
      file: name,
      missing: asked.reduce((one, other) => sentence('recordings.nor', { one, other })),
      found: titles.map((title) => `"${title}"`).join(', '),
    };
    const { delimiter } = mapping;
    throw new RecordingError(
      titles.length === 1
        ? sentence('recordings.noColumnsButOne', { ...values, delimiter })
        : sentence('recordings.noColumns', values),
    );
  }
  const at = mapping.columns.map(({ column }) => titles.indexOf(column));
  return { width: titles.length, timeAt: titles.indexOf(mapping.timeColumn), at };
}

/** The row, or what is wrong with it. */
function readRow(
  record: readonly string[],
  line: number,
  header: Header,
  mapping: RecordingMapping,
): RecordedRow | Sentence {
  if (record.length !== header.width) return sentence('recordings.cells', { has: record.length, width: header.width });
  const timeText = record[header.timeAt]!.trim();
  const timeMs = mapping.readTime(timeText);
  if (!Number.isFinite(timeMs))
    return sentence('recordings.noTime', {
      column: mapping.timeColumn,
      text: shortened(timeText),
      format: mapping.timeFormat,
    });
  const values: (number | bigint | string | undefined)[] = [];
  for (let i = 0; i < header.at.length; i++) {
    const { column, isText, scale, offset } = mapping.columns[i]!;
    const text = record[header.at[i]!]!.trim();
    if (isText) {
      values.push(text === '' ? undefined : text);
      continue;
    }
    const value = readNumber(text, mapping.decimal);
    if (value === null) return sentence('recordings.noNumber', { column, text: shortened(text) });
    if (value === undefined) values.push(undefined);
    else values.push((scale === 1 && offset === 0 && exactly(text, value)) || value * scale + offset);
  }
  return { line, timeMs, values };
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);

const numeral = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Undefined for an empty cell, null for text that is no number. */
function readNumber(text: string, decimal: '.' | ','): number | undefined | null {
  if (text === '') return undefined;
  const plain = decimal === ',' ? text.replace(',', '.') : text;
  if (numeral.test(plain)) return Number(plain);
  const word = text.toLowerCase();
  if (word === 'nan') return Number.NaN;
  if (/^[+-]?inf(inity)?$/.test(word))
    return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (word === 'true') return 1;
  return word === 'false' ? 0 : null;
}

const most = 2n ** 64n;

/** The integer of up to 64 bits that `text` says, where `value`, which was read from it, is another one. */
function exactly(text: string, value: number): bigint | undefined {
  if (Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(text)) return undefined;
  const exact = BigInt(text.replace('+', ''));
  return exact < most && exact >= -most / 2n ? exact : undefined;
}

function explained(error: unknown, file: string, line: number): Error {
  if (!(error instanceof Error) || error instanceof RecordingError) return error as Error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return new RecordingError(sentence('recordings.noFile', { file }));
  if (code === 'EISDIR') return new RecordingError(sentence('recordings.isFolder', { file }));
  if (code === 'EACCES') return new RecordingError(sentence('recordings.mayNotRead', { file }));
  if (code === 'Z_DATA_ERROR' && line === 0) return new RecordingError(sentence('recordings.noGzip', { file }));
  if (code.startsWith('Z_'))
    return new RecordingError(sentence('recordings.cutOff', { file, line: String(line), why: error.message }));
  if (error instanceof CsvError)
    return new RecordingError(sentence('recordings.csv', { file: basename(file), why: error.message }));
  return error;
}
