import { describe, expect, it } from 'vitest';
import type { MachineId } from '../twin/plant.ts';
import { isListed } from './event-filter.ts';
import type { EventSort, PlantEvent } from './messages.ts';

const filler = 'filler' as MachineId;
const pump = 'pump' as MachineId;
const cause = { kind: 'state', state: 'held' } as const;
const rows: readonly PlantEvent[] = [
  { kind: 'gap', timeMs: 6, untilMs: 9 },
  { kind: 'started', timeMs: 5, machine: pump, state: 6 },
  { kind: 'cleared', timeMs: 4, machine: filler, priority: 1, cause, value: 1 },
  { kind: 'raised', timeMs: 3, machine: filler, priority: 2, cause, value: 1 },
  { kind: 'raised', timeMs: 2, machine: filler, priority: 1, cause, value: 1 },
];
const times = (without: readonly EventSort[], machine: MachineId | null) =>
  rows.filter((event) => isListed(event, { without, machine })).map(({ timeMs }) => timeMs);

describe('which events are listed', () => {
  it('EVENT-1 leaves out the kinds and priorities that are off: an alarm of priority 1 with its end', () => {
    expect(times([], null)).toEqual([6, 5, 4, 3, 2]);
    expect(times([1], null)).toEqual([6, 5, 3]);
    expect(times(['gap', 'cleared'], null)).toEqual([5, 3, 2]);
  });

  it('EVENT-1 is that of one machine, of which no gap is', () => {
    expect(times([], pump)).toEqual([5]);
    expect(times([], filler)).toEqual([4, 3, 2]);
  });
});
