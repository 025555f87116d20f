import { expect, test } from 'vitest';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Quality } from '../../twin/quality.ts';
import { TagStates } from './tag-states.ts';
import { plantOf } from './test-plant.ts';
import { rowsOf } from './test-sink.ts';

test('SPB-8 a birth that itself calls a value stale confirms nothing', () => {
  const source = { id: 's', type: 'sparkplug', url: 'mqtt://b', group: 'g', edgeNode: 'n', host: 'h' } as const;
  const [tag] = plantOf(source, ['a']).tags;
  const states = new TagStates(5000);
  const out = new SampleBatchBuilder();
  states.putBorn(tag!, 1000, 2000, 22.5, Quality.stale, out);
  states.putBorn(tag!, 1000, 3000, 22.5, Quality.stale, out);
  expect(rowsOf(out).map(({ timeMs, quality }) => [timeMs, quality])).toEqual([
    [1000, 'stale'],
    [1000, 'stale'],
  ]);
});

test('SPB-8 a first birth puts again only what is older than this process, so that a record equals its source', () => {
  const source = { id: 's', type: 'sparkplug', url: 'mqtt://b', group: 'g', edgeNode: 'n', host: 'h' } as const;
  const [old, recent] = plantOf(source, ['a', 'b']).tags;
  const states = new TagStates(5000);
  const out = new SampleBatchBuilder();
  states.putBorn(old!, 4000, 6000, 1, Quality.good, out);
  states.putBorn(recent!, 5500, 6000, 2, Quality.good, out);
  expect(rowsOf(out).map(({ timeMs, value }) => [timeMs, value])).toEqual([
    [4000, 1],
    [6000, 1],
    [5500, 2],
  ]);
});
