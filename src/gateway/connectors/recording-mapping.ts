import { readFile } from 'node:fs/promises';
import { type Sentence, SentenceError, sentence } from '../sentence.ts';
import { isTimeZone, type TimeReader, timeReader } from './recording-time.ts';

/** A recording or mapping that cannot be used; it says what to mend. */
export class RecordingError extends SentenceError {
  override readonly name = 'RecordingError';
}

/** How a table of measurements is to be read (`gemba-recording/1`), after it has been checked. */
export interface RecordingMapping {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly timeColumn: string;
  readonly timeFormat: string;
  readonly readTime: TimeReader;
  /** Columns that are not listed are ignored. */
  readonly columns: readonly MappedColumn[];
}

export interface MappedColumn {
  readonly column: string;
  /** The tag's address; for `gemba replay` "device/metric", or a metric of the node itself. */
  readonly address: string;
  /** Its cells are texts, not numbers. */
  readonly isText: boolean;
  /** value = number in the file * scale + offset */
  readonly scale: number;
  readonly offset: number;
}

/** Rejects with a `RecordingError` that lists every fault. */
export async function loadMapping(file: string): Promise<RecordingMapping> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new RecordingError(sentence('recordings.noMapping', { file, code }));
  }
  const checked = checkMapping(text);
  if ('faults' in checked) {
    const faults = checked.faults.reduce((one, other) => sentence('mappings.lines', { one, other }));
    throw new RecordingError(sentence('recordings.badMapping', { file, faults }));
  }
  return checked;
}

const fields = ['$schema', 'format', 'delimiter', 'decimal', 'time', 'columns'];

/** The mapping that `text` holds, or all its faults, each beginning with the path of what is wrong. */
export function checkMapping(text: string): RecordingMapping | { readonly faults: readonly Sentence[] } {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { faults: [sentence('mappings.noJson', { why: (error as Error).message })] };
  }
  if (!isObject(content)) return { faults: [sentence('mappings.noObject')] };
  const faults: Sentence[] = [];
  for (const field of Object.keys(content)) {
    if (fields.includes(field)) continue;
    faults.push(sentence('mappings.unknownField', { field, fields: fields.slice(1).join(', ') }));
  }
  if (content.format !== 'gemba-recording/1') faults.push(sentence('mappings.format'));
  const { delimiter = ',', decimal = '.' } = content;
  if (typeof delimiter !== 'string' || delimiter.length !== 1) faults.push(sentence('mappings.delimiter'));
  if (decimal !== '.' && decimal !== ',') faults.push(sentence('mappings.decimal'));
  if (delimiter === decimal) faults.push(sentence('mappings.decimalIsDelimiter'));
  const time = checkTime(content.time, faults);
  const columns = checkColumns(content.columns, faults);
  if (time && columns.some(({ column }) => column === time.timeColumn))
    faults.push(sentence('mappings.timeColumn', { column: time.timeColumn }));
  if (faults.length > 0 || !time) return { faults };
  return { delimiter: String(delimiter), decimal: decimal === ',' ? ',' : '.', ...time, columns };
}

type TimeFields = Pick<RecordingMapping, 'timeColumn' | 'timeFormat' | 'readTime'>;

function checkTime(time: unknown, faults: Sentence[]): TimeFields | undefined {
  if (!isObject(time)) {
    faults.push(sentence('mappings.time'));
    return undefined;
  }
  const { column, format, zone = 'UTC' } = time;
  if (typeof column !== 'string') faults.push(sentence('mappings.noTimeColumn'));
  if (typeof zone !== 'string' || !isTimeZone(zone)) {
    faults.push(sentence('mappings.zone', { zone: JSON.stringify(zone) }));
    return undefined;
  }
  const readTime = typeof format === 'string' ? timeReader(format, zone) : undefined;
  if (!readTime) faults.push(sentence('mappings.timeFormat'));
  if (typeof column !== 'string' || typeof format !== 'string' || !readTime) return undefined;
  return { timeColumn: column, timeFormat: format, readTime };
}

function checkColumns(columns: unknown, faults: Sentence[]): readonly MappedColumn[] {
  if (!isObject(columns) || Object.keys(columns).length === 0) {
    faults.push(sentence('mappings.columns'));
    return [];
  }
  const mapped: MappedColumn[] = [];
  const columnByAddress = new Map<string, string>();
  for (const [column, entry] of Object.entries(columns)) {
    const { address, text = false, scale = 1, offset = 0, ...rest } = isObject(entry) ? entry : { address: entry };
    for (const field of Object.keys(rest)) faults.push(sentence('mappings.unknownColumnField', { column, field }));
    if (typeof address !== 'string' || address === '') faults.push(sentence('mappings.noAddress', { column }));
    else if (columnByAddress.has(address))
      faults.push(sentence('mappings.addressTaken', { column, address, first: columnByAddress.get(address)! }));
    else if (typeof text !== 'boolean') faults.push(sentence('mappings.textFlag', { column }));
    else if (text && (scale !== 1 || offset !== 0)) faults.push(sentence('mappings.textScaled', { column }));
    else if (typeof scale !== 'number' || scale === 0) faults.push(sentence('mappings.scale', { column }));
    else if (typeof offset !== 'number') faults.push(sentence('mappings.offset', { column }));
    else mapped.push({ column, address, isText: text, scale, offset });
    if (typeof address === 'string') columnByAddress.set(address, column);
  }
  return mapped;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
