import { equipment } from './equipment/equipment.ts';
import type { EquipmentType } from './equipment/equipment-type.ts';
import { type FaultValue, type Path, told } from './fault.ts';
import type { Machine, Plant, Tag } from './plant.ts';
import type { Sound } from './structure.ts';

export interface SurveyedMachine {
  readonly path: Path;
  /** Its id, or its place in the file while it has none. */
  readonly label: FaultValue;
  readonly machine: Sound<Machine>;
  readonly type: EquipmentType | undefined;
  readonly tags: readonly SurveyedTag[];
}
interface SurveyedTag {
  readonly path: Path;
  readonly tag: Sound<Tag>;
}

/** The sound part of a plant file with its machines and tags laid out, each with its path. */
export interface Survey {
  readonly plant: Sound<Plant>;
  readonly machines: readonly SurveyedMachine[];
  /** Where an id is used twice, the first one. */
  readonly machineById: ReadonlyMap<string, SurveyedMachine>;
  /** By full id, "machine.tag". */
  readonly tagById: ReadonlyMap<string, SurveyedTag>;
}

/** The entries of a list that are there, with their positions. */
export function entries<T>(items: readonly (T | undefined)[] | undefined): readonly (readonly [number, T])[] {
  const found: [number, T][] = [];
  items?.forEach((item, index) => {
    if (item !== undefined) found.push([index, item]);
  });
  return found;
}

export function surveyPlant(plant: Sound<Plant>): Survey {
  const machines: SurveyedMachine[] = [];
  const machineById = new Map<string, SurveyedMachine>();
  const tagById = new Map<string, SurveyedTag>();
  for (const [areaAt, area] of entries(plant.areas)) {
    for (const [lineAt, line] of entries(area.lines)) {
      for (const [machineAt, machine] of entries(line.machines)) {
        const path = ['areas', areaAt, 'lines', lineAt, 'machines', machineAt];
        const tags = entries(machine.tags).map(([at, tag]) => ({ path: [...path, 'tags', at], tag }));
        const surveyed: SurveyedMachine = {
          path,
          label: machine.id ?? told('faults.machineOfLine', { number: String(machineAt + 1) }),
          machine,
          type: machine.type === undefined ? undefined : equipment[machine.type],
          tags,
        };
        machines.push(surveyed);
        if (machine.id === undefined || machineById.has(machine.id)) continue;
        machineById.set(machine.id, surveyed);
        for (const each of tags) {
          const id = `${machine.id}.${each.tag.id}`;
          if (each.tag.id !== undefined && !tagById.has(id)) tagById.set(id, each);
        }
      }
    }
  }
  return { plant, machines, machineById, tagById };
}
