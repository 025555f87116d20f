import type { Forecast } from '../../protocol/messages.ts';
import { passingOf } from '../../series/forecast/passing.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { type MinuteHistory, minuteMs } from './minute-history.ts';

const upwards = ['high', 'highHigh'] as const;
const downwards = ['low', 'lowLow'] as const;
/** A machine that has not run for longer than this: nobody knows when it will again. */
const longestStandMinutes = 8;

/** Which limit the tag will pass next, and when; null where nothing can be said. A tag passes one limit at a time. */
export function forecastOf(history: MinuteHistory, placed: PlacedTag): Forecast | null {
  const found = [true, false].flatMap((rising): readonly Forecast[] => {
    const next = nextLimit(history, placed, rising);
    const passing = next && passingOf(next.values, next.at);
    if (!passing) return [];
    const { earliest, likely, latest, drift } = passing;
    const atMs = (minutes: number): number => history.toMs + minutes * minuteMs;
    return [
      {
        slot: placed.slot,
        limit: next.limit,
        fromMs: history.toMs,
        earliestMs: atMs(earliest),
        likelyMs: atMs(likely),
        latestMs: atMs(latest),
        drift,
      },
    ];
  });
  return found.toSorted((a, b) => a.likelyMs - b.likelyMs)[0] ?? null;
}

interface NextLimit {
  readonly limit: Forecast['limit'];
  /** Of values that rise towards it: those of a low limit with their sign turned. */
  readonly at: number;
  readonly values: Float64Array;
}

/** The first limit above, or below, the newest value; null where there is none, or where the machine stands. */
export function nextLimit(history: MinuteHistory, placed: PlacedTag, rising: boolean): NextLimit | null {
  const { limits } = placed.tag;
  const sign = rising ? 1 : -1;
  const names = (rising ? upwards : downwards).filter((name) => limits?.[name] !== undefined);
  if (names.length === 0) return null;
  const values = history.values(placed, rising);
  const newest = values.subarray(-longestStandMinutes).findLast((value) => !Number.isNaN(value));
  const limit = newest === undefined ? undefined : names.find((name) => sign * limits![name]! > newest);
  return limit === undefined ? null : { limit, at: sign * limits![limit]!, values };
}
