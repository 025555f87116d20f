import type { Forecast, Forecasts } from '../../protocol/messages.ts';
import type { Procedure } from '../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import type { Evidence } from '../../twin/work-order.ts';

const minuteMs = 60_000;
/** A forecast that was told for a shorter time may be a passing one. */
const heldMs = 10 * minuteMs;
/** A tag that nothing was told of for longer than this begins anew. */
const breakMs = 15 * minuteMs;

/** Something that an order has to be drafted for, unless there is one. */
export interface Due {
  readonly procedure: Procedure;
  readonly machine: PlacedTag['machine']['machine'];
  readonly evidence: Evidence;
}

/** The procedure that a tag tells of, if any. */
export const procedureOf = ({ machine, tag }: Pick<PlacedTag, 'machine' | 'tag'>): Procedure | undefined =>
  machine.machine.maintenance?.find(({ tags }) => tags.includes(tag.id));

/** Which forecasts have held for long enough to draft an order. Of one plant. */
export class HeldForecasts {
  readonly #index: PlantIndex;
  /** By slot: since when, and until when, something was foretold of it. Unix ms. */
  readonly #told = new Map<number, { readonly sinceMs: number; readonly untilMs: number }>();

  constructor(index: PlantIndex) {
    this.#index = index;
  }

  /** Those that are due by what is foretold now. */
  due({ madeMs, forecasts }: Forecasts): readonly Due[] {
    if (madeMs === null) return [];
    return forecasts.flatMap((forecast) => {
      const placed = this.#index.tags[forecast.slot]!;
      const procedure = procedureOf(placed);
      if (!procedure) return [];
      const before = this.#told.get(forecast.slot);
      const sinceMs = before && madeMs - before.untilMs <= breakMs ? before.sinceMs : madeMs;
      this.#told.set(forecast.slot, { sinceMs, untilMs: madeMs });
      if (madeMs - sinceMs < heldMs) return [];
      return [{ procedure, machine: placed.machine.machine, evidence: evidenceOf(placed, forecast) }];
    });
  }
}

function evidenceOf({ id, tag }: PlacedTag, forecast: Forecast): Evidence {
  const { limit, fromMs, earliestMs, likelyMs, latestMs, drift } = forecast;
  return {
    kind: 'forecast',
    tag: id,
    limit,
    at: tag.limits![limit]!,
    fromMs: fromMs - drift.minutes * minuteMs,
    earliestMs,
    likelyMs,
    latestMs,
  };
}
