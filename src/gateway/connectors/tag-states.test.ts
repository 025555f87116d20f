import { expect, test } from 'vitest';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Quality } from '../../twin/quality.ts';
import { TagStates } from './tag-states.ts';
import { plantOf } from './test-plant.ts';
import { rowsOf } from './test-sink.ts';

test('SPB-8 a birth that itself calls a value stale confirms nothing', () => {
  const source = { id: 's', type: 'sparkplug', url: 'mqtt://b', group: 'g', edgeNode: 'n', host: 'h' } as const;
  const [tag] = plantOf(source, ['a']).tags;
  const states = new TagStates();
  const out = new SampleBatchBuilder();
  states.putBorn(tag!, 1000, 2000, 22.5, Quality.stale, out);
  states.putBorn(tag!, 1000, 3000, 22.5, Quality.stale, out);
  expect(rowsOf(out).map(({ timeMs, quality }) => [timeMs, quality])).toEqual([
    [1000, 'stale'],
    [1000, 'stale'],
  ]);
});
