import type { EventQueue } from './event-queue.ts';
import type { Faults } from './faults.ts';
import type { LinePlan } from './line-plan.ts';
import type { MachineBoard } from './machine-board.ts';
import type { TransitBuffer } from './transit-buffer.ts';

/** What machines and vehicles of a line share. */
export interface LineParts {
  readonly plan: LinePlan;
  readonly board: MachineBoard;
  readonly buffers: readonly TransitBuffer[];
  readonly queue: EventQueue;
  readonly faults: Faults;
  /** Items were put into the buffer: whoever takes from it may go on. */
  filled(buffer: number, nowMs: number): void;
  /** Items were taken out of it: whoever puts into it may go on. */
  drained(buffer: number, nowMs: number): void;
}
