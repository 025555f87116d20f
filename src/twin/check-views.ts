import { choices, type Report, told } from './fault.ts';
import { entries, type Survey } from './survey.ts';

/** Named views: each has an id of its own and says what it shows in exactly one way. */
export function checkViews({ plant, machineById }: Survey, fault: Report): void {
  const firsts = new Map<string, number>();
  for (const [at, { id, machines, eye, target }] of entries(plant.views)) {
    const path = ['views', at] as const;
    if (id !== undefined) {
      const first = firsts.get(id);
      if (first === undefined) firsts.set(id, at);
      else
        fault([...path, 'id'], told('faults.idTaken', { what: told('faults.ofView'), id, first: `$.views[${first}]` }));
    }
    for (const [k, machine] of entries(machines)) {
      if (machineById.has(machine)) continue;
      fault(
        [...path, 'machines', k],
        told('faults.noMachine', { id: machine, choices: choices(machine, machineById.keys()) }),
      );
    }
    const placed = eye !== undefined || target !== undefined;
    if (placed && machines !== undefined) fault(path, told('faults.viewTwice'));
    else if (!placed && machines === undefined) fault(path, told('faults.viewEmpty'));
    else if (placed && (eye === undefined || target === undefined))
      fault(path, told('faults.viewHalf', { missing: eye === undefined ? 'eye' : 'target' }));
    else if (eye && target && eye.every((each, k) => each === target[k]))
      fault([...path, 'target'], told('faults.viewBlind'));
  }
}
