import type { PlantIndex } from '../twin/plant-index.ts';
import { EventQueue } from './event-queue.ts';
import { Faults } from './faults.ts';
import type { LineParts } from './line-parts.ts';
import { type LinePlan, planLine } from './line-plan.ts';
import { execute, MachineBoard, none } from './machine-board.ts';
import { Processors } from './processors.ts';
import { TransitBuffer } from './transit-buffer.ts';
import { Vehicles } from './vehicles.ts';

/**
 * A production line as discrete events: it starts empty at `startMs` and its course depends on nothing but the plant,
 * the seed and the start, however it is advanced. Without process values, so that searches over variants stay cheap.
 */
export class Line implements LineParts {
  readonly plan: LinePlan;
  readonly board: MachineBoard;
  readonly buffers: readonly TransitBuffer[];
  readonly queue: EventQueue;
  readonly faults: Faults;
  readonly processors: Processors;
  readonly vehicles: Vehicles;
  /** Events handled so far. */
  events = 0;

  constructor(index: PlantIndex, seed: number, startMs: number) {
    const plan = planLine(index);
    this.plan = plan;
    this.board = new MachineBoard(plan.machines.length, startMs);
    this.buffers = plan.buffers.map(({ capacity, transitMs }) => new TransitBuffer(capacity, transitMs));
    this.queue = new EventQueue(2 * plan.machines.length);
    this.faults = new Faults(plan, seed);
    this.processors = new Processors(this, seed);
    this.vehicles = new Vehicles(this, seed);
    for (let machine = 0; machine < plan.machines.length; machine++) {
      const { role } = plan.machines[machine]!;
      if (role === 'process') this.processors.powerUp(machine, startMs);
      else if (role === 'carry' || role === 'store') this.vehicles.powerUp(machine, startMs);
      else this.board.enter(machine, execute, none, startMs);
    }
  }

  /** Handles every event up to and including `toMs`. */
  runTo(toMs: number): void {
    const { queue } = this;
    const { machines } = this.plan;
    for (let timeMs = queue.nextMs; timeMs <= toMs; timeMs = queue.nextMs) {
      const source = queue.pop();
      const machine = source >> 1;
      if (machines[machine]!.role !== 'process') this.vehicles.onTimer(machine, timeMs);
      else if ((source & 1) === 0) this.processors.onCycle(machine, timeMs);
      else this.processors.onTimer(machine, timeMs);
      this.events++;
    }
  }

  filled(buffer: number, nowMs: number): void {
    const { takers } = this.plan.buffers[buffer]!;
    if (this.plan.machines[takers[0]!]!.role === 'process') this.processors.recheck(takers[0]!, nowMs);
    else this.vehicles.onFilled(buffer, nowMs);
  }

  drained(buffer: number, nowMs: number): void {
    this.processors.recheck(this.plan.buffers[buffer]!.from, nowMs);
  }
}
