import { absentParts, absentTold } from './equipment/drawn-parts.ts';
import { choices, type Report, told } from './fault.ts';
import { entries, type Survey, type SurveyedMachine } from './survey.ts';

/** What a machine's components, main tags, bindings and parameters refer to. */
export function checkMachines({ machines }: Survey, fault: Report): void {
  for (const machine of machines) {
    checkComponents(machine, fault);
    checkMainTags(machine, fault);
    checkParameters(machine, fault);
  }
}

const tagIds = ({ tags }: SurveyedMachine) => tags.flatMap(({ tag }) => tag.id ?? []);

function checkComponents({ machine, path, type, tags, label }: SurveyedMachine, fault: Report): void {
  for (const [at, { part }] of entries(machine.components)) {
    if (part === undefined || !type || type.ownModel || machine.model) continue;
    const own = [...path, 'components', at, 'part'];
    if (!Object.hasOwn(type.parts, part)) {
      const known = choices(part, Object.keys(type.parts));
      fault(own, told('faults.noPart', { type: machine.type!, part, choices: known }));
    } else if (absentParts(machine).includes(part)) fault(own, absentTold(machine, label, part));
  }
  const components = entries(machine.components).flatMap(([, { id }]) => id ?? []);
  for (const { tag, path: tagPath } of tags) {
    if (tag.component === undefined || components.includes(tag.component)) continue;
    fault(
      [...tagPath, 'component'],
      told('faults.unknownComponent', { id: tag.component, choices: choices(tag.component, components) }),
    );
  }
}

function checkMainTags(each: SurveyedMachine, fault: Report): void {
  const known = tagIds(each);
  for (const [at, id] of entries(each.machine.mainTags)) {
    if (!known.includes(id))
      fault(
        [...each.path, 'mainTags', at],
        told('faults.hasNoTag', { machine: each.label, id, choices: choices(id, known) }),
      );
  }
}

function checkParameters({ machine, path, type }: SurveyedMachine, fault: Report): void {
  if (!type) return;
  const known = type.parameters ?? {};
  for (const [name, value] of Object.entries(machine.parameters ?? {})) {
    const own = [...path, 'parameters', name];
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!parameter) {
      const names = Object.keys(known);
      const end = names.length > 0 ? choices(name, names) : told('faults.noParameters');
      fault(own, told('faults.noParameter', { type: machine.type!, name, choices: end }));
      continue;
    }
    if (value === undefined) continue;
    const [from, to] = parameter.range;
    const title = told(`parameters.${parameter.name}`);
    const unit = parameter.unit === '1' ? '' : ` ${parameter.unit}`;
    if (value < from || value > to) {
      const range = { from: String(from), to: `${to}${unit}` };
      fault(own, told('faults.parameterRange', { parameter: title, value: `${value}${unit}`, ...range }));
    } else if (parameter.unit === '1' && !Number.isInteger(value)) {
      fault(own, told('faults.parameterWhole', { parameter: title, value: String(value) }));
    }
  }
}
