import { describe, expect, it } from 'vitest';
import type { PlantEvent } from '../../../protocol/messages.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { rowAt } from './event-filter.ts';

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

describe('the list of events', () => {
  it('EVENT-2 has at the cursor the last one that had happened', () => {
    expect(rowAt(rows, 4.5)).toBe(2);
    expect(rowAt(rows, 4)).toBe(2);
    expect(rowAt(rows, 100)).toBe(0);
    expect(rowAt(rows, 1)).toBe(-1);
  });
});
