import { describe, expect, it } from 'vitest';
import type { PlantEvent } from '../../../protocol/messages.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { listed, rowAt } from './event-filter.ts';

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
const times = (found: readonly PlantEvent[]) => found.map(({ timeMs }) => timeMs);

describe('the list of events', () => {
  it('EVENT-1 leaves out the kinds and priorities that are off: an alarm of priority 1 with its end', () => {
    expect(times(listed(rows, new Set(), null))).toEqual([6, 5, 4, 3, 2]);
    expect(times(listed(rows, new Set([1]), null))).toEqual([6, 5, 3]);
    expect(times(listed(rows, new Set(['gap', 'cleared'] as const), null))).toEqual([5, 3, 2]);
  });

  it('EVENT-1 is that of one machine, of which no gap is', () => {
    expect(times(listed(rows, new Set(), pump))).toEqual([5]);
    expect(times(listed(rows, new Set(), filler))).toEqual([4, 3, 2]);
  });

  it('EVENT-2 has at the cursor the last one that had happened', () => {
    expect(rowAt(rows, 4.5)).toBe(2);
    expect(rowAt(rows, 4)).toBe(2);
    expect(rowAt(rows, 100)).toBe(0);
    expect(rowAt(rows, 1)).toBe(-1);
  });
});
