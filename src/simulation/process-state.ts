import { packmlCode } from '../twin/packml.ts';
import { driver, firstValve } from './drivers.ts';
import type { Line } from './line.ts';
import { type PlannedMachine, pathLength } from './line-plan.ts';
import { execute, loadAt, none, reasonCode } from './machine-board.ts';
import { Random } from './random.ts';
import { isGripping, robotAngles } from './robot-motion.ts';
import { missions } from './vehicles.ts';

const suspended = packmlCode('Suspended');
const idle = packmlCode('Idle');
const blocked = reasonCode('blocked');
const starved = reasonCode('starved');
const chargingMission = missions.indexOf('charging');
const dayMs = 86_400_000;

/** Litres in the product tank, and per minute through the open inlet. */
const tankL = 15_000;
const inletLPerMin = 1100;

/** What signals follow, for every machine. Counters come from the line alone, so they do not depend on when it was first looked at. */
export class ProcessState {
  readonly blockSize: number;
  readonly values: Float64Array;
  /** The line whose machines it follows; a new week brings a new one. */
  line: Line;
  readonly #random: Random;
  /** Slow changes of friction and viscosity, share of the load (an Ornstein-Uhlenbeck process, deviation 0.02). */
  readonly #wander: Float64Array;
  readonly #bowlInflow: Float64Array;

  constructor(line: Line, seed: number) {
    const count = line.plan.machines.length;
    const members = Math.max(...line.plan.machines.map(memberCount));
    this.line = line;
    this.blockSize = firstValve + members;
    this.values = new Float64Array(count * this.blockSize);
    this.#random = new Random(seed, 'process');
    this.#wander = new Float64Array(count);
    this.#bowlInflow = new Float64Array(count);
    for (let machine = 0; machine < count; machine++) {
      const at = machine * this.blockSize;
      this.values[at + driver.bowlShare] = 0.62;
      this.values[at + driver.tankShare] = 0.6;
      this.values[at + driver.hopperShare] = 0.7;
    }
  }

