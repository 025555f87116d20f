import type { SampleBatchBuilder } from '../series/sample-batch.ts';
import { memberCount, type ProcessState } from './process-state.ts';
import { Random } from './random.ts';
import { isMoving } from './signals.ts';
import type { SimulatedTag } from './simulated-tags.ts';
import { TagColumns } from './tag-columns.ts';

/** Ten ticks a second; each machine has its turn in one of them, so that samples come evenly and not in bursts. */
export const tickMs = 100;
const turns = 10;
/** Moving parts are sampled in every second tick. */
const movingTurns = 2;

/** Where a machine's state and reason are sent from. */
interface StateRows {
  readonly columns: TagColumns;
  readonly state: number;
  readonly reason: number;
}

/** Turns the plant's state into samples: every tag once a second, what moves five times, states at the moment they change. */
export class Sampler {
  readonly #state: ProcessState;
  readonly #random: Random;
  /** By turn: machines to update and their tags. */
  readonly #machines: readonly (readonly number[])[];
  readonly #tags: readonly TagColumns[];
  readonly #moving: readonly (readonly number[])[];
  readonly #movingTags: readonly TagColumns[];
  readonly #stateRows: (StateRows | undefined)[] = [];
  readonly #lastStateMs: Float64Array;

  constructor(tags: readonly SimulatedTag[], state: ProcessState, seed: number) {
    this.#state = state;
    this.#random = new Random(seed, 'sensors');
    const { machines } = state.line.plan;
    const members = machines.map(memberCount);
    const types = machines.map(({ placed }) => placed.machine.type);
    this.#lastStateMs = new Float64Array(members.length);
    const machinesOf = (own: readonly SimulatedTag[]) => [...new Set(own.map((tag) => tag.machine))];
    const groups = (own: readonly SimulatedTag[], count: number) =>
      Array.from({ length: count }, (_, turn) => own.filter((tag) => tag.machine % count === turn));
    const columns = (own: readonly SimulatedTag[], everyS: number) =>
      new TagColumns(own, types, members, state.blockSize, everyS, this.#random);
    const steady = groups(
      tags.filter((tag) => !isMoving(types[tag.machine]!, tag.signal)),
      turns,
    );
    const moving = groups(
      tags.filter((tag) => isMoving(types[tag.machine]!, tag.signal)),
      movingTurns,
    );
    // Machines without tags of their own are updated too: others follow them.
    this.#machines = Array.from({ length: turns }, (_, turn) =>
      [...members.keys()].filter((machine) => machine % turns === turn),
    );
    this.#tags = steady.map((own) => columns(own, 1));
    this.#moving = moving.map(machinesOf);
    this.#movingTags = moving.map((own) => columns(own, (movingTurns * tickMs) / 1000));
    for (const [turn, own] of steady.entries()) {
      for (const machine of machinesOf(own)) {
        const rowOf = (signal: string) => own.findIndex((tag) => tag.machine === machine && tag.signal === signal);
        this.#stateRows[machine] = { columns: this.#tags[turn]!, state: rowOf('state'), reason: rowOf('reason') };
      }
    }
  }

  /** Measures whose turn it is; without `out` nothing is sent, as when lags are let settle. */
  tick(nowMs: number, out: SampleBatchBuilder | undefined): void {
    const tick = Math.round(nowMs / tickMs);
    const drivers = this.#state.values;
    const turn = tick % turns;
    for (const machine of this.#machines[turn]!) this.#state.update(machine, nowMs);
    this.#tags[turn]!.measure(drivers, this.#random);
    const movingTurn = tick % movingTurns;
    for (const machine of this.#moving[movingTurn]!) this.#state.move(machine, nowMs);
    this.#movingTags[movingTurn]!.measure(drivers, this.#random);
    if (out === undefined) return;
    this.#tags[turn]!.send(nowMs, out);
    this.#movingTags[movingTurn]!.send(nowMs, out);
  }

  /** A machine changed its state: sent with the moment it did, in whole ms, one after the other. */
  stateChanged(machine: number, timeMs: number, state: number, reason: number, out: SampleBatchBuilder): void {
    const rows = this.#stateRows[machine];
    if (rows === undefined) return;
    const wholeMs = Math.max(Math.ceil(timeMs), this.#lastStateMs[machine]! + 1);
    this.#lastStateMs[machine] = wholeMs;
    if (rows.state >= 0) rows.columns.sendAt(rows.state, wholeMs, state, out);
    if (rows.reason >= 0) rows.columns.sendAt(rows.reason, wholeMs, reason, out);
  }
}
