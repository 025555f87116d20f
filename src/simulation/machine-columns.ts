import type { LinePlan } from './line-plan.ts';

/** What a machine's cycle needs of the plan, as columns by machine: no event chases through objects. */
export class MachineColumns {
  readonly take: Uint16Array;
  readonly put: Uint16Array;
  readonly cyclesPerOutput: Uint16Array;
  /** At full speed. */
  readonly cycleMs: Float64Array;
  /** Share of the cycle time, 0 = always the same. */
  readonly cycleSpread: Float64Array;
  readonly patienceMs: Float64Array;
  readonly infeed: Int16Array;
  readonly outfeed: Int16Array;
  /** Throws out what carries a fault. */
  readonly inspects: Uint8Array;
  /** A fill of the infeed below this, and room in the outfeed below that, make it slow down; 0 = never. */
  readonly lowFill: Float64Array;
  readonly lowRoom: Float64Array;
  /** Once Suspended it waits for so many items, or for room for so many: or it would stop and start all the time. */
  readonly restartFill: Uint16Array;
  readonly restartRoom: Uint16Array;

  constructor({ machines, buffers }: LinePlan) {
    const floats = (cell: (machine: LinePlan['machines'][number]) => number) => Float64Array.from(machines, cell);
    this.take = Uint16Array.from(machines, ({ infeed, parameters }) => (infeed < 0 ? 0 : parameters.take));
    this.put = Uint16Array.from(machines, ({ parameters }) => parameters.put);
    this.cyclesPerOutput = Uint16Array.from(machines, ({ parameters }) => parameters.cyclesPerOutput);
    this.cycleMs = floats(
      ({ parameters: { put, rate, cyclesPerOutput } }) => (60_000 * put) / (rate * cyclesPerOutput),
    );
    this.cycleSpread = floats(({ parameters }) => parameters.cycleSpread);
    this.patienceMs = floats(({ parameters }) => 1000 * parameters.patienceS);
    this.infeed = Int16Array.from(machines, ({ infeed }) => infeed);
    this.outfeed = Int16Array.from(machines, ({ outfeed }) => outfeed);
    this.inspects = Uint8Array.from(machines, ({ placed }) => (placed.machine.type === 'inspector' ? 1 : 0));
    this.lowFill = floats(({ infeed, parameters }) => {
      if (infeed < 0 || parameters.take <= 1) return 0;
      const { capacity, transitMs } = buffers[infeed]!;
      const perMs = (parameters.rate * parameters.cyclesPerOutput * parameters.take) / parameters.put / 60_000;
      return Math.min(0.9 * capacity, perMs * transitMs + 0.1 * capacity);
    });
    this.lowRoom = floats(({ outfeed, parameters }) =>
      outfeed < 0 || parameters.put <= 1 ? 0 : 0.25 * buffers[outfeed]!.capacity,
    );
    // Never more than the other side can bring about while it waits for this one.
    this.restartFill = Uint16Array.from(machines, ({ infeed, parameters: { take } }) => {
      if (infeed < 0) return take;
      const { capacity, from } = buffers[infeed]!;
      return Math.max(take, Math.min(Math.floor(0.15 * capacity), capacity - machines[from]!.parameters.put));
    });
    this.restartRoom = Uint16Array.from(machines, ({ outfeed, parameters: { put } }) => {
      if (outfeed < 0) return put;
      const { capacity, takers } = buffers[outfeed]!;
      return Math.max(put, Math.min(Math.floor(0.1 * capacity), capacity - machines[takers[0]!]!.parameters.take));
    });
  }
}
