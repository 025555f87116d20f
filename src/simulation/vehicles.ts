import { packmlCode } from '../twin/packml.ts';
import type { EventQueue } from './event-queue.ts';
import type { LineParts } from './line-parts.ts';
import { type PlannedMachine, pathLength } from './line-plan.ts';
import { execute, type MachineBoard, none, reasonCode } from './machine-board.ts';
import { Random } from './random.ts';
import type { TransitBuffer } from './transit-buffer.ts';

/** What an AGV is about; plant files name their "mission" states so, in this order. */
export const missions = ['waiting', 'loading', 'to store', 'unloading', 'returning', 'charging'] as const;
const mission = { waiting: 0, loading: 1, toStore: 2, unloading: 3, returning: 4, charging: 5 } as const;

const idle = packmlCode('Idle');
const held = packmlCode('Held');
const suspended = packmlCode('Suspended');
const blocked = reasonCode('blocked');
const obstacle = reasonCode('obstacle');
const charging = reasonCode('charging');

/** Goes to the charger below the first, comes back at the second, percent. */
const chargeBelow = 25;
const chargeTo = 90;

/** Vehicles that bring unit loads from a buffer to a store, one at a time, and the stores that lorries empty. */
export class Vehicles {
  readonly missions: Uint8Array;
  readonly loaded: Uint8Array;
  /** Places on the route, 0 = pick-up, 1 = store: the leg under way goes from one to the other. */
  readonly legFrom: Float64Array;
  readonly legTo: Float64Array;
  readonly legFromMs: Float64Array;
  readonly legToMs: Float64Array;
  /** Stores: unit loads inside (`incoming` counts those being unloaded), gone out by lorry, lorries. */
  readonly stock: Float64Array;
  readonly dispatched: Float64Array;
  readonly #incoming: Float64Array;
  readonly #battery: Float64Array; // percent at the start of the leg
  readonly #driven: Float64Array;
  readonly #waitingSinceMs: Float64Array;
  readonly #line: LineParts;
  readonly #board: MachineBoard;
  readonly #buffers: readonly TransitBuffer[];
  readonly #queue: EventQueue;
  readonly #machines: readonly PlannedMachine[];
  readonly #random: readonly Random[];

  constructor(line: LineParts, seed: number) {
    this.#line = line;
    this.#board = line.board;
    this.#buffers = line.buffers;
    this.#queue = line.queue;
    const { plan } = line;
    const count = plan.machines.length;
    const column = () => new Float64Array(count);
    this.#machines = plan.machines;
    this.#random = plan.machines.map((machine) => new Random(seed, `${machine.placed.machine.id} vehicle`));
    this.missions = new Uint8Array(count);
    this.loaded = new Uint8Array(count);
    this.legFrom = column();
    this.legTo = column();
    this.legFromMs = column();
    this.legToMs = column();
    this.stock = column();
    this.dispatched = column();
    this.#incoming = column();
    this.#battery = Float64Array.from(plan.machines, (_, at) => 40 + 55 * this.#random[at]!.uniform());
    this.#driven = column();
    this.#waitingSinceMs = column();
  }

