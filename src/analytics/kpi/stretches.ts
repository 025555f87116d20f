import type { Span } from '../../twin/calendar.ts';
import { type PackmlState, packmlStates, stateClass } from '../../twin/packml.ts';
import { Quality } from '../../twin/quality.ts';

/** A state tag's record: each row holds until the next, oldest first. */
export interface StateRows {
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly qualities: ArrayLike<number>;
}

export interface UnitStates {
  /** PackML, by number. */
  readonly states: StateRows;
  /** A tag that says why the machine stands: a state tag with the states "starved" and "blocked". */
  readonly reasons: { readonly rows: StateRows; readonly names: readonly string[] } | null;
}

/** Where a machine's time goes. `waiting`: suspended, and nobody says whether starved or blocked. */
export const timeClasses = [
  'unknown',
  'planned',
  'breakdown',
  'microStop',
  'stopped',
  'starved',
  'blocked',
  'waiting',
  'production',
] as const;
export type TimeClass = (typeof timeClasses)[number];

export interface Stretch extends Span {
  readonly is: TimeClass;
  /** What the machine says of it; null where it does not. */
  readonly reason: string | null;
  /** Stretches of one stop have the same number, which no other has; -1 where there is no stop. */
  readonly stop: number;
}

export interface UnitTimes {
  /** Oldest first, without a hole. */
  readonly stretches: readonly Stretch[];
  /** When the state was known, merged, oldest first. */
  readonly runs: readonly Span[];
}

/** A stop with a cause inside the machine is a breakdown from this length on, a micro-stop below. */
export const breakdownMs = 5 * 60_000;

type Raw = Exclude<TimeClass, 'planned' | 'breakdown' | 'microStop'> | 'fault';
interface RawStretch extends Span {
  readonly raw: Raw;
  readonly reason: string | null;
}

/**
 * The machine's time over `span`, by its states. Nothing is known from `recordedToMs` on. To judge stops by their whole
 * length, let the span reach `breakdownMs` beyond what is asked for, on both sides.
 */
export function unitTimes(unit: UnitStates, planned: readonly Span[], span: Span, recordedToMs: number): UnitTimes {
  const raw = numbered(rawStretches(unit, span, recordedToMs));
  const pieces = raw.flatMap((stretch) => cutAt(stretch, planned));
  const netMs = new Map<number, number>();
  for (const { stop, planned: isPlanned, fromMs, toMs } of pieces) {
    if (!isPlanned) netMs.set(stop, (netMs.get(stop) ?? 0) + toMs - fromMs);
  }
  const isOf = ({ raw: own, planned: isPlanned, stop }: (typeof pieces)[number]): TimeClass => {
    if (isPlanned && own !== 'production') return 'planned';
    if (own !== 'fault') return own;
    return netMs.get(stop)! >= breakdownMs ? 'breakdown' : 'microStop';
  };
  return {
    stretches: pieces.map((piece) => ({
      fromMs: piece.fromMs,
      toMs: piece.toMs,
      is: isOf(piece),
      reason: piece.reason,
      stop: piece.stop,
    })),
    runs: knownRuns(raw),
  };
}

function rawStretches({ states, reasons }: UnitStates, span: Span, recordedToMs: number): readonly RawStretch[] {
  const found: RawStretch[] = [];
  for (const { fromMs, toMs, value } of heldValues(states, span, recordedToMs)) {
    const state = stateClass(value);
    if (state === 'running' || state === 'unknown') {
      found.push({ fromMs, toMs, raw: state === 'running' ? 'production' : 'unknown', reason: null });
      continue;
    }
    for (const piece of reasons ? heldValues(reasons.rows, { fromMs, toMs }, recordedToMs) : [noReason(fromMs, toMs)]) {
      const name = reasons?.names[piece.value] ?? null;
      const reason = name === 'none' ? null : name;
      const before = found.at(-1);
      const raw = rawOf(value, reason, before && before.toMs === piece.fromMs ? before.raw : 'unknown');
      found.push({ fromMs: piece.fromMs, toMs: piece.toMs, raw, reason });
    }
  }
  return found;
}

