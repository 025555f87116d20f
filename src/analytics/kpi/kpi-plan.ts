import { equipment } from '../../twin/equipment/equipment.ts';
import type { ItemCounters, Line, MachineId, TagId } from '../../twin/plant.ts';
import type { PlacedMachine, PlacedTag, PlantIndex } from '../../twin/plant-index.ts';

/** The tags that count a machine's items. */
export interface CounterTags {
  readonly good: PlacedTag;
  readonly rejected: PlacedTag | undefined;
  readonly reworked: PlacedTag | undefined;
}

export interface PlannedUnit {
  readonly placed: PlacedMachine;
  /** Says why the machine stands. */
  readonly reasonTag: PlacedTag | undefined;
  readonly counters: CounterTags | null;
}

export interface PlannedLine {
  readonly line: Line;
  readonly units: readonly PlannedUnit[];
  /** The machine whose figures are the line's, where an OEE of the plant file names one, with the counters named there. */
  readonly named: PlannedUnit | null;
  readonly productTag: PlacedTag | undefined;
}

/**
 * Which machines have figures: those with PackML states, but for conveyors and tables between others. Of a plant where
 * no machine has states all that are no scenery, so that they can say what they lack.
 */
export function kpiPlan(index: PlantIndex): readonly PlannedLine[] {
  const between = new Set(index.plant.flows.flatMap(({ via }) => via));
  const real = index.machines.filter(({ machine }) => !equipment[machine.type]?.scenery && !between.has(machine.id));
  const withStates = real.filter(({ stateTag }) => stateTag !== undefined);
  const units = (withStates.length > 0 ? withStates : real).map((placed) => unitOf(index, placed));
  const lines = [...new Set(units.map(({ placed }) => placed.line))];
  return lines.map((line) => ({
    line,
    units: units.filter(({ placed }) => placed.line === line),
    named: namedOf(index, units, line),
    productTag: line.productTag && index.tagById.get(line.productTag),
  }));
}

function unitOf(index: PlantIndex, placed: PlacedMachine): PlannedUnit {
  const { id, counts } = placed.machine;
  const reasonTag = placed.tags.find(
    (each) => each !== placed.stateTag && ['starved', 'blocked'].every((name) => each.stateNames?.includes(name)),
  );
  const named = (index.plant.kpis ?? []).find(
    ({ machine, good, rejected }) => machine === id && isOwn(id, good) && (!rejected || isOwn(id, rejected)),
  );
  const counters = counts ?? named;
  return { placed, reasonTag, counters: counters ? counterTags(index, id, counters) : null };
}

/** What an OEE counts elsewhere is its line's. */
const isOwn = (machine: MachineId, id: string): boolean => !id.includes('.') || id.startsWith(`${machine}.`);

function namedOf(index: PlantIndex, units: readonly PlannedUnit[], line: Line): PlannedUnit | null {
  for (const kpi of index.plant.kpis ?? []) {
    const unit = units.find(({ placed }) => placed.machine.id === kpi.machine);
    if (kpi.formula !== 'oee' || unit?.placed.line !== line) continue;
    const counters = { ...unit.placed.machine.counts, good: kpi.good, rejected: kpi.rejected };
    return { ...unit, counters: counterTags(index, kpi.machine, counters) };
  }
  return null;
}

function counterTags(
  { tagById }: PlantIndex,
  machine: MachineId,
  { good, rejected, reworked }: { readonly [K in keyof ItemCounters]: ItemCounters[K] | undefined },
): CounterTags | null {
  const tagOf = (id: string | undefined) => tagById.get((id?.includes('.') ? id : `${machine}.${id}`) as TagId);
  const tag = tagOf(good);
  return tag ? { good: tag, rejected: tagOf(rejected), reworked: tagOf(reworked) } : null;
}
