import type { Span } from '../../twin/calendar.ts';
import type { Machine, Plant } from '../../twin/plant.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { heldValues, type StateRows } from './stretches.ts';

/** While one product is made; null = nobody says which. */
export interface ProductSpan extends Span {
  readonly product: string | null;
}

/** What a line's product tag says over the span, without a hole. */
export function productSpans(
  tag: Pick<PlacedTag, 'stateNames' | 'texts'>,
  rows: StateRows,
  span: Span,
  recordedToMs: number,
): readonly ProductSpan[] {
  return heldValues(rows, span, recordedToMs).map(({ fromMs, toMs, value }) => ({
    fromMs,
    toMs,
    product: (tag.stateNames ? tag.stateNames[value] : tag.texts?.get(value)) ?? null,
  }));
}

/** The machine's rated output at a time, items per minute: that of the product made then, else its own. */
export function rateAtOf(
  { products = [] }: Pick<Plant, 'products'>,
  { id, ratePerMinute }: Pick<Machine, 'id' | 'ratePerMinute'>,
  spans: readonly ProductSpan[],
): (timeMs: number) => number | undefined {
  const rates = new Map(products.map(({ name, ratesPerMinute }) => [name, ratesPerMinute[id]]));
  return (timeMs) => {
    const product = spans.find(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs)?.product ?? null;
    return (product === null ? undefined : rates.get(product)) ?? ratePerMinute;
  };
}
