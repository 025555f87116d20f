/** A row is what the tags had within one second on average: as often as a machine is judged. */
export const rowMs = 1000;
/** Samples that are older than the newest of their machine by more belong to the record only. */
const lateMs = 10_000;
/** After a machine begins to run it settles for so many rows, which nobody judges or learns from. */
const settlingRows = 60;

/** Prime to a row's length: slots next to each other lie far apart in it. */
const phaseStepMs = 387;

/** What is watched of a machine. Tags are counted from 0 in the order of `slots`. */
export interface WatchedMachine {
  readonly id: string;
  /** Of its numbers. */
  readonly slots: readonly number[];
  /** By tag: at or beyond these an alarm stands, and nothing is learnt. Infinite where there is no limit. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Only while the tag of this slot has this value it is judged; null for a machine that reports no state. */
  readonly running: { readonly slot: number; readonly value: number } | null;
  /** Machines of its line: they share a budget of false alarms. */
  readonly machinesInLine: number;
}

/** Valid until the next one of its machine. */
export interface MachineRow {
  /** Where its second begins, source clock. */
  readonly timeMs: number;
  /** By tag; NaN where nothing good is known. */
  readonly values: Float64Array;
  /** Runs, and has settled. */
  readonly isSettled: boolean;
  /** No value is beyond its limits. */
  readonly isHealthy: boolean;
}

/** Makes rows of one machine's samples, the same live and from the record. */
export class MachineRows {
  readonly #machine: WatchedMachine;
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;
  /** In force; NaN after a bad or stale sample. */
  readonly #last: Float64Array;
  readonly #values: Float64Array;
  /** Where rows begin within a second. Not all machines are judged at once: no batch waits for all of them. */
  readonly #phaseMs: number;
  /** Which row is being gathered; NaN before the first sample. */
  #second = Number.NaN;
  #isRunning: boolean;
  /** It ran without a break since this row began. */
  #isWhole: boolean;
  #settledRows = 0;

  constructor(machine: WatchedMachine) {
    const { length } = machine.slots;
    this.#machine = machine;
    this.#phaseMs = (machine.slots[0]! * phaseStepMs) % rowMs;
    this.#sums = new Float64Array(length);
    this.#counts = new Uint32Array(length);
    this.#last = new Float64Array(length).fill(Number.NaN);
    this.#values = new Float64Array(length);
    this.#isRunning = this.#isWhole = machine.running === null;
  }

  get isSettled(): boolean {
    return this.#isRunning && this.#settledRows >= settlingRows;
  }

  isLate(timeMs: number): boolean {
    return timeMs + lateMs < this.#second * rowMs + this.#phaseMs;
  }

  /** The row that is over by then; null while it is not, or when it was empty. */
  until(timeMs: number): MachineRow | null {
    const second = Math.floor((timeMs - this.#phaseMs) / rowMs);
    if (second <= this.#second) return null;
    const ended = this.#second;
    this.#second = second;
    return Number.isNaN(ended) ? null : this.#end(ended * rowMs + this.#phaseMs);
  }

  /** NaN for what is not good. */
  take(tag: number, value: number): void {
    this.#last[tag] = value;
    if (Number.isNaN(value)) return;
    this.#sums[tag]! += value;
    this.#counts[tag]!++;
  }

  state(value: number): void {
    this.#isRunning = value === this.#machine.running?.value;
    if (!this.#isRunning) this.#isWhole = false;
  }

  #end(timeMs: number): MachineRow {
    const { low, high } = this.#machine;
    let isHealthy = true;
    for (let tag = 0; tag < this.#values.length; tag++) {
      const count = this.#counts[tag]!;
      const value = count > 0 ? this.#sums[tag]! / count : this.#last[tag]!;
      this.#values[tag] = value;
      if (value <= low[tag]! || value >= high[tag]!) isHealthy = false;
    }
    this.#sums.fill(0);
    this.#counts.fill(0);
    this.#settledRows = this.#isWhole ? Math.min(settlingRows, this.#settledRows + 1) : 0;
    const isSettled = this.#settledRows === settlingRows;
    this.#isWhole = this.#isRunning;
    return { timeMs, values: this.#values, isSettled, isHealthy };
  }
}
