import { expect, test } from 'vitest';
import { checkPlant } from '../../../twin/check-plant.ts';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { Plant } from '../../../twin/plant.ts';
import { galleryTypes, plantOfAll, plantOfOne } from './gallery-plant.ts';

const faultsOf = (plant: Plant): readonly string[] => (checkPlant(plant).faults ?? []).map(({ told }) => told.key);

test.each(galleryTypes)('%s alone is a plant without faults, and every motion of its parts has a tag', (type) => {
  const plant = plantOfOne(type, {});
  expect(faultsOf(plant)).toEqual([]);
  const motions = Object.values(equipment[type]!.parts).flatMap(({ moves }) => moves);
  expect(plant.areas[0]!.lines[0]!.machines[0]!.tags).toHaveLength(motions.length);
});

test('all types together stand in one hall, none in another', () => {
  expect(faultsOf(plantOfAll())).toEqual([]);
});

test('at least 30 types', () => {
  expect(galleryTypes.length).toBeGreaterThanOrEqual(30);
});
