import { expect, test } from 'vitest';
import type { Plant } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { smallPlant } from '../../../twin/small-plant.ts';
import { LiveTable } from '../../live/live-table.ts';
import { valueWord } from './machine-label.ts';

test('SCENE-4 a label has no number of a value that is bad', () => {
  const index = indexPlant(smallPlant as unknown as Plant);
  const table = new LiveTable(index.tags.length);
  const tag = index.tags.find(({ tag: { kind } }) => kind === 'number')!;
  table.write(tag.slot, 1, 900, Quality.stale);
  expect(valueWord(tag, table)).toMatch(/^900/);
  table.write(tag.slot, 2, 900, Quality.bad);
  expect(valueWord(tag, table)).toBe('–');
});
