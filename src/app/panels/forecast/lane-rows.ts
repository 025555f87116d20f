import type { Forecast } from '../../../protocol/messages.ts';
import type { Span } from '../../../twin/calendar.ts';

export interface PlacedForecast {
  readonly forecast: Forecast;
  /** From the top. */
  readonly row: number;
  /** Shares of the window. */
  readonly from: number;
  readonly likely: number;
  readonly to: number;
}

/** Bars that begin within the window, a row each, the nearest on top; the others are counted. */
export function placeForecasts(
  forecasts: readonly Forecast[],
  { fromMs, toMs }: Span,
  rows: number,
): { readonly placed: readonly PlacedForecast[]; readonly more: number } {
  const share = (timeMs: number): number => Math.min(1, Math.max(0, (timeMs - fromMs) / (toMs - fromMs)));
  const within = forecasts.filter(({ earliestMs }) => earliestMs < toMs).slice(0, Math.max(0, rows));
  const placed = within.map((forecast, row) => ({
    forecast,
    row,
    from: share(forecast.earliestMs),
    likely: share(forecast.likelyMs),
    to: share(forecast.latestMs),
  }));
  return { placed, more: forecasts.length - placed.length };
}
