import { packmlCode } from '../twin/packml.ts';
import type { EventQueue } from './event-queue.ts';
import { FillerValves } from './filler-valves.ts';
import type { LineParts } from './line-parts.ts';
import { execute, loadAt, type MachineBoard, none, reasonCode } from './machine-board.ts';
import { MachineColumns } from './machine-columns.ts';
import type { Parameters } from './parameters.ts';
import { Random } from './random.ts';
import type { TransitBuffer } from './transit-buffer.ts';

const suspended = packmlCode('Suspended');
const unsuspending = packmlCode('Unsuspending');
const held = packmlCode('Held');
const unholding = packmlCode('Unholding');
const aborted = packmlCode('Aborted');
const clearing = packmlCode('Clearing');
const resetting = packmlCode('Resetting');
const starting = packmlCode('Starting');
const starved = reasonCode('starved');
const blocked = reasonCode('blocked');
const breakdown = reasonCode('breakdown');
const valveRepair = reasonCode('valve repair');

/** What follows a state by itself, and how long the state lasts before that. */
const unholdingMs = 2000;
const unsuspendingMs = 1500;
const clearingMs = 60_000;
const resettingMs = 20_000;
const startingMs = 10_000;

/** Speed a machine starts with, and how much it gains or loses in a second: some 7 s to full speed. */
const startSpeed = 0.3;
const speedPerS = 0.1;

/**
 * Machines that take, work and put. Two events each: `cycle` (2 x machine) ends a cycle or looks again for material
 * on its way; `timer` (2 x machine + 1) ends a state. A cycle once begun is completed: stops come between cycles.
 */
export class Processors {
  readonly valves: (FillerValves | undefined)[];
  readonly underfilledFound: Float64Array;
  readonly uncappedFound: Float64Array;
  readonly #line: LineParts;
  readonly #board: MachineBoard;
  readonly #buffers: readonly TransitBuffer[];
  readonly #queue: EventQueue;
  readonly #columns: MachineColumns;
  readonly #shares: readonly Parameters[];
  readonly #random: readonly Random[];
  readonly #busy: Uint8Array;
  /** `starved`, `blocked`, or `none` while working or stopped. */
  readonly #waiting: Uint8Array;
  readonly #cyclesLeft: Float64Array;
  readonly #underfilled: Uint16Array; // among the items inside
  readonly #uncapped: Uint16Array;
  readonly #nextReject: Float64Array; // items until then
  readonly #nextUncapped: Float64Array;

