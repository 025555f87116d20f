import { choices, type Report, told } from './fault.ts';
import type { Flow } from './plant.ts';
import type { Sound } from './structure.ts';
import { entries, type Survey } from './survey.ts';

const carriers = ['conveyor', 'roller-conveyor', 'overhead-conveyor', 'accumulation-table'];

/** That material flows between machines that exist, over conveyors and tables, and never in a circle. */
export function checkFlows(survey: Survey, fault: Report): void {
  const flows = entries(survey.plant.flows);
  const machineIds = [...survey.machineById.keys()];
  for (const [at, flow] of flows) {
    const path = ['flows', at];
    const named: readonly (readonly [string | undefined, readonly (string | number)[]])[] = [
      [flow.from, ['from']],
      [flow.to, ['to']],
      ...entries(flow.via).map(([index, id]) => [id, ['via', index]] as const),
    ];
    for (const [id, step] of named) {
      if (id === undefined) continue;
      const machine = survey.machineById.get(id);
      if (!machine) fault([...path, ...step], told('faults.unknownMachine', { id, choices: choices(id, machineIds) }));
      else if (step[0] === 'via' && machine.type && !carriers.includes(machine.machine.type!)) {
        fault([...path, ...step], told('faults.onlyCarriers', { id, type: machine.machine.type! }));
      }
    }
    checkFlowTags(survey, flow, path, fault);
  }
  checkLoops(flows, fault);
}

function checkFlowTags(survey: Survey, flow: Sound<Flow>, path: readonly (string | number)[], fault: Report): void {
  for (const key of ['countTag', 'fillTag'] as const) {
    const id = flow[key];
    if (id === undefined) continue;
    const tag = survey.tagById.get(id)?.tag;
    if (!tag) {
      const known = choices(id, survey.tagById.keys());
      fault([...path, key], told('faults.unknownFullTag', { id, choices: known }));
    } else if (tag.kind === 'boolean' || tag.kind === 'state' || tag.kind === 'text') {
      fault([...path, key], told('faults.needsNumber', { id, kind: tag.kind, what: key }));
    } else if (key === 'countTag' && tag.counter !== true) {
      fault([...path, key], told('faults.countsNothing', { id }));
    } else if (key === 'fillTag' && tag.counter === true) {
      fault([...path, key], told('faults.countsUp', { id }));
    }
  }
}

/** Things that are made never come back to where they were; water may go round, as in a rig. */
function checkLoops(flows: readonly (readonly [number, Sound<Flow>])[], fault: Report): void {
  const leaving = new Map<string, { to: string; at: number }[]>();
  for (const [at, { from, to, item }] of flows) {
    if (from === undefined || to === undefined || item === 'water') continue;
    const edges = leaving.get(from);
    if (edges) edges.push({ to, at });
    else leaving.set(from, [{ to, at }]);
  }
  const done = new Set<string>();
  for (const start of leaving.keys()) {
    if (done.has(start)) continue;
    // Depth first without recursion: a file may hold a chain of any length.
    const trail = [{ id: start, next: 0 }];
    const onTrail = new Set([start]);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const edge = leaving.get(top.id)?.[top.next++];
      if (!edge) {
        trail.pop();
        onTrail.delete(top.id);
        done.add(top.id);
      } else if (onTrail.has(edge.to)) {
        const circle = trail.slice(trail.findIndex(({ id }) => id === edge.to)).map(({ id }) => id);
        fault(['flows', edge.at], told('faults.flowLoop', { circle: [...circle, edge.to].join(' -> ') }));
      } else if (!done.has(edge.to)) {
        trail.push({ id: edge.to, next: 0 });
        onTrail.add(edge.to);
      }
    }
  }
}
