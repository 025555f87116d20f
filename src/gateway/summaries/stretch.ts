import type { Snapshot } from '../../series/columns.ts';
import { canAlarm, isStateTag, priorityOf } from '../../twin/alarm.ts';
import { AlarmRun } from '../../twin/alarm-run.ts';
import type { Span } from '../../twin/calendar.ts';
import { limitState } from '../../twin/limits.ts';
import { stateClass } from '../../twin/packml.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import { productionTags } from '../../twin/production.ts';
import { Quality } from '../../twin/quality.ts';
import type { Bounds, Historian } from '../historian/historian.ts';
import { type BusySeconds, markChanges, noneBusy } from './busy.ts';
import { madeByMinute } from './made.ts';
import { type Minute, minuteMs, minuteOf } from './minutes.ts';
import { recordedMinutes } from './recorded.ts';
import { type MinuteRow, rowsBySlot, samplesBySlot, type TagSample } from './tag-rows.ts';

type TagEvent = Minute['events'][number];
interface Placed {
  readonly slot: number;
  readonly event: TagEvent;
}

/** Where the look at a stretch begins: by its start whatever stood or hovered before has settled. */
export const runUpFromMs = ({ fromMs }: Span): number => fromMs - minuteMs;

/**
 * The minutes of `span`, whole minutes, by their start. Roll-ups tell in which minutes a tag with limits can have
 * passed one; samples are read of those only, and of state tags. `start` is what was in force before `runUpFromMs`.
 * Nothing is told of what comes after `nowMs`.
 */
