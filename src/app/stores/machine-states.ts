import { createStore } from 'zustand/vanilla';
import { type LimitState, limitState } from '../../twin/limits.ts';
import { type StateClass, stateClass } from '../../twin/packml.ts';
import type { PlacedMachine, PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';

/** What is discrete about a machine; a new object only when something of it changed. */
export interface MachineStatus {
  /** PackML state by number; NaN where the machine reports none, or a bad one. */
  readonly stateCode: number;
  readonly stateClass: StateClass;
  /** The worst limit any of its tags is beyond. */
  readonly limit: LimitState;
  /** Tags beyond a limit, by slot. */
  readonly beyond: readonly number[];
  /** Some value is stale or bad. */
  readonly stale: boolean;
  readonly bad: boolean;
}

/** By machine index. */
export const machineStatesStore = createStore<{ readonly machines: readonly MachineStatus[] }>(() => ({
  machines: [],
}));

const severity: Record<LimitState, number> = { normal: 0, low: 1, high: 1, lowLow: 2, highHigh: 2 };

/** Works out one machine from the table. */
function statusOf(machine: PlacedMachine, table: LiveTable): MachineStatus {
  const stateSlot = machine.stateTag?.slot;
  // A stale state is the last one known and says so; a bad one says nothing.
  const known = stateSlot !== undefined && table.qualities[stateSlot]! < Quality.bad;
  const stateCode = known ? table.values[stateSlot]! : Number.NaN;
  let limit: LimitState = 'normal';
  let stale = false;
  let bad = false;
  const beyond: number[] = [];
  for (const { slot, tag } of machine.tags) {
    if (Number.isNaN(table.timesMs[slot]!)) continue; // not watched, or never reported: nothing that went quiet
    const quality = table.qualities[slot]!;
    if (quality === Quality.stale) stale = true;
    if (quality === Quality.bad) bad = true;
    if (quality >= Quality.stale) continue;
    const each = limitState(tag.limits, table.values[slot]!);
    if (each === 'normal') continue;
    beyond.push(slot);
    if (severity[each] > severity[limit]) limit = each;
  }
  return {
    stateCode,
    stateClass: stateClass(stateCode),
    limit,
    beyond,
    stale,
    bad,
  };
}

const same = (a: MachineStatus, b: MachineStatus): boolean =>
  Object.is(a.stateCode, b.stateCode) &&
  a.limit === b.limit &&
  a.stale === b.stale &&
  a.bad === b.bad &&
  a.beyond.length === b.beyond.length &&
  a.beyond.every((slot, k) => slot === b.beyond[k]);

/** Keeps the store in step with the table; call the returned function once a frame. Only machines written to are looked at. */
export function followMachineStates(index: PlantIndex, table: LiveTable): { update(): void; stop(): void } {
  const machineOfSlot = Uint32Array.from(index.tags, (tag) => tag.machine.index);
  const dirty = new Set<number>(index.machines.keys());
  const stop = table.watch((slot) => dirty.add(machineOfSlot[slot]!));
  machineStatesStore.setState({ machines: index.machines.map((machine) => statusOf(machine, table)) });
  return {
    update() {
      if (dirty.size === 0) return;
      const before = machineStatesStore.getState().machines;
      let after: MachineStatus[] | null = null;
      for (const k of dirty) {
        const old = before[k]!;
        const now = statusOf(index.machines[k]!, table);
        if (same(old, now)) continue;
        after ??= [...before];
        after[k] = now;
      }
      dirty.clear();
      if (after) machineStatesStore.setState({ machines: after });
    },
    stop,
  };
}
