import type { TagKind } from '../twin/plant.ts';
import type { PlantIndex } from '../twin/plant-index.ts';
import { stopReasons } from './machine-board.ts';
import { missions } from './vehicles.ts';

/** A tag of the plant with what it shows: a signal of a machine. */
export interface SimulatedTag {
  readonly slot: number;
  readonly id: string;
  readonly machine: number;
  readonly signal: string;
  readonly kind: TagKind;
  readonly range: readonly [number, number];
  /** 0 = every change. */
  readonly deadband: number;
}

/** The tags of a simulation source; addresses are "machine/signal". Throws where one cannot be simulated. */
export function simulatedTags(index: PlantIndex, sourceId: string): readonly SimulatedTag[] {
  const defaultSource = index.plant.sources[0]?.id;
  return index.tags
    .filter(({ tag }) => (tag.source ?? defaultSource) === sourceId)
    .map(({ slot, id, tag }) => {
      const [machineId = '', ...rest] = tag.address.split('/');
      const signal = rest.join('/');
      const placed = index.machines.find(({ machine }) => machine.id === machineId);
      if (placed === undefined)
        throw new Error(
          `Tag "${id}": its address "${tag.address}" names no machine; the simulation reads "machine/signal", e.g. "filler/speed".`,
        );
      if (tag.kind === 'text') throw new Error(`Tag "${id}" is a text: the simulation has none.`);
      checkStates(id, signal, tag.states);
      return {
        slot,
        id,
        machine: placed.index,
        signal,
        kind: tag.kind,
        range: tag.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        deadband: tag.deadband ?? 0,
      };
    });
}

const stateNames: Readonly<Record<string, readonly string[] | 'PackML'>> = {
  state: 'PackML',
  reason: stopReasons,
  mission: missions,
};

function checkStates(id: string, signal: string, states: readonly string[] | 'PackML' | undefined): void {
  const names = stateNames[signal];
  if (names === undefined || JSON.stringify(names) === JSON.stringify(states)) return;
  throw new Error(
    `Tag "${id}": for the simulation's signal "${signal}" its "states" must be ${JSON.stringify(names)}.`,
  );
}
