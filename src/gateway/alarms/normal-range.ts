import type { WatchedAlarm } from './watched-alarm.ts';

/** What a tag's value has to lie between so that a look at its alarms is not worth while; NaN = each sample is looked at. */
export function normalRange(readers: readonly WatchedAlarm[]): { readonly low: number; readonly high: number } {
  const [only, more] = readers;
  if (only === undefined || more !== undefined || only.alarm.kind !== 'limit' || only.condition.slots.length > 1) {
    return { low: Number.NaN, high: Number.NaN };
  }
  const { low, lowLow, high, highHigh } = only.alarm.placed.tag.limits ?? {};
  return {
    low: Math.max(low ?? Number.NEGATIVE_INFINITY, lowLow ?? Number.NEGATIVE_INFINITY),
    high: Math.min(high ?? Number.POSITIVE_INFINITY, highHigh ?? Number.POSITIVE_INFINITY),
  };
}