  /** Once a second of simulated time for each machine. */
  update(machine: number, nowMs: number): void {
    const { values, line } = this;
    const planned = line.plan.machines[machine]!;
    if (planned.role === 'none') return;
    const at = machine * this.blockSize;
    if (planned.role === 'process') this.#process(machine, planned, at);
    else if (planned.role === 'carry') this.#carry(machine, planned, at, nowMs);
    else if (planned.role === 'pass') this.#pass(planned, at);
    else if (planned.role === 'serve') this.#serve(machine, at);
    else this.#store(machine, planned, at);
    this.#wander[machine]! += -0.02 * this.#wander[machine]! + 0.004 * this.#random.noise();
    const running = values[at + driver.running]!;
    let load = running * (loadAt(values[at + driver.speed]!) + this.#wander[machine]!);
    if (planned.role === 'process') {
      // A bearing keeps quiet for most of its life: at 85 % of it a third of the final shake is reached.
      const wear = line.faults.wear(machine, line.board.runMs[machine]!);
      const worn = wear * wear * wear * wear * wear * wear;
      values[at + driver.damage] = worn * values[at + driver.speed]!;
      load *= 1 + 0.32 * worn;
    } else if (planned.role === 'pass') load *= 0.6 + 0.6 * values[at + driver.fillShare]!;
    values[at + driver.load] = load;
    values[at + driver.heat] = load * load;
    // 19 to 25 degrees, warmest at 15:00 UTC.
    values[at + driver.ambient] = 22 + 3 * Math.cos((2 * Math.PI * (nowMs - 0.625 * dayMs)) / dayMs);
    this.move(machine, nowMs);
  }

  /** What moves visibly: also called between updates. */
  move(machine: number, nowMs: number): void {
    const { values, line } = this;
    const planned = line.plan.machines[machine]!;
    const at = machine * this.blockSize;
    if (planned.role === 'carry') {
      const share = line.vehicles.position(machine, nowMs);
      values[at + driver.position] = share;
      values[at + driver.driveMPerS] = line.vehicles.speed(machine, nowMs) * pathLength(planned.placed.machine, 10);
      return;
    }
    if (planned.role !== 'process') return;
    const { board } = line;
    const lastsMs = board.cycleToMs[machine]! - board.cycleFromMs[machine]!;
    const share = lastsMs === 0 ? 0 : Math.min(1, (nowMs - board.cycleFromMs[machine]!) / lastsMs);
    const { type } = planned.placed.machine;
    if (type === 'palletiser') {
      const layers = Math.floor(values[at + driver.layer]!);
      robotAngles(share, layers, values, at + driver.joint1);
      values[at + driver.gripping] = isGripping(share) ? 1 : 0;
    } else if (type === 'wrapper') {
      // Up and down once, around the pallet all the time.
      values[at + driver.carriage] = 0.1 + 2 * (1 - Math.abs(2 * share - 1));
    } else if (type === 'packer') {
      values[at + driver.carriage] = 0.3 + 0.3 * Math.cos(2 * Math.PI * share);
    }
  }

  #process(machine: number, planned: PlannedMachine, at: number): void {
    const { values, line } = this;
    const { board } = line;
    const { parameters, placed } = planned;
    const running = board.states[machine] === execute ? 1 : 0;
    const speed = running * board.speeds[machine]!;
    values[at + driver.running] = running;
    values[at + driver.speed] = speed;
    values[at + driver.rate] = speed * parameters.rate;
    values[at + driver.state] = board.states[machine]!;
    values[at + driver.reason] = board.reasons[machine]!;
    values[at + driver.good] = board.good[machine]!;
    values[at + driver.energy] = board.loadMs[machine]! / 3_600_000;
    values[at + driver.reelShare] = line.faults.reelShare(machine);
    // A new week counts from 0 again.
    const items = Math.max(0, board.taken[machine]! - values[at + driver.taken]!);
    if (items > 0) {
      // Averaged over some 3 minutes of bottles at full speed.
      const share = (board.rejected[machine]! - values[at + driver.rejected]!) / items;
      values[at + driver.rejectShare]! += (share - values[at + driver.rejectShare]!) * Math.min(1, items / 3600);
    }
    values[at + driver.taken] = board.taken[machine]!;
    values[at + driver.rejected] = board.rejected[machine]!;
    const { type } = placed.machine;
    if (type === 'filler') this.#filler(machine, at);
    else if (type === 'inspector') {
      values[at + driver.underfilledFound] = line.processors.underfilledFound[machine]!;
      values[at + driver.uncappedFound] = line.processors.uncappedFound[machine]!;
    } else if (type === 'capper') {
      // A hopper of 12,000 caps, refilled to 95 % when it is down to 30 %.
      const left = values[at + driver.hopperShare]! - items / 12_000;
      values[at + driver.hopperShare] = left < 0.3 ? 0.95 : left;
    } else if (type === 'depalletiser') {
      const layersLeft =
        parameters.layers -
        Math.floor(((board.good[machine]! % parameters.unitLoad) * parameters.layers) / parameters.unitLoad);
      values[at + driver.layer] = layersLeft;
      values[at + driver.lift] = 0.2 + 0.27 * layersLeft;
    } else if (type === 'palletiser') {
      const perLayer = (parameters.take * parameters.cyclesPerOutput) / parameters.layers;
      values[at + driver.onPallet] = board.inside[machine]!;
      values[at + driver.layer] = Math.floor(board.inside[machine]! / perLayer);
    }
  }

