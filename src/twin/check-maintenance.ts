import { choices, type Report, told } from './fault.ts';
import { entries, type Survey, type SurveyedMachine } from './survey.ts';

/** What the procedures of a machine refer to. */
export function checkMaintenance({ machines }: Survey, fault: Report): void {
  for (const machine of machines) {
    checkComponents(machine, fault);
    checkTags(machine, fault);
  }
}

function checkComponents({ machine, path }: SurveyedMachine, fault: Report): void {
  const known = entries(machine.components).flatMap(([, { id }]) => id ?? []);
  for (const [at, { component }] of entries(machine.maintenance)) {
    if (component === undefined || known.includes(component)) continue;
    fault(
      [...path, 'maintenance', at, 'component'],
      told('faults.unknownComponent', { id: component, choices: choices(component, known) }),
    );
  }
}

function checkTags({ machine, path, label, tags }: SurveyedMachine, fault: Report): void {
  const known = tags.flatMap(({ tag }) => tag.id ?? []);
  const firsts = new Map<string, string>();
  for (const [at, procedure] of entries(machine.maintenance)) {
    for (const [tagAt, id] of entries(procedure.tags)) {
      const own = [...path, 'maintenance', at, 'tags', tagAt];
      const tag = tags.find((each) => each.tag.id === id)?.tag;
      const first = firsts.get(id);
      if (!tag) fault(own, told('faults.hasNoTag', { machine: label, id, choices: choices(id, known) }));
      else if (tag.limits === undefined) fault(own, told('faults.tellsNothing', { id }));
      else if (first !== undefined) fault(own, told('faults.tellsAlready', { id, first }));
      if (first === undefined) firsts.set(id, procedure.id ?? '');
    }
  }
}
