import { integerText } from '../../series/exact.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { qualityNames } from '../../twin/quality.ts';
import type { Historian } from '../historian/historian.ts';
import type { ExportWindow } from './export-request.ts';

const csvColumns = 'time,tag,machine,value,unit,quality,state,received,text';
const correctionColumns = `${csvColumns},corrected,new_value,new_quality,new_state,new_text`;
const lineEnd = '\r\n';

/**
 * RFC 4180, UTF-8, oldest first. A value that is no number is empty, an integer has all its digits, and what a tag of
 * kind "text" says is under `text`. `time` is the source's clock, `received` the
 * gateway's when the sample came in, empty where that is not known.
 */
export async function* csvContent(
  historian: Pick<Historian, 'readTags'>,
  { tags, fromMs, toMs }: ExportWindow,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const texts = new Map(tags.map((tag) => [tag.slot, textsOf(tag)]));
  const slots = tags.map(({ slot }) => slot);
  yield Buffer.from(csvColumns + lineEnd);
  for await (const batch of historian.readTags(slots, fromMs, toMs, signal)) {
    let text = '';
    for (let row = 0; row < batch.length; row++)
      text += sampleText(texts.get(batch.slots[row]!)!, batch, row) + lineEnd;
    yield Buffer.from(text);
  }
}

/** The samples that were replaced, in the same columns, each with when that was and by what. */
export async function* correctionsCsv(
  historian: Pick<Historian, 'corrections'>,
  { tags, fromMs, toMs }: ExportWindow,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const texts = new Map(tags.map((tag) => [tag.slot, textsOf(tag)]));
  const slots = tags.map(({ slot }) => slot);
  yield Buffer.from(correctionColumns + lineEnd);
  for await (const batch of historian.corrections(slots, fromMs, toMs, signal)) {
    let text = '';
    for (let row = 0; row < batch.length; row++) {
      const own = texts.get(batch.slots[row]!)!;
      const value = batch.newValues[row]!;
      const number = numberText(own, value, batch.newResiduals[row]!);
      const corrected = timeText(batch.correctedMs[row]!);
      const quality = qualityNames[batch.newQualities[row]!] ?? '';
      text += `${sampleText(own, batch, row)},${corrected},${number},${quality},${own.states?.[value] ?? ''},${saidText(own, value)}${lineEnd}`;
    }
    yield Buffer.from(text);
  }
}

function sampleText(own: TagTexts, batch: SampleBatch, row: number): string {
  const { before, after, states } = own;
  const value = batch.values[row]!;
  const time = timeText(batch.timesMs[row]!);
  const quality = qualityNames[batch.qualities[row]!] ?? '';
  const received = timeText(batch.receivedMs?.[row] ?? Number.NaN);
  const number = numberText(own, value, batch.residuals?.[row] ?? 0);
  return `${time},${before},${number},${after},${quality},${states?.[value] ?? ''},${received},${saidText(own, value)}`;
}

const timeText = (ms: number): string => (Number.isNaN(ms) ? '' : new Date(ms).toISOString());

/** What a number of a text stands for. */
const saidText = ({ said }: TagTexts, value: number): string => csvText(said?.get(value) ?? '');

function numberText({ isInteger, said }: TagTexts, value: number, residual: number): string {
  if (said) return '';
  if (isInteger) return integerText(value, residual);
  return Number.isFinite(value) ? String(value) : '';
}

interface TagTexts {
  readonly before: string;
  readonly after: string;
  readonly isInteger: boolean;
  readonly states: readonly string[] | undefined;
  /** Of a text what its numbers stand for. */
  readonly said: ReadonlyMap<number, string> | undefined;
}

const textsOf = ({ id, tag, machine, stateNames, texts }: PlacedTag): TagTexts => ({
  before: `${csvText(id)},${csvText(machine.machine.name)}`,
  after: csvText(tag.unit ?? ''),
  isInteger: tag.kind === 'integer',
  states: stateNames?.map(csvText),
  said: texts,
});

/** A spreadsheet takes what starts so for a formula, and runs it: the apostrophe makes it text. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function csvText(text: string): string {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
