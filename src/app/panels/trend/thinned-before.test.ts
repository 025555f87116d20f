import { expect, test } from 'vitest';
import type { Plant } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { smallPlant } from '../../../twin/small-plant.ts';
import { thinnedBefore } from './thinned-before.ts';

const { tags } = indexPlant(smallPlant as unknown as Plant);
const of = (kind: string) => tags.filter(({ tag }) => tag.kind === kind);

test('a trend lacks values before the latest time of its kinds, and of states none', () => {
  const thinned = { number: 3000, integer: 5000, state: 9000, boolean: 9000, compression: 9000 };
  expect(thinnedBefore(of('number'), thinned)).toBe(3000);
  expect(thinnedBefore([...of('number'), ...of('integer'), ...of('state')], thinned)).toBe(5000);
  expect(thinnedBefore([...of('state'), ...of('boolean')], thinned)).toBe(-Infinity);
  expect(thinnedBefore(of('number'), {})).toBe(-Infinity);
});
