import { choices, type Report } from './fault.ts';
import { entries, type Survey } from './survey.ts';

/** Named views: each has an id of its own and says what it shows in exactly one way. */
export function checkViews({ plant, machineById }: Survey, fault: Report): void {
  const firsts = new Map<string, number>();
  for (const [at, { id, machines, eye, target }] of entries(plant.views)) {
    const path = ['views', at] as const;
    if (id !== undefined) {
      const first = firsts.get(id);
      if (first === undefined) firsts.set(id, at);
      else fault([...path, 'id'], `view id "${id}" is already used at $.views[${first}]; give one of them another id`);
    }
    for (const [k, machine] of entries(machines)) {
      if (machineById.has(machine)) continue;
      fault([...path, 'machines', k], `there is no machine "${machine}"${choices(machine, machineById.keys())}`);
    }
    const placed = eye !== undefined || target !== undefined;
    if (placed && machines !== undefined)
      fault(path, 'a view either frames `machines` or looks from `eye` to `target`; leave one of them out');
    else if (!placed && machines === undefined)
      fault(path, 'a view shows nothing; add `machines` to frame, or `eye` and `target`');
    else if (placed && (eye === undefined || target === undefined))
      fault(path, `\`eye\` and \`target\` go together; add \`${eye === undefined ? 'eye' : 'target'}\``);
    else if (eye && target && eye.every((each, k) => each === target[k]))
      fault([...path, 'target'], 'the camera cannot look at the place where it is; move `eye` or `target`');
  }
}
