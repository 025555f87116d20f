import type { MachineId } from '../plant.ts';
import type { PlantIndex } from '../plant-index.ts';

/** Alarms that follow each other by less are of one disturbance. */
const togetherMs = 60_000;
/** Scans and networks tell no order below this. */
const sameTimeMs = 2000;

interface Raised {
  readonly id: string;
  readonly machine: MachineId;
  readonly sinceMs: number;
}

/** Alarms of one disturbance: what came first, and what followed. */
export interface AlarmGroup<A extends Raised> {
  /** The likely cause (first-out): first in time; of those at the same time, the one upstream. */
  readonly first: A;
  readonly others: readonly A[];
}

/**
 * Groups alarms that came together, each within a minute of the one before, on machines that material connects. An
 * alarm by itself is a group of one.
 */
export function groupAlarms<A extends Raised>(alarms: readonly A[], index: PlantIndex): readonly AlarmGroup<A>[] {
  const groups: A[][] = [];
  for (const alarm of [...alarms].sort((a, b) => a.sinceMs - b.sinceMs)) {
    const own = groups.find((group) => {
      const isSoon = alarm.sinceMs - group.at(-1)!.sinceMs <= togetherMs;
      return isSoon && group.some(({ machine }) => areConnected(machine, alarm.machine, index));
    });
    if (own) own.push(alarm);
    else groups.push([alarm]);
  }
  return groups.map((group) => {
    const early = group.filter(({ sinceMs }) => sinceMs - group[0]!.sinceMs <= sameTimeMs);
    const first = early.reduce((best, each) =>
      upstreamOf(best.machine, index).has(each.machine) && each.machine !== best.machine ? each : best,
    );
    return { first, others: group.filter((alarm) => alarm !== first) };
  });
}

const areConnected = (a: MachineId, b: MachineId, index: PlantIndex): boolean =>
  upstreamOf(a, index).has(b) || upstreamOf(b, index).has(a);

/** The machine, and all that material comes from on its way to it, conveyors too. */
function upstreamOf(machine: MachineId, { plant: { flows } }: PlantIndex): ReadonlySet<MachineId> {
  const found = new Set([machine]);
  for (const each of found) {
    for (const { from, via, to } of flows) {
      const at = via.indexOf(each);
      if (to === each) for (const before of [from, ...via]) found.add(before);
      else if (at >= 0) for (const before of [from, ...via.slice(0, at)]) found.add(before);
    }
  }
  return found;
}