  powerUp(machine: number, nowMs: number): void {
    if (this.#machines[machine]!.role === 'store') {
      this.#board.enter(machine, execute, none, nowMs);
      this.stock[machine] = Math.floor(0.4 * this.#machines[machine]!.parameters.capacity);
      this.#awaitLorry(machine, nowMs);
    } else this.#wait(machine, nowMs);
  }

  /** A load was put into the buffer: whoever has waited longest comes for it. */
  onFilled(buffer: number, nowMs: number): void {
    let longest = -1;
    for (const taker of this.#line.plan.buffers[buffer]!.takers) {
      if (this.missions[taker] !== mission.waiting) continue;
      if (longest < 0 || this.#waitingSinceMs[taker]! < this.#waitingSinceMs[longest]!) longest = taker;
    }
    if (longest >= 0) this.#tryPickUp(longest, nowMs);
  }

  onTimer(machine: number, nowMs: number): void {
    if (this.#machines[machine]!.role === 'store') this.#loadLorry(machine, nowMs);
    else if (this.missions[machine] === mission.waiting) this.#tryPickUp(machine, nowMs);
    else if (this.#board.states[machine] === held) this.#drive(machine, this.#goal(machine), nowMs);
    else this.#arrive(machine, nowMs);
  }

  /** 0 at the pick-up, 1 at the store; starts and stops softly. */
  position(machine: number, nowMs: number): number {
    const from = this.legFrom[machine]!;
    const to = this.legTo[machine]!;
    const share = this.#share(machine, nowMs);
    return from + (to - from) * share * share * (3 - 2 * share);
  }

  /** Shares of the route per second, either way. */
  speed(machine: number, nowMs: number): number {
    const legS = this.#legS(machine);
    if (legS === 0) return 0;
    const share = this.#share(machine, nowMs);
    return (Math.abs(this.legTo[machine]! - this.legFrom[machine]!) * 6 * share * (1 - share)) / legS;
  }

  /** Routes driven so far, either way. */
  driven(machine: number, nowMs: number): number {
    return this.#driven[machine]! + Math.abs(this.position(machine, nowMs) - this.legFrom[machine]!);
  }

  batteryPercent(machine: number, nowMs: number): number {
    return this.#battery[machine]! + this.#rate(machine) * (this.#share(machine, nowMs) * this.#legS(machine));
  }

  #arrive(machine: number, nowMs: number): void {
    const place = this.legTo[machine]!;
    const now = this.missions[machine];
    if (now === mission.loading) {
      this.loaded[machine] = 1;
      this.missions[machine] = mission.toStore;
      this.#drive(machine, 1, nowMs);
    } else if (now === mission.unloading) this.#unloaded(machine, nowMs);
    else if (now === mission.charging) this.#wait(machine, nowMs);
    else if (place !== this.#goal(machine)) {
      this.#board.enter(machine, held, obstacle, nowMs);
      const { obstacleS } = this.#machines[machine]!.parameters;
      this.#leg(machine, place, this.#random[machine]!.logNormal(1000 * obstacleS, 0.6), nowMs);
    } else if (now === mission.toStore) this.#tryUnload(machine, nowMs);
    else if (this.batteryPercent(machine, nowMs) < chargeBelow) this.#charge(machine, nowMs);
    else this.#wait(machine, nowMs);
  }

  #goal(machine: number): number {
    return this.missions[machine] === mission.toStore ? 1 : 0;
  }

  #wait(machine: number, nowMs: number): void {
    this.#leg(machine, this.legTo[machine]!, 0, nowMs);
    this.missions[machine] = mission.waiting;
    this.#waitingSinceMs[machine] = nowMs;
    this.#board.enter(machine, idle, none, nowMs);
    this.#queue.cancel(2 * machine + 1);
    this.#tryPickUp(machine, nowMs);
  }

  #tryPickUp(machine: number, nowMs: number): void {
    const { infeed, parameters } = this.#machines[machine]!;
    const readyMs = this.#buffers[infeed]!.readyAtMs(1);
    if (readyMs > nowMs) {
      if (readyMs < Number.POSITIVE_INFINITY) this.#queue.schedule(2 * machine + 1, readyMs);
      return;
    }
    this.#buffers[infeed]!.take(1);
    this.#board.taken[machine]!++;
    this.#board.inside[machine] = 1;
    this.missions[machine] = mission.loading;
    this.#board.enter(machine, execute, none, nowMs);
    this.#leg(machine, this.legTo[machine]!, 1000 * parameters.transferS, nowMs);
    this.#line.drained(infeed, nowMs);
  }

