import type { Forecast } from '../../../protocol/messages.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { text } from '../../languages/language.ts';
import { formatWithUnit } from '../../languages/values.ts';
import { siteClock } from '../time/clock-text.ts';

/** `at`: the limit's value, where it is not the plant file's of now. */
type Foretold = Pick<Forecast, 'slot' | 'limit' | 'earliestMs' | 'likelyMs' | 'latestMs'> & { readonly at?: number };

/** A forecast in the page's language, in times of the site; those of another day than `nowMs` with their day. */
export function forecastWords(forecast: Foretold, { tags, plant }: PlantIndex, nowMs: number) {
  const tag = tags[forecast.slot]!;
  const clock = siteClock(plant.site.timeZone);
  const at = (timeMs: number): string =>
    clock.isoDate(timeMs) === clock.isoDate(nowMs)
      ? clock.minute(timeMs)
      : `${clock.day(timeMs)} ${clock.minute(timeMs)}`;
  const words = {
    tag: tag.tag.name,
    limit: text(`forecast.limit.${forecast.limit}`),
    value: formatWithUnit(tag, forecast.at ?? tag.tag.limits?.[forecast.limit] ?? Number.NaN),
    earliest: at(forecast.earliestMs),
    latest: at(forecast.latestMs),
    likely: at(forecast.likelyMs),
  };
  const machine = tag.machine.machine.name;
  const what = text('forecast.what', words);
  return { machine, what, whole: text('forecast.reaches', { machine, what }), next: text('forecast.next', words) };
}
