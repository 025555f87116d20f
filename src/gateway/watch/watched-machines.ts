import type { WatchedMachine } from '../../analytics/watch/machine-rows.ts';
import { packmlCode } from '../../twin/packml.ts';
import type { PlacedMachine, PlacedTag, PlantIndex } from '../../twin/plant-index.ts';

/** Machines that have numbers to watch; counters only grow, and are none. */
export function watchedMachines({ machines }: PlantIndex): WatchedMachine[] {
  const own = machines.map((placed) => ({ placed, tags: placed.tags.filter(isWatched) }));
  const watched = own.filter(({ tags }) => tags.length > 0);
  return watched.map(({ placed, tags }) => ({
    id: placed.machine.id,
    slots: tags.map(({ slot }) => slot),
    low: tags.map(({ tag: { limits } }) => Math.max(limits?.low ?? -Infinity, limits?.lowLow ?? -Infinity)),
    high: tags.map(({ tag: { limits } }) => Math.min(limits?.high ?? Infinity, limits?.highHigh ?? Infinity)),
    running: runningOf(placed),
    machinesInLine: watched.filter((each) => each.placed.line === placed.line).length,
  }));
}

/** Execute; of a machine without a state, its only switch. */
function runningOf({ stateTag, tags }: PlacedMachine): WatchedMachine['running'] {
  if (stateTag) return { slot: stateTag.slot, value: packmlCode('Execute') };
  const [own, ...others] = tags.filter(({ tag }) => tag.kind === 'boolean');
  return own && others.length === 0 ? { slot: own.slot, value: 1 } : null;
}

const isWatched = ({ tag }: PlacedTag): boolean => tag.kind === 'number' && tag.counter !== true;