  #drive(machine: number, goal: number, nowMs: number): void {
    const { placed, parameters } = this.#machines[machine]!;
    const random = this.#random[machine]!;
    const from = this.legTo[machine]!;
    const to =
      random.uniform() < parameters.obstacleShare ? from + (goal - from) * (0.2 + 0.6 * random.uniform()) : goal;
    const metres = Math.abs(to - from) * pathLength(placed.machine, 10);
    this.#board.enter(machine, execute, none, nowMs);
    // 2 s for speeding up and slowing down.
    this.#leg(machine, to, 2000 + (1000 * metres) / parameters.driveMPerS, nowMs);
  }

  #tryUnload(machine: number, nowMs: number): void {
    const { serves, parameters } = this.#machines[machine]!;
    const { capacity } = this.#machines[serves]!.parameters;
    this.#leg(machine, 1, 0, nowMs);
    if (this.stock[serves]! + this.#incoming[serves]! >= capacity) {
      this.#queue.cancel(2 * machine + 1);
      this.#board.enter(machine, suspended, blocked, nowMs);
      return;
    }
    this.#incoming[serves]!++;
    this.missions[machine] = mission.unloading;
    this.#board.enter(machine, execute, none, nowMs);
    this.#leg(machine, 1, 1000 * parameters.transferS, nowMs);
  }

  #unloaded(machine: number, nowMs: number): void {
    const { serves } = this.#machines[machine]!;
    this.#incoming[serves]!--;
    this.stock[serves]!++;
    this.#board.taken[serves]!++;
    this.#board.good[machine]!++;
    this.#board.inside[machine] = 0;
    this.loaded[machine] = 0;
    this.missions[machine] = mission.returning;
    this.#drive(machine, 0, nowMs);
  }

  #charge(machine: number, nowMs: number): void {
    const missing = chargeTo - this.batteryPercent(machine, nowMs);
    this.#leg(machine, 0, 0, nowMs);
    this.missions[machine] = mission.charging;
    this.#board.enter(machine, idle, charging, nowMs);
    this.#leg(machine, 0, (1000 * missing) / this.#machines[machine]!.parameters.chargePercentPerS, nowMs);
  }

  #awaitLorry(store: number, nowMs: number): void {
    const everyMs = 1000 * this.#machines[store]!.parameters.truckEveryS;
    this.#queue.schedule(2 * store + 1, nowMs + everyMs * (0.6 + 0.8 * this.#random[store]!.uniform()));
  }

  #loadLorry(store: number, nowMs: number): void {
    const load = Math.min(this.stock[store]!, this.#machines[store]!.parameters.truckLoad);
    this.stock[store]! -= load;
    this.dispatched[store]! += load;
    this.#board.good[store]! += load;
    this.#awaitLorry(store, nowMs);
    for (let machine = 0; machine < this.#machines.length; machine++) {
      if (this.#machines[machine]!.serves === store && this.#board.states[machine] === suspended)
        this.#tryUnload(machine, nowMs);
    }
  }

  /** Ends the leg that was under way and begins one to `to`. */
  #leg(machine: number, to: number, lastsMs: number, nowMs: number): void {
    this.#battery[machine] = Math.min(100, Math.max(0, this.batteryPercent(machine, nowMs)));
    this.#driven[machine]! += Math.abs(this.legTo[machine]! - this.legFrom[machine]!);
    this.legFrom[machine] = this.legTo[machine]!;
    this.legTo[machine] = to;
    this.legFromMs[machine] = nowMs;
    this.legToMs[machine] = nowMs + lastsMs;
    this.#queue.schedule(2 * machine + 1, nowMs + lastsMs);
  }

  /** Percent per second of the leg. */
  #rate(machine: number): number {
    const { drainPercentPerS, chargePercentPerS } = this.#machines[machine]!.parameters;
    return this.missions[machine] === mission.charging ? chargePercentPerS : -drainPercentPerS;
  }

  #share(machine: number, nowMs: number): number {
    const legMs = this.legToMs[machine]! - this.legFromMs[machine]!;
    return legMs === 0 ? 1 : Math.min(1, (nowMs - this.legFromMs[machine]!) / legMs);
  }

  #legS(machine: number): number {
    return (this.legToMs[machine]! - this.legFromMs[machine]!) / 1000;
  }
}
