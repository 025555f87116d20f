import { equipment } from './equipment/equipment.ts';
import { packmlStates } from './packml.ts';
import type { Area, Binding, Flow, Line, Machine, MachineId, Plant, Tag, TagId } from './plant.ts';

/** A tag with its place. `slot` is its position in every typed array of this plant, in the file's order. */
export interface PlacedTag {
  readonly slot: number;
  readonly id: TagId;
  readonly tag: Tag;
  readonly machine: PlacedMachine;
  /** State names by value, for kind "state". */
  readonly stateNames?: readonly string[];
  /** Texts by number, for kind "text": those that are known here. It grows, and a number never changes its text. */
  readonly texts?: Map<number, string>;
}

export interface PlacedMachine {
  readonly index: number;
  readonly machine: Machine;
  readonly line: Line;
  readonly area: Area;
  readonly tags: readonly PlacedTag[];
  /** The machine's PackML state, where it reports one. */
  readonly stateTag: PlacedTag | undefined;
  readonly mainTags: readonly PlacedTag[];
}

export interface PlantIndex {
  readonly plant: Plant;
  readonly tags: readonly PlacedTag[];
  readonly machines: readonly PlacedMachine[];
  readonly tagById: ReadonlyMap<TagId, PlacedTag>;
  readonly machineById: ReadonlyMap<MachineId, PlacedMachine>;
  readonly flowsFrom: ReadonlyMap<MachineId, readonly Flow[]>;
  readonly flowsTo: ReadonlyMap<MachineId, readonly Flow[]>;
}

/** How many machines there are, without people and fences. */
export const machineCount = ({ machines }: PlantIndex): number =>
  machines.filter(({ machine }) => !equipment[machine.type]?.scenery).length;

const tagIdOf = (machine: Machine, tag: Tag): TagId => `${machine.id}.${tag.id}` as TagId;

/**
 * Numbers the tags and machines of a checked plant, in the file's order. Tags of the same id share their texts with
 * those of the plant `before`.
 */
export function indexPlant(plant: Plant, before?: PlantIndex): PlantIndex {
  const tags: PlacedTag[] = [];
  const machines: PlacedMachine[] = [];
  const tagById = new Map<TagId, PlacedTag>();
  const machineById = new Map<MachineId, PlacedMachine>();
  for (const area of plant.areas) {
    for (const line of area.lines) {
      for (const machine of line.machines) {
        const own: PlacedTag[] = [];
        const mainTags: PlacedTag[] = [];
        const placed: { -readonly [K in keyof PlacedMachine]: PlacedMachine[K] } = {
          index: machines.length,
          machine,
          line,
          area,
          tags: own,
          stateTag: undefined,
          mainTags,
        };
        for (const tag of machine.tags) {
          const stateNames = tag.states === 'PackML' ? packmlStates : tag.states;
          const id = tagIdOf(machine, tag);
          const texts = tag.kind === 'text' ? (before?.tagById.get(id)?.texts ?? new Map<number, string>()) : undefined;
          const entry: PlacedTag = {
            slot: tags.length,
            id,
            tag,
            machine: placed,
            ...(stateNames && { stateNames }),
            ...(texts && { texts }),
          };
          tags.push(entry);
          own.push(entry);
          tagById.set(entry.id, entry);
          if (tag.states === 'PackML') placed.stateTag ??= entry;
        }
        for (const id of machine.mainTags) {
          const entry = own.find((each) => each.tag.id === id);
          if (entry) mainTags.push(entry);
        }
        machines.push(placed);
        machineById.set(machine.id, placed);
      }
    }
  }
  return {
    plant,
    tags,
    machines,
    tagById,
    machineById,
    flowsFrom: grouped(plant.flows, (flow) => flow.from),
    flowsTo: grouped(plant.flows, (flow) => flow.to),
  };
}

/** The tag that a binding shows: one of its machine by its own id, any by "machine.tag". */
export const bindingTag = (
  { tagById }: PlantIndex,
  { tags }: PlacedMachine,
  { tag }: Pick<Binding, 'tag'>,
): PlacedTag | undefined => tags.find((own) => own.tag.id === tag) ?? tagById.get(tag as TagId);

interface Text {
  readonly slot: number;
  readonly number: number;
  readonly text: string;
}

/** Makes texts known to their tags. */
export function learnTexts({ tags }: PlantIndex, texts: readonly Text[]): void {
  for (const { slot, number, text } of texts) tags[slot]?.texts?.set(number, text);
}

/** The tags that the source of this id feeds; those that name no source belong to the plant's first one. */
export function sourceTags(index: PlantIndex, sourceId: string): readonly PlacedTag[] {
  const first = index.plant.sources[0]?.id;
  return index.tags.filter(({ tag }) => (tag.source ?? first) === sourceId);
}

function grouped(flows: readonly Flow[], key: (flow: Flow) => MachineId): ReadonlyMap<MachineId, readonly Flow[]> {
  const groups = new Map<MachineId, Flow[]>();
  for (const flow of flows) {
    const group = groups.get(key(flow));
    if (group) group.push(flow);
    else groups.set(key(flow), [flow]);
  }
  return groups;
}
