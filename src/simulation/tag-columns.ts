import type { SampleBatchBuilder } from '../series/sample-batch.ts';
import { driver } from './drivers.ts';
import type { Random } from './random.ts';
import { resolveSignal } from './signals.ts';
import type { SimulatedTag } from './simulated-tags.ts';

/**
 * An unchanged tag is sent again this often. A source that has gone quiet then shows within a minute, and whoever asks
 * for the value at some time finds a sample near it instead of reading back over hours.
 */
const heartbeatMs = 60_000;

/** At standstill a seventh of the noise is left: what the sensor makes by itself. */
const quietNoise = 1 / 7;

/**
 * Tags that are sampled together, as columns: value = base + gainA x driver A + gainB x driver B, approached with a
 * lag, plus noise, in steps of the sensor. `sample` allocates nothing.
 */
export class TagColumns {
  readonly #slots: Uint32Array;
  readonly #base: Float64Array;
  readonly #driverA: Uint32Array;
  readonly #gainA: Float64Array;
  readonly #driverB: Uint32Array;
  readonly #gainB: Float64Array;
  readonly #running: Uint32Array; // driver that says whether the machine runs
  readonly #holds: Uint8Array;
  readonly #approach: Float64Array; // share of the way to the target in one sample; 1 = no lag
  readonly #noise: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #steps: Float64Array; // per unit
  readonly #deadband: Float64Array;
  readonly #levels: Float64Array; // without noise; NaN before the first sample
  readonly #values: Float64Array;
  readonly #sent: Float64Array;
  readonly #dueMs: Float64Array; // of the next heartbeat; before the first one a share of the minute

  /** By machine: its type, its valves or heads; `everyS` = time between calls of `sample`. */
  constructor(
    tags: readonly SimulatedTag[],
    types: readonly string[],
    members: readonly number[],
    blockSize: number,
    everyS: number,
    random: Random,
  ) {
    const count = tags.length;
    const resolved = tags.map(({ id, machine, signal }) =>
      resolveSignal(types[machine]!, signal, id, members[machine]!),
    );
    const column = (cell: (row: number) => number) => Float64Array.from({ length: count }, (_, row) => cell(row));
    const block = (row: number) => tags[row]!.machine * blockSize;
    this.#slots = Uint32Array.from(tags, (tag) => tag.slot);
    this.#base = column(
      (row) => (resolved[row]!.signal.base ?? 0) + (resolved[row]!.signal.spread ?? 0) * random.noise(),
    );
    this.#driverA = Uint32Array.from(tags, (_, row) => block(row) + (resolved[row]!.terms[0]?.[0] ?? 0));
    this.#gainA = column((row) => resolved[row]!.terms[0]?.[1] ?? 0);
    this.#driverB = Uint32Array.from(tags, (_, row) => block(row) + (resolved[row]!.terms[1]?.[0] ?? 0));
    this.#gainB = column((row) => resolved[row]!.terms[1]?.[1] ?? 0);
    this.#running = Uint32Array.from(tags, (_, row) => block(row) + driver.running);
    this.#holds = Uint8Array.from(resolved, ({ signal }) => (signal.holds ? 1 : 0));
    this.#approach = column((row) => {
      const { lagS } = resolved[row]!.signal;
      return lagS === undefined ? 1 : 1 - Math.exp(-everyS / lagS);
    });
    this.#noise = column((row) => resolved[row]!.signal.noise ?? 0);
    this.#low = column((row) => tags[row]!.range[0]);
    this.#high = column((row) => tags[row]!.range[1]);
    this.#steps = column((row) => (tags[row]!.kind === 'number' ? stepsPerUnit(tags[row]!.deadband) : 1));
    this.#deadband = column((row) => tags[row]!.deadband);
    this.#levels = new Float64Array(count).fill(Number.NaN);
    this.#values = new Float64Array(count);
    this.#sent = new Float64Array(count).fill(Number.NaN);
    // Or all unchanged tags would be sent again in the same tick.
    this.#dueMs = column(() => random.uniform());
  }

  /** Measures every tag at `nowMs`. */
  measure(drivers: Float64Array, random: Random): void {
    for (let row = 0; row < this.#slots.length; row++) {
      const runs = drivers[this.#running[row]!]! > 0;
      let level = this.#levels[row]!;
      const first = Number.isNaN(level);
      if (this.#holds[row] === 1 && !runs && !first) continue;
      const target =
        this.#base[row]! +
        this.#gainA[row]! * drivers[this.#driverA[row]!]! +
        this.#gainB[row]! * drivers[this.#driverB[row]!]!;
      level = first ? target : level + this.#approach[row]! * (target - level);
      this.#levels[row] = level;
      const noise = this.#noise[row]!;
      if (noise > 0) level += noise * (runs ? 1 : quietNoise) * random.noise();
      const steps = this.#steps[row]!;
      level = Math.round(level * steps) / steps;
      this.#values[row] = Math.min(this.#high[row]!, Math.max(this.#low[row]!, level));
    }
  }

  /** Sends what moved by the deadband since it was last sent, and what is due. */
  send(nowMs: number, out: SampleBatchBuilder): void {
    for (let row = 0; row < this.#slots.length; row++) {
      const value = this.#values[row]!;
      const change = Math.abs(value - this.#sent[row]!);
      const dueMs = this.#dueMs[row]!;
      if (nowMs < dueMs && (change === 0 || change < this.#deadband[row]!)) continue;
      this.#dueMs[row] = nowMs + (dueMs < 1 ? dueMs * heartbeatMs : heartbeatMs);
      this.#sent[row] = value;
      out.push(this.#slots[row]!, nowMs, value);
    }
  }

  /** Sends one tag out of turn, when it changed. */
  sendAt(row: number, timeMs: number, value: number, out: SampleBatchBuilder): void {
    if (value === this.#sent[row]) return;
    this.#sent[row] = value;
    this.#values[row] = value;
    // A second early, because it has its turn only once a second.
    this.#dueMs[row] = timeMs + heartbeatMs - 1000;
    out.push(this.#slots[row]!, timeMs, value);
  }
}

/** Steps of the sensor: the power of ten five to fifty times finer than the deadband. Short decimals store and read well. */
function stepsPerUnit(deadband: number): number {
  return deadband === 0 ? 1e4 : 10 ** Math.ceil(Math.log10(5 / deadband) - 1e-9);
}
