import type { Forecast, Forecasts } from '../../protocol/messages.ts';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { smallPlant } from '../../twin/small-plant.ts';

/** Its filler's speed, slot 1, tells of a procedure; nothing else does. */
export const orderPlant = indexPlant(smallPlant as unknown as Plant);
export const speedSlot = 1;

const minuteMs = 60_000;

/** Foretold at `madeMs` of each slot: `high` in three hours, give or take one, by a drift of two. */
export const foretold = (madeMs: number, ...ofSlots: readonly number[]): Forecasts => ({
  madeMs,
  forecasts: ofSlots.map(
    (slot): Forecast => ({
      slot,
      limit: 'high',
      fromMs: madeMs,
      earliestMs: madeMs + 120 * minuteMs,
      likelyMs: madeMs + 180 * minuteMs,
      latestMs: madeMs + 240 * minuteMs,
      drift: { minutes: 120 } as Forecast['drift'],
    }),
  ),
});
