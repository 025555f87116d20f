import type { ChangesRequest, RangeRequest } from '../../protocol/messages.ts';
import type { SampleColumns, ThinnedSeries } from '../../series/columns.ts';
import { deadbandOf, isBack } from '../../twin/alarm.ts';
import { stateClass } from '../../twin/packml.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { ActiveAlarm } from './alarms.ts';

/** What is asked of the record. */
export interface OnsetRecord {
  range(request: RangeRequest): Promise<ThinnedSeries>;
  changes(request: ChangesRequest): Promise<SampleColumns>;
}

export interface Onset {
  readonly sinceMs: number;
  readonly earlier: boolean;
}

const lookBackMs = 24 * 3_600_000;
/** Five minutes each, then a second each. */
const coarseBuckets = 288;
const fineBuckets = 600;

/** When the alarm that stands at `momentMs` began, by the record of the 24 h before; null when it says nothing. */
export function findOnset(
  index: PlantIndex,
  alarm: ActiveAlarm,
  momentMs: number,
  record: OnsetRecord,
): Promise<Onset | null> {
  const { cause } = alarm;
  if (cause.kind !== 'limit' && cause.kind !== 'state') return Promise.resolve(null); // the gateway knows when
  if (cause.kind === 'limit') return limitOnset(index, cause.slot, cause.limit, momentMs, record);
  const slot = index.machineById.get(alarm.machine)!.stateTag!.slot;
  return stateOnset(slot, cause.state, momentMs, record);
}

async function stateOnset(slot: number, state: string, momentMs: number, record: OnsetRecord): Promise<Onset | null> {
  const fromMs = Math.floor(momentMs - lookBackMs);
  const { timesMs, values, qualities } = await record.changes({ slot, fromMs, toMs: Math.ceil(momentMs) + 1 });
  let onset: Onset | null = null;
  for (let k = 0; k < timesMs.length; k++) {
    if (stateClass(values[k]!) !== state) onset = null;
    // A source that was silent for a while does not end what it reports before and after.
    else if (onset === null && qualities[k]! < Quality.stale) onset = { sinceMs: timesMs[k]!, earlier: k === 0 };
  }
  return onset;
}

/**
 * Since the last time the value was back by more than its deadband, the first crossing. A tag without deadband is back
 * as soon as it is inside.
 */
async function limitOnset(
  index: PlantIndex,
  slot: number,
  limit: 'low' | 'high' | 'lowLow' | 'highHigh',
  momentMs: number,
  record: OnsetRecord,
): Promise<Onset | null> {
  const { tag } = index.tags[slot]!;
  const { limits } = tag;
  const deadband = deadbandOf(tag);
  const rising = limit === 'high' || limit === 'highHigh';
  const at = limits![limit]!;
  const back = (value: number) =>
    deadband ? isBack(limits, deadband, limit, value) : rising ? value < at : value > at;
  const beyond = (value: number) => (rising ? value >= at : value <= at);
  const inner = (series: ThinnedSeries, k: number) => (rising ? series.lows[k]! : series.highs[k]!);
  const outer = (series: ThinnedSeries, k: number) => (rising ? series.highs[k]! : series.lows[k]!);
  const lastBack = (series: ThinnedSeries) => {
    for (let k = series.counts.length - 1; k >= 0; k--) if (back(inner(series, k))) return k;
    return -1;
  };
  const toMs = Math.ceil(momentMs) + 1;
  const coarse = await record.range({ slot, fromMs: toMs - lookBackMs, toMs, buckets: coarseBuckets });
  if (coarse.counts.length === 0) return null;
  const backAt = lastBack(coarse);
  if (backAt < 0) return { sinceMs: coarse.firstTimesMs[0]!, earlier: true };
  // The crossing lies in that bucket or in the next one that has samples.
  const fromMs = Math.floor(coarse.firstTimesMs[backAt]!);
  const untilMs = Math.ceil(coarse.lastTimesMs[Math.min(backAt + 1, coarse.counts.length - 1)]!) + 1;
  const fine = await record.range({ slot, fromMs, toMs: untilMs, buckets: fineBuckets });
  const fineBack = lastBack(fine);
  for (let k = Math.max(0, fineBack); k < fine.counts.length; k++) {
    if (!beyond(outer(fine, k))) continue;
    return { sinceMs: k === fineBack ? fine.lastTimesMs[k]! : fine.firstTimesMs[k]!, earlier: false };
  }
  return null;
}
