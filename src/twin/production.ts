import type { TagId } from './plant.ts';
import type { PlacedTag, PlantIndex } from './plant-index.ts';

/**
 * The counters whose sum is what the plant makes: those of the good items of its OEE figures, because that is where
 * the plant file says that a line's items are counted. Without such figures, the counters of flows of items that end,
 * or else of those that leave the line of the machine they come from; of several kinds of item only the last one in
 * the file, because bottles and pallets do not add up.
 */
export function productionTags(index: PlantIndex): readonly PlacedTag[] {
  const kpis = (index.plant.kpis ?? []).filter(({ formula }) => formula === 'oee');
  const counted = kpis.map(({ machine, good }) => (good.includes('.') ? good : `${machine}.${good}`) as TagId);
  const ids = new Set(counted.length > 0 ? counted : flowCounters(index));
  return [...ids].flatMap((id) => index.tagById.get(id) ?? []);
}

function flowCounters({ plant, flowsFrom, machineById }: PlantIndex): readonly TagId[] {
  const counted = plant.flows.filter(({ countTag }) => countTag !== undefined);
  const ending = counted.filter(({ to }) => !flowsFrom.has(to));
  const leaving = counted.filter(({ from, to }) => machineById.get(from)?.line !== machineById.get(to)?.line);
  const last = ending.length > 0 ? ending : leaving;
  const item = last.at(-1)?.item;
  return last.flatMap((flow) => (flow.item === item && flow.countTag !== undefined ? [flow.countTag] : []));
}
