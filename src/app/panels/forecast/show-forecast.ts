import type { Forecast } from '../../../protocol/messages.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { select, setTrend } from '../../stores/selection.ts';
import { chooseSpan, trendSpans } from '../trend/trend-window.ts';

/** Selects the machine, and shows the tag's course as far back as the forecast reaches ahead. */
export function showForecast(
  { slot, fromMs, latestMs }: Pick<Forecast, 'slot' | 'fromMs' | 'latestMs'>,
  { tags }: PlantIndex,
): void {
  const tag = tags[slot]!;
  select(tag.machine.machine.id);
  setTrend([tag.id]);
  const { spanMs } = trendSpans.find((each) => each.spanMs >= latestMs - fromMs) ?? trendSpans.at(-1)!;
  chooseSpan(spanMs);
}