const noReason = (fromMs: number, toMs: number) => ({ fromMs, toMs, value: Number.NaN });

/** What a machine goes through on its way back to production: still the stop before, whatever it says of it. */
const wayBack: ReadonlySet<PackmlState | undefined> = new Set(['Resetting', 'Starting', 'Unsuspending']);

function rawOf(code: number, reason: string | null, before: Raw): Raw {
  if (wayBack.has(packmlStates[code]) && before !== 'production' && before !== 'unknown') return before;
  switch (stateClass(code)) {
    case 'held':
    case 'aborted':
      return 'fault';
    case 'suspended':
      return reason === 'starved' || reason === 'blocked' ? reason : 'waiting';
    default:
      return 'stopped';
  }
}

/** The values that hold over the span; NaN where none is known. */
export function heldValues(
  rows: StateRows,
  span: Span,
  recordedToMs: number,
): readonly (Span & { readonly value: number })[] {
  const pieces: (Span & { readonly value: number })[] = [];
  const push = (fromMs: number, toMs: number, value: number) => {
    const last = pieces.at(-1);
    if (toMs <= fromMs) return;
    if (last && Object.is(last.value, value)) pieces[pieces.length - 1] = { ...last, toMs };
    else pieces.push({ fromMs, toMs, value });
  };
  const endMs = Math.min(span.toMs, recordedToMs);
  let atMs = span.fromMs;
  for (let k = firstIn(rows, span.fromMs); k < rows.timesMs.length && rows.timesMs[k]! < endMs; k++) {
    const fromMs = Math.max(span.fromMs, rows.timesMs[k]!);
    push(atMs, fromMs, Number.NaN);
    atMs = Math.max(fromMs, Math.min(endMs, rows.timesMs[k + 1] ?? endMs));
    push(fromMs, atMs, rows.qualities[k]! < Quality.stale ? rows.values[k]! : Number.NaN);
  }
  push(atMs, span.toMs, Number.NaN);
  return pieces;
}

/** The row in force at `atMs`, or the first one. */
function firstIn({ timesMs }: StateRows, atMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle]! <= atMs) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function numbered(raw: readonly RawStretch[]): readonly (RawStretch & { readonly stop: number })[] {
  let stop = -1;
  let before: Raw | undefined;
  return raw.map((stretch) => {
    if (stretch.raw !== before) stop++;
    before = stretch.raw;
    return { ...stretch, stop: stretch.raw === 'production' || stretch.raw === 'unknown' ? -1 : stop };
  });
}

/** The stretch in pieces that lie wholly inside of a planned stop or outside of all. */
function cutAt<T extends Span>(stretch: T, planned: readonly Span[]): readonly (T & { readonly planned: boolean })[] {
  const pieces: (T & { readonly planned: boolean })[] = [];
  let atMs = stretch.fromMs;
  const push = (toMs: number, isPlanned: boolean) => {
    if (toMs > atMs) pieces.push({ ...stretch, fromMs: atMs, toMs, planned: isPlanned });
    atMs = Math.max(atMs, toMs);
  };
  for (const each of planned) {
    if (each.toMs <= stretch.fromMs || each.fromMs >= stretch.toMs) continue;
    push(each.fromMs, false);
    push(Math.min(each.toMs, stretch.toMs), true);
  }
  push(stretch.toMs, false);
  return pieces;
}

function knownRuns(raw: readonly RawStretch[]): readonly Span[] {
  const runs: Span[] = [];
  for (const { fromMs, toMs, raw: own } of raw) {
    if (own === 'unknown') continue;
    const last = runs.at(-1);
    if (last?.toMs === fromMs) runs[runs.length - 1] = { ...last, toMs };
    else runs.push({ fromMs, toMs });
  }
  return runs;
}
