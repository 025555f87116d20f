import { type LimitState, limitState } from '../../twin/limits.ts';
import { stateClass } from '../../twin/packml.ts';
import type { Tag } from '../../twin/plant.ts';
import { bindingTag, type PlacedTag, type PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';

/** Values of all tags at a moment, by slot. */
export type Moment = Pick<LiveTable, 'timesMs' | 'values' | 'qualities'>;

/** What a moment has of a tag, in the words that it may be told with. */
export type Trust = 'usable' | 'stale' | 'bad' | 'none';

export interface Difference {
  readonly tag: PlacedTag;
  /**
   * state: another state or switch. value: a measured value. place: where something that moves stands, which is never
   * the same twice. doubt: one moment has a value and the other none that may be compared.
   */
  readonly kind: 'state' | 'value' | 'place' | 'doubt';
  /** NaN where nothing may be said. */
  readonly a: number;
  readonly b: number;
  readonly trustA: Trust;
  readonly trustB: Trust;
  /** A minus B, the short way round for what turns; NaN but for value and place. */
  readonly by: number;
  /** Within its kind: how unusual it is. Of a value 1 = as much as lies between its limits. */
  readonly weight: number;
}

export interface Differences {
  /** The most telling first. */
  readonly rows: readonly Difference[];
  /** How many tags have a usable value at both moments. */
  readonly compared: number;
  /** Of how many tags at least one moment has a value, but not both one that may be compared. */
  readonly doubtful: number;
}

/** Below this share of its scale a value is the same as it was. */
const leastWeight = 0.02;
/** From here on a machine is marked in the scene. */
const noticeableWeight = 0.2;

const order: Readonly<Record<Difference['kind'], number>> = { state: 0, value: 1, place: 2, doubt: 3 };

/** What is worth marking a machine for. */
export const isNoticeable = ({ kind, weight, tag }: Difference): boolean =>
  (kind === 'state' && tag === tag.machine.stateTag) || (kind === 'value' && weight >= noticeableWeight);

/**
 * What differs between two moments of a plant. Totals are left out: they only tell how much time lies between. `posed`:
 * slots of tags that say where something stands (`posedSlots`).
 */
export function differences(index: PlantIndex, posed: ReadonlySet<number>, a: Moment, b: Moment): Differences {
  const rows: Difference[] = [];
  let compared = 0;
  let doubtful = 0;
  for (const placed of index.tags) {
    const { slot, tag } = placed;
    if (tag.counter) continue;
    const [trustA, trustB] = [trustOf(a, slot), trustOf(b, slot)];
    const [valueA, valueB] = [a.values[slot]!, b.values[slot]!];
    if (trustA !== 'usable' || trustB !== 'usable') {
      if (trustA !== 'none' || trustB !== 'none') doubtful++;
      if (trustA !== 'usable' && trustB !== 'usable') continue;
      const onlyA = trustA === 'usable' ? valueA : Number.NaN;
      const onlyB = trustB === 'usable' ? valueB : Number.NaN;
      rows.push({ tag: placed, kind: 'doubt', a: onlyA, b: onlyB, trustA, trustB, by: Number.NaN, weight: 0 });
      continue;
    }
    compared++;
    if (valueA === valueB) continue;
    if (tag.kind === 'state' || tag.kind === 'boolean' || tag.kind === 'text') {
      const weight = stateWeight(placed, valueA, valueB);
      rows.push({ tag: placed, kind: 'state', a: valueA, b: valueB, trustA, trustB, by: Number.NaN, weight });
      continue;
    }
    const by = stepOf(tag, valueA, valueB, posed.has(slot));
    const share = Math.abs(by) / scaleOf(tag, valueA, valueB);
    const passed = Math.abs(beyond[limitState(tag.limits, valueA)] - beyond[limitState(tag.limits, valueB)]);
    if (Math.abs(by) <= (tag.deadband ?? 0) || (share < leastWeight && passed === 0)) continue;
    const kind = posed.has(slot) ? 'place' : 'value';
    rows.push({ tag: placed, kind, a: valueA, b: valueB, trustA, trustB, by, weight: share + passed });
  }
  rows.sort((one, two) => (one.kind === two.kind ? two.weight - one.weight : order[one.kind] - order[two.kind]));
  return { rows, compared, doubtful };
}

/** Slots of the tags that say where a machine's parts, or the machine itself, stand. */
export function posedSlots(index: PlantIndex): ReadonlySet<number> {
  const slots = new Set<number>();
  for (const placed of index.machines) {
    for (const binding of placed.machine.bindings) {
      const tag = binding.as === 'position' || binding.as === 'angle' ? bindingTag(index, placed, binding) : undefined;
      if (tag) slots.add(tag.slot);
    }
  }
  return slots;
}

export function trustOf({ timesMs, values, qualities }: Moment, slot: number): Trust {
  const quality = qualities[slot]!;
  if (Number.isNaN(timesMs[slot]!)) return 'none';
  if (quality === Quality.bad) return 'bad';
  if (quality === Quality.stale) return 'stale';
  return Number.isFinite(values[slot]!) ? 'usable' : 'none';
}

/** A minus B. What turns goes the short way round: from 350° to 10° it is 20°. */
export function stepOf({ unit, range }: Tag, a: number, b: number, posed: boolean): number {
  const by = a - b;
  const turns = unit === 'deg' && (posed || (range !== undefined && range[1] - range[0] >= 360));
  return turns ? by - 360 * Math.round(by / 360) : by;
}

/** So far on which side of its limits: where two differ, one was passed. */
const beyond: Readonly<Record<LimitState, number>> = { lowLow: -2, low: -1, normal: 0, high: 1, highHigh: 2 };

/** What a difference is measured with: what lies between the limits, else the range, else the values themselves. */
function scaleOf({ limits, range }: Tag, a: number, b: number): number {
  const low = limits?.low ?? limits?.lowLow;
  const high = limits?.high ?? limits?.highHigh;
  if (low !== undefined && high !== undefined && high > low) return high - low;
  if (range && range[1] > range[0]) return range[1] - range[0];
  return Math.max(Math.abs(a), Math.abs(b), Math.abs(high ?? low ?? 0));
}

/** A machine that ran and does not is more than another state word, and that more than any other switch. */
function stateWeight(tag: PlacedTag, a: number, b: number): number {
  if (tag !== tag.machine.stateTag) return 0;
  return stateClass(a) === stateClass(b) ? 1 : 2;
}
