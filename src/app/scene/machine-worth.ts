import type { PlacedMachine } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import { aged } from './bindings/rules.ts';

interface Worth {
  /** PackML state by number; NaN where the machine reports none, or a bad one: that says nothing. */
  readonly state: number;
  /** Of the machine as a whole: its state's, or where it reports none, stale when all its values are. */
  readonly quality: number;
}

/** `lost` = live without a connection. */
export function worthOf(machine: PlacedMachine | null | undefined, table: LiveTable, lost: boolean): Worth {
  const { values, qualities } = table;
  const slot = machine?.stateTag?.slot;
  if (slot !== undefined) {
    const quality = qualities[slot]!;
    return { state: quality < Quality.bad ? values[slot]! : Number.NaN, quality: aged(quality, lost) };
  }
  const tags = machine?.tags ?? [];
  let quality: number = tags.length > 0 ? Quality.bad : Quality.good;
  for (const each of tags) quality = Math.min(quality, qualities[each.slot]!);
  return { state: Number.NaN, quality: aged(quality, lost && tags.length > 0) };
}
