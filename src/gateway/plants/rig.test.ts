import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadMapping } from '../connectors/recording-mapping.ts';
import { loadPlant } from './load-plant.ts';

test('the rig is a sound plant of five machines and eight tags, each fed by one column of its recordings', async () => {
  const { index } = await loadPlant('rig');
  expect(index.machines.map(({ machine }) => machine.type).sort()).toEqual(['motor', 'pump', 'tank', 'valve', 'valve']);
  const mapping = await loadMapping(fileURLToPath(new URL('skab.mapping.json', import.meta.url)));
  const addresses = mapping.columns.map(({ address }) => address);
  expect(addresses).toHaveLength(8);
  expect(new Set(addresses)).toEqual(new Set(index.tags.map(({ tag }) => tag.address)));
});
