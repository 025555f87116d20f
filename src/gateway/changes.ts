import type { ChangeColumns, Snapshot } from '../series/columns.ts';
import type { Span } from '../twin/calendar.ts';
import { stateClass } from '../twin/packml.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { Quality, type QualityCode } from '../twin/quality.ts';
import { stateSeverity } from '../twin/state-severity.ts';
import type { Historian } from './historian/historian.ts';

/** More changes than anybody can see; it bounds an answer. */
export const mostChanges = 100_000;
/** A page asks for two windows at a time: some 2,000 buckets are as many as a lane has pixels. */
const buckets = 4000;

/** There are more changes than an answer holds. */
export class TooManyChanges extends Error {}

interface Change {
  readonly timeMs: number;
  readonly value: number;
  readonly quality: number;
}

/**
 * The changes of a tag in [fromMs, toMs), what is in force at `fromMs` first. Of more than `mostChanges` a summary: a row
 * a bucket, where it is another than before, and at last the one in force at the end. A state's bucket tells the worst in
 * it, that of a text the one that held longest; where the source was quiet all of it, nothing. With `summary` false it
 * rejects with `TooManyChanges` instead.
 */
export async function changesOf(
  historian: Historian,
  tag: PlacedTag,
  { fromMs, toMs }: Span,
  start: Snapshot,
  summary: boolean,
  signal: AbortSignal,
): Promise<ChangeColumns> {
  const { slot } = tag;
  let rows: Change[] = [];
  let sheet: Sheet | null = null;
  let last: Change | null = null;
  const sheetOf = (before: readonly Change[]): Sheet => {
    const made = new Sheet(tag, { fromMs, toMs });
    for (const row of before) made.add(row);
    return made;
  };
  const add = (change: Change): void => {
    if (last && Object.is(last.value, change.value) && last.quality === change.quality) return;
    last = change;
    if (sheet === null && rows.length < mostChanges) {
      rows.push(change);
      return;
    }
    if (!summary) throw new TooManyChanges();
    sheet ??= sheetOf(rows);
    rows = [];
    sheet.add(change);
  };
  if (!Number.isNaN(start.timesMs[slot]!)) {
    add({ timeMs: start.timesMs[slot]!, value: start.values[slot]!, quality: start.qualities[slot]! });
  }
  for await (const { timesMs, values, qualities } of historian.read(slot, fromMs, toMs, signal)) {
    for (const [row, timeMs] of timesMs.entries()) add({ timeMs, value: values[row]!, quality: qualities[row]! });
  }
  const found = (sheet as Sheet | null)?.rows() ?? rows;
  return {
    timesMs: Float64Array.from(found, ({ timeMs }) => timeMs),
    values: Float64Array.from(found, ({ value }) => value),
    qualities: Uint8Array.from(found, ({ quality }) => quality),
    bucketMs: sheet ? (toMs - fromMs) / buckets : 0,
  };
}

/** The buckets while they are filled, in the order of time. */
class Sheet {
  readonly #isState: boolean;
  readonly #fromMs: number;
  readonly #bucketMs: number;
  readonly #toMs: number;
  readonly #rows: Change[] = [];
  /** Of the bucket under way: how long each value held, ms; NaN = the source was quiet. */
  readonly #held = new Map<number, number>();
  #bucket = 0;
  #last: Change | null = null;

  constructor(tag: PlacedTag, { fromMs, toMs }: Span) {
    this.#isState = tag.machine.stateTag === tag;
    this.#fromMs = fromMs;
    this.#toMs = toMs;
    this.#bucketMs = (toMs - fromMs) / buckets;
  }

  add(change: Change): void {
    this.#holdTo(Math.max(this.#fromMs, change.timeMs));
    this.#last = change;
  }

  rows(): readonly Change[] {
    this.#holdTo(this.#toMs);
    this.#close();
    const end = this.#last!;
    // What is in force at the end may be milder than the worst of its bucket.
    if (!Object.is(this.#rows.at(-1)!.value, codeOf(end))) this.#rows.push(end);
    return this.#rows;
  }

  /** What was in force held until then. */
  #holdTo(toMs: number): void {
    let atMs = Math.max(this.#fromMs, this.#last?.timeMs ?? this.#fromMs);
    const code = this.#last ? codeOf(this.#last) : Number.NaN;
    while (atMs < toMs) {
      const endMs = this.#fromMs + (this.#bucket + 1) * this.#bucketMs;
      const untilMs = Math.min(toMs, endMs);
      this.#held.set(code, (this.#held.get(code) ?? 0) + Math.max(0, untilMs - atMs));
      atMs = Math.max(atMs, untilMs);
      if (atMs >= endMs && this.#bucket < buckets - 1) this.#close();
      else if (atMs >= endMs) break;
    }
  }

  #close(): void {
    let told = Number.NaN;
    let best = Number.NEGATIVE_INFINITY;
    for (const [code, heldMs] of this.#held) {
      const rank = this.#isState ? stateSeverity[stateClass(code)] : Number.isNaN(code) ? -1 : heldMs;
      if (rank <= best) continue;
      best = rank;
      told = code;
    }
    const timeMs = this.#fromMs + this.#bucket * this.#bucketMs;
    const quality: QualityCode = Number.isNaN(told) ? Quality.stale : Quality.good;
    const before = this.#rows.at(-1);
    if (!before || !Object.is(before.value, told)) this.#rows.push({ timeMs, value: told, quality });
    this.#held.clear();
    this.#bucket++;
  }
}

const codeOf = ({ value, quality }: Change): number => (quality >= Quality.stale ? Number.NaN : value);
