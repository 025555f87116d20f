import { expect, test } from 'vitest';
import { plantSchema } from '../../twin/plant-schema.ts';

// To publish a changed schema: npx vitest run src/gateway/plants/plant-schema.test.ts -u
test('PLANT-2: the published schema is the one that the checker interprets', async () => {
  await expect(`${JSON.stringify(plantSchema, null, 2)}\n`).toMatchFileSnapshot('gemba-plant-1.schema.json');
});
