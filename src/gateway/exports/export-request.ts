import type { Span } from '../../twin/calendar.ts';
import { choices } from '../../twin/fault.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import { RecordError } from '../records/record-error.ts';
import { inWords } from '../sentence.ts';

export const exportFormats = ['csv', 'parquet', 'gemba'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What of the record: the samples in force, or those that were replaced. */
export const exportContents = ['samples', 'corrections'] as const;
export type ExportContent = (typeof exportContents)[number];

export interface ExportWindow {
  /** [fromMs, toMs), Unix epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly tags: readonly PlacedTag[];
}

export interface ExportRequest extends ExportWindow {
  readonly format: ExportFormat;
  readonly of: ExportContent;
}

/** What people send, word by word. */
export interface ExportWords {
  readonly from: string;
  readonly to: string;
  /** Tag ids, machine ids and machine names with commas between; "" = every tag. */
  readonly tags: string;
  readonly format: string;
  /** One of `exportContents`. */
  readonly of: string;
}

/** Rejects what cannot be exported with a `RecordError` that says what to write instead. */
export function checkExport(index: PlantIndex, words: ExportWords): ExportRequest {
  const { from, to, tags, format: word } = words;
  const format = exportFormats.find((each) => each === word);
  if (format === undefined) throw new RecordError(`The format is one of ${exportFormats.join(', ')}, not "${word}".`);
  const of = exportContents.find((each) => each === words.of);
  if (of === undefined) throw new RecordError(`An export is of ${exportContents.join(' or ')}, not "${words.of}".`);
  if (of === 'corrections' && format === 'gemba') {
    throw new RecordError('A recording has its corrections with it: choose csv or parquet for a list of them alone.');
  }
  return { ...windowOf({ from, to }), tags: chosenTags(index, tags), format, of };
}

/** The window that a person names. Throws a `RecordError` that says which forms of time are taken. */
export function windowOf({ from, to }: { readonly from: string; readonly to: string }): Span {
  const fromMs = timeOf('from', from);
  const toMs = timeOf('to', to);
  if (toMs <= fromMs) throw new RecordError(`The window ends (${to}) before it starts (${from}): swap the two.`);
  return { fromMs, toMs };
}

/** ISO 8601 with its zone, or Unix milliseconds. */
function timeOf(name: string, text: string): number {
  const isMs = /^\d{1,15}$/.test(text);
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const timeMs = isMs ? Number(text) : isIso ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(timeMs)) return timeMs;
  throw new RecordError(
    `Give "${name}" as a time with its zone, e.g. 2030-01-31T06:00:00Z or 2030-01-31T07:00+01:00, not "${text}".`,
  );
}

function chosenTags({ tags, machines, tagById }: PlantIndex, text: string): readonly PlacedTag[] {
  const chosen = new Set<PlacedTag>();
  for (const word of text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')) {
    const tag = tagById.get(word as PlacedTag['id']);
    const named = machines.filter(
      ({ machine: { id, name } }) => id === word || name.toLowerCase() === word.toLowerCase(),
    );
    if (tag === undefined && named.length === 0) {
      const known = [...machines.flatMap(({ machine: { id, name } }) => [id, name]), ...tagById.keys()];
      throw new RecordError(`This plant has no tag or machine "${word}"${inWords(choices(word, known), 'en')}`);
    }
    if (tag !== undefined) chosen.add(tag);
    for (const machine of named) for (const each of machine.tags) chosen.add(each);
  }
  return chosen.size === 0 ? tags : tags.filter((each) => chosen.has(each));
}