  /** The bowl's level is held at 62 % by an inflow that follows the speed some 8 s late. */
  #filler(machine: number, at: number): void {
    const { values } = this;
    const fills = this.line.processors.valves[machine]!.fillsMl;
    values.set(fills, at + firstValve);
    let sum = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let valve = 0; valve < fills.length; valve++) {
      sum += fills[valve]!;
      lowest = Math.min(lowest, fills[valve]!);
    }
    values[at + driver.lowestFillMl] = lowest;
    values[at + driver.meanFillMl] = sum / fills.length;
    const speed = values[at + driver.speed]!;
    const level = values[at + driver.bowlShare]!;
    this.#bowlInflow[machine]! += (speed + 5 * (0.62 - level) - this.#bowlInflow[machine]!) / 8;
    values[at + driver.bowlShare] = Math.min(1, Math.max(0, level + 0.012 * (this.#bowlInflow[machine]! - speed)));
  }

  #carry(machine: number, { placed }: PlannedMachine, at: number, nowMs: number): void {
    const { values, line } = this;
    const { vehicles, board } = line;
    const charging = vehicles.missions[machine] === chargingMission;
    values[at + driver.running] = board.states[machine] === execute ? 1 : 0;
    values[at + driver.state] = board.states[machine]!;
    values[at + driver.reason] = board.reasons[machine]!;
    values[at + driver.good] = board.good[machine]!;
    values[at + driver.battery] = vehicles.batteryPercent(machine, nowMs);
    values[at + driver.charging] = charging ? 1 : 0;
    values[at + driver.mission] = vehicles.missions[machine]!;
    values[at + driver.loaded] = vehicles.loaded[machine]!;
    const routeM = pathLength(placed.machine, 10);
    values[at + driver.speed] = (vehicles.speed(machine, nowMs) * routeM) / 1.5;
    values[at + driver.drivenKm] = (vehicles.driven(machine, nowMs) * routeM) / 1000;
  }

  /** A belt stands when it is full and nobody takes, and idles on while anybody beside it works. */
  #pass(planned: PlannedMachine, at: number): void {
    const { values, line } = this;
    const { states } = line.board;
    if (planned.within < 0) return;
    const buffer = line.buffers[planned.within]!;
    const { from, takers } = line.plan.buffers[planned.within]!;
    const taking = takers.some((taker) => states[taker] === execute);
    const fillShare = buffer.fill / buffer.capacity;
    const running = taking || (states[from] === execute && fillShare < 0.98);
    values[at + driver.running] = running ? 1 : 0;
    values[at + driver.speed] = running ? 1 : 0;
    values[at + driver.beltMPerMin] = running ? 60 * planned.parameters.beltMPerS : 0;
    values[at + driver.fill] = buffer.fill;
    values[at + driver.fillShare] = fillShare;
    values[at + driver.state] = running ? execute : suspended;
    values[at + driver.reason] = running ? none : fillShare > 0.5 ? blocked : starved;
  }

  /** Runs with the machine at the end of the chain it feeds. */
  #serve(machine: number, at: number): void {
    const { values, line } = this;
    let served = machine;
    while (line.plan.machines[served]!.role === 'serve' && line.plan.machines[served]!.serves >= 0)
      served = line.plan.machines[served]!.serves;
    const speed = served === machine ? 0 : values[served * this.blockSize + driver.speed]!;
    values[at + driver.running] = speed > 0 ? 1 : 0;
    values[at + driver.speed] = speed;
    values[at + driver.state] = speed > 0 ? execute : idle;
    values[at + driver.energy] = line.board.loadMs[served]! / 3_600_000;
    const { parameters } = line.plan.machines[served]!;
    const outL = (speed * parameters.rate * parameters.fillMl) / 1000 / 60;
    const level = values[at + driver.tankShare]!;
    if (level < 0.3) values[at + driver.inletOpen] = 1;
    else if (level > 0.9) values[at + driver.inletOpen] = 0;
    values[at + driver.tankShare] = level + (values[at + driver.inletOpen]! * (inletLPerMin / 60) - outL) / tankL;
  }

  #store(machine: number, { parameters }: PlannedMachine, at: number): void {
    const { values, line } = this;
    values[at + driver.running] = 1;
    values[at + driver.state] = execute;
    values[at + driver.taken] = line.board.taken[machine]!;
    values[at + driver.stock] = line.vehicles.stock[machine]!;
    values[at + driver.stockShare] = line.vehicles.stock[machine]! / parameters.capacity;
    values[at + driver.dispatched] = line.vehicles.dispatched[machine]!;
  }
}

/** Valves of a filler, heads of a capper: of these there is a signal each. */
export const memberCount = ({ placed, parameters }: PlannedMachine): number =>
  placed.machine.type === 'filler' ? parameters.valves : placed.machine.type === 'capper' ? parameters.heads : 0;
