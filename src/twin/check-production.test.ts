import { describe, expect, test } from 'vitest';
import { faultsAfter, line1 } from './small-plant.ts';

const line = line1.slice(0, -1);
const stops = ['site', 'plannedStops'];

describe('what figures of production rest on (PLANT-21)', () => {
  test.each([
    [[...line1, 0, 'counts', 'good'], 'outt', /counts\.good unknown tag "filler\.outt"; did you mean "filler\.out"/],
    [[...line1, 0, 'counts', 'rejected'], 'speed', /counts\.rejected "filler\.speed" is no counter/],
    [[...line, 'productTag'], 'filler.mod', /productTag unknown tag "filler\.mod".*did you mean "filler\.mode"/],
    [[...line, 'productTag'], 'filler.speed', /"filler\.speed" is a number; what product is made is told by/],
    [['site', 'currency'], undefined, /downtimeCostPerHour .*give the site its "currency"/],
    [['site', 'currency'], 'euro', /currency "euro" is no currency: write its ISO 4217 code/],
    [['products', 0, 'ratesPerMinute'], { filer: 3 }, /ratesPerMinute\.filer unknown machine "filer"; did you mean/],
    [['products', 1], { name: 'hand', ratesPerMinute: {} }, /products\[1\]\.name product "hand" is already at/],
    [[...stops, 0, 'dates'], ['2030-01-01'], /plannedStops\[0\] a planned stop is each week or on some dates/],
    [[...stops, 0, 'days'], undefined, /plannedStops\[0\] .*give it either "days" or "dates"/],
    [[...stops, 1, 'dates'], ['2030-02-30'], /plannedStops\[1\]\.dates\[0\] there is no 2030-02-30/],
    [[...stops, 1, 'dates'], ['1.1.2030'], /dates\[0\] "1\.1\.2030" is no date: write it as "YYYY-MM-DD"/],
    [[...stops, 0, 'lines'], ['line1'], /plannedStops\[0\]\.lines\[0\] unknown line "line1"; did you mean "line-1"/],
  ] as const)('%j = %j is told', (path, value, expected) => {
    expect(faultsAfter([path, value])).toEqual([expect.stringMatching(expected)]);
  });
});
