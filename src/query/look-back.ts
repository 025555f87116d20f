import type { Snapshot } from '../series/columns.ts';
import type { TwinReader } from './answer.ts';
import { DurationFold, type Edge, EdgeFold, type Range, scan, snapshotBefore } from './scan.ts';

const hourMs = 3_600_000;
/** Ages of the cuts: what is asked for mostly lies near, so that little is read. */
const cutsMs = [1, 6, 24, 72].map((hours) => hours * hourMs);

export interface Found<T> {
  readonly found: T | null;
  readonly samples: number;
  readonly excluded: number;
  /** The record of the tag begins within the range. */
  readonly begins: boolean;
}

/** The last time a condition became true within `window`, read from its end backwards. */
export async function lastEdge(
  reader: TwinReader,
  slot: number,
  window: Range,
  isTrue: (value: number) => boolean,
  signal: AbortSignal,
): Promise<Found<Edge>> {
  let samples = 0;
  let excluded = 0;
  let later: EdgeFold['opening'] = null;
  for (const piece of piecesBackwards(window)) {
    const before = await snapshotBefore(reader, piece, signal);
    const fold = new EdgeFold(isTrue);
    const scanned = await scan(reader, slot, piece, before, [fold], signal);
    samples += scanned.samples;
    excluded += scanned.excluded;
    // The first known sample after this piece ends the change that may have begun in it.
    if (later) fold.sample(later.timeMs, later.value, false);
    later = fold.opening;
    if (fold.last) return { found: fold.last, samples, excluded, begins: false };
    if (Number.isNaN(before.timesMs[slot])) return { found: null, samples, excluded, begins: true };
  }
  return { found: null, samples, excluded, begins: false };
}

/** Until when a condition last held within `window`. */
export async function lastHeld(
  reader: TwinReader,
  slot: number,
  window: Range,
  isTrue: (value: number) => boolean,
  signal: AbortSignal,
): Promise<Found<number>> {
  let samples = 0;
  let excluded = 0;
  for (const piece of piecesBackwards(window)) {
    const before: Snapshot = await snapshotBefore(reader, piece, signal);
    const fold = new DurationFold(isTrue);
    const scanned = await scan(reader, slot, piece, before, [fold], signal);
    samples += scanned.samples;
    excluded += scanned.excluded;
    if (!Number.isNaN(fold.lastTrueMs)) return { found: fold.lastTrueMs, samples, excluded, begins: false };
    if (Number.isNaN(before.timesMs[slot])) return { found: null, samples, excluded, begins: true };
  }
  return { found: null, samples, excluded, begins: false };
}

function* piecesBackwards({ fromMs, toMs, closed }: Range): Generator<Range> {
  let endMs = toMs;
  for (const cutMs of [...cutsMs.map((age) => toMs - age), fromMs]) {
    const startMs = Math.max(cutMs, fromMs);
    if (startMs < endMs) yield { fromMs: startMs, toMs: endMs, closed: closed && endMs === toMs };
    endMs = Math.min(endMs, startMs);
  }
}