  constructor(line: LineParts, seed: number) {
    this.#line = line;
    this.#board = line.board;
    this.#buffers = line.buffers;
    this.#queue = line.queue;
    const { plan } = line;
    const count = plan.machines.length;
    this.#columns = new MachineColumns(plan);
    this.#shares = plan.machines.map(({ parameters }) => parameters);
    this.#random = plan.machines.map((machine) => new Random(seed, `${machine.placed.machine.id} work`));
    this.valves = plan.machines.map(({ placed, parameters }) =>
      placed.machine.type === 'filler'
        ? new FillerValves(parameters, new Random(seed, `${placed.machine.id} valves`))
        : undefined,
    );
    this.underfilledFound = new Float64Array(count);
    this.uncappedFound = new Float64Array(count);
    this.#busy = new Uint8Array(count);
    this.#waiting = new Uint8Array(count);
    this.#cyclesLeft = Float64Array.from(plan.machines, (machine) => machine.parameters.cyclesPerOutput);
    this.#underfilled = new Uint16Array(count);
    this.#uncapped = new Uint16Array(count);
    this.#nextReject = Float64Array.from(plan.machines, (machine, at) =>
      this.#random[at]!.itemsUntil(machine.parameters.rejectShare),
    );
    this.#nextUncapped = Float64Array.from(plan.machines, (machine, at) =>
      this.#random[at]!.itemsUntil(machine.parameters.uncappedShare),
    );
  }

  powerUp(machine: number, nowMs: number): void {
    this.#enter(machine, starting, none, nowMs, startingMs);
  }

  /** Something changed in the buffer before or after it: goes on if that was what it waited for. */
  recheck(machine: number, nowMs: number): void {
    const waiting = this.#waiting[machine]!;
    if (waiting === none) return;
    const state = this.#board.states[machine]!;
    if (state === execute) this.#begin(machine, nowMs);
    else if (state === suspended) this.#resume(machine, waiting, nowMs);
  }

  onCycle(machine: number, nowMs: number): void {
    if (this.#busy[machine] === 1) this.#complete(machine, nowMs);
    else this.recheck(machine, nowMs);
  }

  onTimer(machine: number, nowMs: number): void {
    const board = this.#board;
    const state = board.states[machine]!;
    if (state === execute) {
      board.speeds[machine] = 0;
      board.enter(machine, suspended, this.#waiting[machine]!, nowMs);
      this.#resume(machine, this.#waiting[machine]!, nowMs);
    } else if (state === held) this.#enter(machine, unholding, board.reasons[machine]!, nowMs, unholdingMs);
    else if (state === aborted) this.#enter(machine, clearing, breakdown, nowMs, clearingMs);
    else if (state === clearing) this.#enter(machine, resetting, breakdown, nowMs, resettingMs);
    else if (state === resetting) this.#enter(machine, starting, none, nowMs, startingMs);
    else {
      board.speeds[machine] = startSpeed;
      board.enter(machine, execute, none, nowMs);
      this.#begin(machine, nowMs);
    }
  }

  #enter(machine: number, state: number, reason: number, nowMs: number, lastsMs: number): void {
    this.#board.enter(machine, state, reason, nowMs);
    this.#queue.schedule(2 * machine + 1, nowMs + lastsMs);
  }

  #begin(machine: number, nowMs: number): void {
    const board = this.#board;
    const queue = this.#queue;
    const columns = this.#columns;
    const take = columns.take[machine]!;
    const infeed = columns.infeed[machine]!;
    const outfeed = columns.outfeed[machine]!;
    if (take > 0) {
      const readyMs = this.#buffers[infeed]!.readyAtMs(take);
      if (readyMs > nowMs) {
        if (readyMs < Number.POSITIVE_INFINITY) queue.schedule(2 * machine, readyMs);
        this.#wait(machine, starved, nowMs);
        return;
      }
    }
    if (outfeed >= 0 && this.#cyclesLeft[machine] === 1 && this.#buffers[outfeed]!.free < columns.put[machine]!) {
      this.#wait(machine, blocked, nowMs);
      return;
    }
    if (this.#waiting[machine] !== none) {
      this.#waiting[machine] = none;
      queue.cancel(2 * machine + 1);
    }
    let cycleMs = columns.cycleMs[machine]! / this.#slewSpeed(machine);
    const spread = columns.cycleSpread[machine]!;
    if (spread > 0) cycleMs *= 1 + spread * (this.#random[machine]!.uniform() - 0.5);
    board.cycleFromMs[machine] = nowMs;
    board.cycleToMs[machine] = nowMs + cycleMs;
    this.#busy[machine] = 1;
    queue.schedule(2 * machine, nowMs + cycleMs);
    if (take > 0) {
      const buffer = this.#buffers[infeed]!;
      buffer.take(take);
      this.#underfilled[machine]! += buffer.takenUnderfilled;
      this.#uncapped[machine]! += buffer.takenUncapped;
      board.taken[machine]! += take;
      board.inside[machine]! += take;
      this.#line.drained(infeed, nowMs);
    }
  }

  #complete(machine: number, nowMs: number): void {
    const board = this.#board;
    const outfeed = this.#columns.outfeed[machine]!;
    this.#busy[machine] = 0;
    const cycleMs = board.cycleToMs[machine]! - board.cycleFromMs[machine]!;
    board.runMs[machine]! += cycleMs;
    board.loadMs[machine]! += cycleMs * loadAt(board.speeds[machine]!);
    let good = 0;
    if (--this.#cyclesLeft[machine]! === 0) {
      this.#cyclesLeft[machine] = this.#columns.cyclesPerOutput[machine]!;
      good = this.#finish(machine);
      board.good[machine]! += good;
      board.inside[machine] = 0;
      if (outfeed >= 0) this.#buffers[outfeed]!.put(nowMs, good, this.#underfilled[machine]!, this.#uncapped[machine]!);
      this.#underfilled[machine] = 0;
      this.#uncapped[machine] = 0;
    }
    let reason = this.#line.faults.due(machine, board.runMs[machine]!, good);
    if (reason === none && this.valves[machine]?.needsMending) {
      reason = valveRepair;
      this.valves[machine].mend(board.runMs[machine]!);
    }
    if (reason === none) this.#begin(machine, nowMs);
    else {
      board.speeds[machine] = 0;
      const state = reason === breakdown ? aborted : held;
      this.#enter(machine, state, reason, nowMs, this.#line.faults.stopMs(machine, reason));
    }
    if (outfeed >= 0 && good > 0) this.#line.filled(outfeed, nowMs);
  }

  /** Works on the items of an output; returns how many of them are good. */
  #finish(machine: number): number {
    const put = this.#columns.put[machine]!;
    const valves = this.valves[machine];
    if (valves) this.#underfilled[machine]! += valves.fill(put, this.#board.runMs[machine]!);
    this.#nextUncapped[machine]! -= put;
    while (this.#nextUncapped[machine]! <= 0) {
      this.#nextUncapped[machine]! += this.#random[machine]!.itemsUntil(this.#shares[machine]!.uncappedShare);
      if (this.#underfilled[machine]! + this.#uncapped[machine]! < put) this.#uncapped[machine]!++;
    }
    let thrownOut = 0;
    if (this.#columns.inspects[machine] === 1) {
      thrownOut = this.#underfilled[machine]! + this.#uncapped[machine]!;
      this.underfilledFound[machine]! += this.#underfilled[machine]!;
      this.uncappedFound[machine]! += this.#uncapped[machine]!;
      this.#underfilled[machine] = 0;
      this.#uncapped[machine] = 0;
    }
    this.#nextReject[machine]! -= put;
    while (this.#nextReject[machine]! <= 0) {
      this.#nextReject[machine]! += this.#random[machine]!.itemsUntil(this.#shares[machine]!.rejectShare);
      // The one thrown out is taken to be free of the faults that travel with the others.
      if (thrownOut + this.#underfilled[machine]! + this.#uncapped[machine]! < put) thrownOut++;
    }
    this.#board.rejected[machine]! += thrownOut;
    return put - thrownOut;
  }

  #wait(machine: number, reason: number, nowMs: number): void {
    this.#waiting[machine] = reason;
    const timer = 2 * machine + 1;
    if (!this.#queue.isPending(timer)) this.#queue.schedule(timer, nowMs + this.#columns.patienceMs[machine]!);
  }

  /** Suspended: starts again with some material, or room, in reserve. */
  #resume(machine: number, waiting: number, nowMs: number): void {
    const columns = this.#columns;
    if (waiting === starved) {
      const readyMs = this.#buffers[columns.infeed[machine]!]!.readyAtMs(columns.restartFill[machine]!);
      if (readyMs > nowMs) {
        if (readyMs < Number.POSITIVE_INFINITY) this.#queue.schedule(2 * machine, readyMs);
        return;
      }
    } else if (this.#buffers[columns.outfeed[machine]!]!.free < columns.restartRoom[machine]!) return;
    this.#waiting[machine] = none;
    this.#queue.cancel(2 * machine);
    this.#enter(machine, unsuspending, none, nowMs, unsuspendingMs);
  }

  /**
   * Line control as on real lines ("V-curve"): the machines around the slowest can run faster than it; they slow down
   * as the buffer behind them fills or the one before them empties, so buffers before the slowest machine stand full
   * and those after it empty, ready for the next stop. Returns the speed of the cycle that begins.
   */
  #slewSpeed(machine: number): number {
    const board = this.#board;
    const columns = this.#columns;
    let target = 1;
    const lowFill = columns.lowFill[machine]!;
    if (lowFill > 0) target = Math.min(target, this.#buffers[columns.infeed[machine]!]!.fill / lowFill);
    const lowRoom = columns.lowRoom[machine]!;
    if (lowRoom > 0) target = Math.min(target, this.#buffers[columns.outfeed[machine]!]!.free / lowRoom);
    const before = board.speeds[machine]!;
    const step = (speedPerS * (board.cycleToMs[machine]! - board.cycleFromMs[machine]!)) / 1000;
    const speed = Math.max(startSpeed, Math.min(before + step, Math.max(before - step, target)));
    board.speeds[machine] = speed;
    return speed;
  }
}
