import { expect, test } from 'vitest';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { changed, smallPlant } from '../../twin/small-plant.ts';
import { flowOrder } from './flow-order.ts';

const orderIn = (plant: unknown) => flowOrder(indexPlant(plant as Plant));

test('NEXT-1 along each flow with what lies between, a ring where the plant file enters it, each machine once', () => {
  // Bottles run filler, conveyor, capper; water from the pump to the tank and back.
  expect(orderIn(smallPlant)).toEqual(['filler', 'conveyor-1', 'capper', 'pump', 'tank']);
});

test('NEXT-1 the flow counts, not the order in the file', () => {
  const back = { id: 'back', from: 'capper', to: 'filler', via: ['conveyor-1'], item: 'bottle', capacity: 9 };
  expect(orderIn(changed(smallPlant, ['flows'], [back]))).toEqual(['capper', 'conveyor-1', 'filler', 'pump', 'tank']);
});

test('NEXT-1 machines that no flow touches follow in the order of the file', () => {
  expect(orderIn(changed(smallPlant, ['flows'], []))).toEqual(['filler', 'conveyor-1', 'capper', 'pump', 'tank']);
});
