import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { flowOrder } from './flow-order.ts';

const bottling = indexPlant(
  JSON.parse(readFileSync(new URL('../../gateway/plants/bottling.json', import.meta.url), 'utf8')) as Plant,
);

test('NEXT-1 every machine comes once, and none before the one that it is fed by', () => {
  const order = flowOrder(bottling);
  expect([...order].sort()).toEqual(bottling.machines.map(({ machine }) => machine.id).sort());
  const first = bottling.plant.flows.filter(({ from }) => !bottling.flowsTo.has(from));
  expect(first.length).toBeGreaterThan(0);
  for (const { from, to, via } of bottling.plant.flows) {
    for (const between of via) expect(order.indexOf(between)).toBeGreaterThan(order.indexOf(from));
    if (bottling.flowsTo.get(to)?.length === 1) expect(order.indexOf(to)).toBeGreaterThan(order.indexOf(from));
  }
});

test('NEXT-1 flows in a ring end', () => {
  const [a, b] = bottling.machines;
  const ring = [
    { id: 'there', from: a!.machine.id, to: b!.machine.id, via: [], item: 'case', capacity: 1 },
    { id: 'back', from: b!.machine.id, to: a!.machine.id, via: [], item: 'case', capacity: 1 },
  ] as const;
  const order = flowOrder(indexPlant({ ...bottling.plant, flows: ring }));
  expect(order.slice(0, 2)).toEqual([a!.machine.id, b!.machine.id]);
  expect(order).toHaveLength(bottling.machines.length);
});