export async function summarise(
  index: PlantIndex,
  historian: Historian,
  span: Span,
  start: Snapshot,
  nowMs: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Minute>> {
  const fromMs = runUpFromMs(span);
  const { toMs } = span;
  const states = index.tags.filter(isStateTag);
  const limited = index.tags.filter((placed) => canAlarm(placed) && !isStateTag(placed));
  const counters = productionTags(index);
  const [recorded, { rows, unsettled, samples }] = await Promise.all([
    recordedMinutes(historian, span, nowMs, signal),
    read(historian, { states, limited, counters }, { fromMs, toMs }, start, signal),
  ]);
  const endMs = Math.min(toMs, nowMs);
  const events: Placed[] = [];
  const busy = new Map<number, BusySeconds>();
  for (const placed of states) {
    const own = samples.get(placed.slot) ?? [];
    followAlarms(placed, start, own, endMs, events);
    followStates(placed, start, own, events);
    markChanges(placed, start, own, busy);
  }
  for (const placed of limited) {
    const settled = (rows.get(placed.slot) ?? []).filter((row) => !unsettled.get(placed.slot)!.has(row.minuteMs));
    const own = withSettled(samples.get(placed.slot) ?? [], settled);
    followAlarms(placed, start, own, endMs, events);
  }
  const made = madeByMinute(counters, rows, samples, start, span, fromMs);
  return byMinute(span, events, recorded, made, busy);
}

interface Tags {
  readonly states: readonly PlacedTag[];
  readonly limited: readonly PlacedTag[];
  readonly counters: readonly PlacedTag[];
}

/** Roll-ups first, then the samples that they make necessary. */
async function read(
  historian: Historian,
  { states, limited, counters }: Tags,
  { fromMs, toMs }: Span,
  start: Snapshot,
  signal: AbortSignal,
) {
  const bounds = [...limited.map((placed) => boundsOf(placed, start)), ...counters.map(({ slot }) => all(slot))];
  const rows = rowsBySlot(await historian.rollUps(bounds, fromMs, toMs, signal));
  const unsettled = new Map(limited.map((tag) => [tag.slot, unsettledMinutes(tag, rows.get(tag.slot) ?? [], start)]));
  const wanted = {
    whole: states.map(({ slot }) => slot),
    quiet: [...limited, ...counters].map(({ slot }) => slot),
    minutes: [...unsettled].flatMap(([slot, minutes]) => [...minutes].map((at) => ({ slot, minuteMs: at }))),
  };
  const samples = samplesBySlot(await historian.pick(wanted, fromMs, toMs, signal));
  return { rows, unsettled, samples };
}

const all = (slot: number): Bounds => ({ slot, low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY });

/** An alarm that may stand at the start ends in minutes that are all normal. */
function boundsOf({ slot, tag: { limits = {} } }: PlacedTag, start: Snapshot): Bounds {
  if (limitState(limits, start.values[slot]!) !== 'normal') return all(slot);
  const { low, lowLow, high, highHigh } = limits;
  return {
    slot,
    low: Math.max(low ?? Number.NEGATIVE_INFINITY, lowLow ?? Number.NEGATIVE_INFINITY),
    high: Math.min(high ?? Number.POSITIVE_INFINITY, highHigh ?? Number.POSITIVE_INFINITY),
  };
}

/**
 * The minutes in which the value came to another side of a limit, and those right after, in which an off-delay may
 * end. In all others every sample says the same as the one before.
 */
function unsettledMinutes({ slot, tag }: PlacedTag, rows: readonly MinuteRow[], start: Snapshot): ReadonlySet<number> {
  const found = new Set<number>();
  let before = limitState(tag.limits, start.values[slot]!);
  for (const row of rows) {
    const side = limitState(tag.limits, row.low);
    if (side !== before || limitState(tag.limits, row.high) !== side) {
      found.add(row.minuteMs);
      found.add(row.minuteMs + minuteMs);
    }
    before = limitState(tag.limits, row.last);
  }
  return found;
}

/** Of a settled minute its first and last sample stand for all: after a quiet one they tell that the value is back. */
function withSettled(samples: readonly TagSample[], settled: readonly MinuteRow[]): readonly TagSample[] {
  const stand = settled.flatMap((row) => [
    { timeMs: row.firstMs, value: row.first, quality: Quality.good },
    { timeMs: row.lastMs, value: row.last, quality: Quality.good },
  ]);
  return [...samples, ...stand].sort((a, b) => a.timeMs - b.timeMs);
}

function followAlarms(
  placed: PlacedTag,
  start: Snapshot,
  samples: readonly TagSample[],
  endMs: number,
  events: Placed[],
): void {
  const { slot } = placed;
  const machine = placed.machine.machine.id;
  const run = new AlarmRun(placed, (kind, timeMs, cause, value) => {
    events.push({ slot, event: { kind, timeMs, machine, priority: priorityOf(cause, placed.tag), cause, value } });
  });
  if (!Number.isNaN(start.timesMs[slot]!)) run.begin(start.values[slot]!, start.qualities[slot]!);
  for (const { timeMs, value, quality } of samples) run.see(timeMs, value, quality);
  run.end(endMs);
}

/**
 * Into a stop, and into running from a stop. Starved or blocked is no stop: a line would stop and start all the time.
 * Held and aborted are told by the alarm that they raise.
 */
function followStates(placed: PlacedTag, start: Snapshot, samples: readonly TagSample[], events: Placed[]): void {
  const { slot } = placed;
  const machine = placed.machine.machine.id;
  let before = stateClass(start.values[slot]!);
  for (const { timeMs, value, quality } of samples) {
    if (quality >= Quality.stale) continue;
    const now = stateClass(value);
    if (now === 'stopped' && before !== 'stopped' && before !== 'unknown') {
      events.push({ slot, event: { kind: 'stopped', timeMs, machine, state: value } });
    }
    const stood = before === 'idle' || before === 'stopped' || before === 'held' || before === 'aborted';
    if (now === 'running' && stood) events.push({ slot, event: { kind: 'started', timeMs, machine, state: value } });
    before = now;
  }
}

function byMinute(
  span: Span,
  events: readonly Placed[],
  recorded: ReadonlySet<number>,
  made: Float64Array,
  busy: ReadonlyMap<number, BusySeconds>,
): ReadonlyMap<number, Minute> {
  const sorted = [...events].sort((a, b) => a.event.timeMs - b.event.timeMs || a.slot - b.slot);
  const groups = new Map<number, TagEvent[]>();
  for (const { event } of sorted) {
    const group = groups.get(minuteOf(event.timeMs));
    if (group) group.push(event);
    else groups.set(minuteOf(event.timeMs), [event]);
  }
  const minutes = new Map<number, Minute>();
  for (let atMs = span.fromMs, k = 0; atMs < span.toMs; atMs += minuteMs, k++) {
    minutes.set(atMs, {
      events: groups.get(atMs) ?? none,
      made: made[k]!,
      recorded: recorded.has(atMs),
      busy: busy.get(atMs) ?? noneBusy,
    });
  }
  return minutes;
}

const none: readonly TagEvent[] = [];
