import { readFile } from 'node:fs/promises';
import { SentenceError, sentence } from '../sentence.ts';
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
    const faults = checked.faults.map((fault) => `  ${fault}`).join('\n');
    throw new RecordingError(sentence('recordings.badMapping', { file, faults }));
  }
  return checked;
}

const fields = ['$schema', 'format', 'delimiter', 'decimal', 'time', 'columns'];

/** The mapping that `text` holds, or all its faults, each beginning with the path of what is wrong. */
export function checkMapping(text: string): RecordingMapping | { readonly faults: readonly string[] } {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { faults: [`is not JSON: ${(error as Error).message}`] };
  }
  if (!isObject(content)) return { faults: ['must be an object like {"format": "gemba-recording/1", ...}'] };
  const faults: string[] = [];
  for (const field of Object.keys(content)) {
    if (!fields.includes(field)) faults.push(`${field}: unknown; a mapping has ${fields.slice(1).join(', ')}`);
  }
  if (content.format !== 'gemba-recording/1') faults.push('format: must be "gemba-recording/1"');
  const { delimiter = ',', decimal = '.' } = content;
  if (typeof delimiter !== 'string' || delimiter.length !== 1)
    faults.push('delimiter: must be one character, e.g. ";" or "\\t"');
  if (decimal !== '.' && decimal !== ',') faults.push('decimal: must be "." or ","');
  if (delimiter === decimal) faults.push('decimal: cannot be the delimiter too');
  const time = checkTime(content.time, faults);
  const columns = checkColumns(content.columns, faults);
  if (time && columns.some(({ column }) => column === time.timeColumn))
    faults.push(`columns.${time.timeColumn}: is the time column`);
  if (faults.length > 0 || !time) return { faults };
  return { delimiter: String(delimiter), decimal: decimal === ',' ? ',' : '.', ...time, columns };
}

type TimeFields = Pick<RecordingMapping, 'timeColumn' | 'timeFormat' | 'readTime'>;

function checkTime(time: unknown, faults: string[]): TimeFields | undefined {
  if (!isObject(time)) {
    faults.push('time: must be an object like {"column": "datetime", "format": "iso", "zone": "UTC"}');
    return undefined;
  }
  const { column, format, zone = 'UTC' } = time;
  if (typeof column !== 'string') faults.push('time.column: must name the column of the time');
  if (typeof zone !== 'string' || !isTimeZone(zone)) {
    faults.push(`time.zone: ${JSON.stringify(zone)} is no time zone; take one like "Europe/Berlin" or "UTC"`);
    return undefined;
  }
  const readTime = typeof format === 'string' ? timeReader(format, zone) : undefined;
  if (!readTime) faults.push('time.format: must be "iso", "unix-s", "unix-ms" or a pattern like "DD.MM.YYYY HH:mm:ss"');
  if (typeof column !== 'string' || typeof format !== 'string' || !readTime) return undefined;
  return { timeColumn: column, timeFormat: format, readTime };
}

function checkColumns(columns: unknown, faults: string[]): readonly MappedColumn[] {
  if (!isObject(columns) || Object.keys(columns).length === 0) {
    faults.push('columns: must be an object like {"Pressure": "pump/Pressure"}, with one column at least');
    return [];
  }
  const mapped: MappedColumn[] = [];
  const columnByAddress = new Map<string, string>();
  for (const [column, entry] of Object.entries(columns)) {
    const { address, text = false, scale = 1, offset = 0, ...rest } = isObject(entry) ? entry : { address: entry };
    const at = `columns.${column}`;
    for (const field of Object.keys(rest))
      faults.push(`${at}.${field}: unknown; a column has address, text, scale, offset`);
    if (typeof address !== 'string' || address === '') faults.push(`${at}: must be a tag's address`);
    else if (columnByAddress.has(address))
      faults.push(`${at}: "${address}" is the address of ${columnByAddress.get(address)} already`);
    else if (typeof text !== 'boolean') faults.push(`${at}.text: must be true or false`);
    else if (text && (scale !== 1 || offset !== 0)) faults.push(`${at}: a text has no scale and no offset`);
    else if (typeof scale !== 'number' || scale === 0) faults.push(`${at}.scale: must be a number other than 0`);
    else if (typeof offset !== 'number') faults.push(`${at}.offset: must be a number`);
    else mapped.push({ column, address, isText: text, scale, offset });
    if (typeof address === 'string') columnByAddress.set(address, column);
  }
  return mapped;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
