import type { PlacedTag } from '../../twin/plant-index.ts';
import { qualityNames } from '../../twin/quality.ts';
import type { Historian } from '../historian/historian.ts';
import type { ExportWindow } from './export-request.ts';

const csvColumns = 'time,tag,machine,value,unit,quality,state,received,text';
const lineEnd = '\r\n';

/**
 * RFC 4180, UTF-8, oldest first. A value that is no number is empty; of tags of kind "text" it is under `text`. `time` is the source's clock, `received` the
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
    for (let row = 0; row < batch.length; row++) {
      const { before, after, states, own } = texts.get(batch.slots[row]!)!;
      const value = batch.values[row]!;
      const time = new Date(batch.timesMs[row]!).toISOString();
      const receivedMs = batch.receivedMs?.[row] ?? Number.NaN;
      const received = Number.isNaN(receivedMs) ? '' : new Date(receivedMs).toISOString();
      const number = !own && Number.isFinite(value) ? value : '';
      text += `${time},${before},${number},${after},${qualityNames[batch.qualities[row]!] ?? ''},${states?.[value] ?? ''},${received},${csvText(own?.get(value) ?? '')}${lineEnd}`;
    }
    yield Buffer.from(text);
  }
}

interface TagTexts {
  readonly before: string;
  readonly after: string;
  readonly states: readonly string[] | undefined;
  /** Of a text what its numbers stand for. */
  readonly own: ReadonlyMap<number, string> | undefined;
}

const textsOf = ({ id, tag, machine, stateNames, texts }: PlacedTag): TagTexts => ({
  before: `${csvText(id)},${csvText(machine.machine.name)}`,
  after: csvText(tag.unit ?? ''),
  states: stateNames?.map(csvText),
  own: texts,
});

/** A spreadsheet takes what starts so for a formula, and runs it: the apostrophe makes it text. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function csvText(text: string): string {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
