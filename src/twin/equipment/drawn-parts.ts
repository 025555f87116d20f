import { type Fault, type FaultValue, joined, told } from '../fault.ts';
import { equipment } from './equipment.ts';

/** What says how a machine is drawn; of a file not yet checked, some of it may be missing. */
interface Shaped {
  readonly type?: string | undefined;
  readonly parameters?: Readonly<Record<string, number | undefined>> | undefined;
}

/** Its parameters, with the type's defaults for what it does not say. */
export function parametersOf({ type = '', parameters = {} }: Shaped): Readonly<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const [name, { default: usual }] of Object.entries(equipment[type]?.parameters ?? {})) all[name] = usual;
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) all[name] = value;
  return all;
}

/** Parts of its type that its own drawing does not have, because of its parameters. */
export const absentParts = (machine: Shaped): readonly string[] =>
  equipment[machine.type ?? '']?.absentParts?.(parametersOf(machine)) ?? [];

/** Why the drawing of the machine that is called so has not this part, which others of its type have. */
export function absentTold(machine: Shaped, label: FaultValue, part: string): Fault['told'] {
  const parameters = parametersOf(machine);
  const said = Object.keys(machine.parameters ?? {}).map((name) => `${name} ${parameters[name]}`);
  const values = { parameters: joined('faults.and', said), parts: drawnParts(machine).join(', ') };
  return told('faults.absentPart', { machine: label, part, ...values });
}

/** The parts that its own drawing has, by name. */
export function drawnParts(machine: Shaped): readonly string[] {
  const absent = absentParts(machine);
  return Object.keys(equipment[machine.type ?? '']?.parts ?? {}).filter((part) => !absent.includes(part));
}
