import { MathUtils } from 'three';
import type { Binding } from '../../twin/plant.ts';
import { bindingTag, type PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import { type Assembly, type Built, nominalLevel, placeInstances } from './assembly.ts';
import { Readers } from './bindings/readers.ts';
import { shareOf } from './bindings/share.ts';
import { followsPath } from './machines/catalogue.ts';
import type { NodeState } from './parts/pose.ts';
import { alongWay, freshSpot, roundedWay, type Way, wayLength } from './paths/polyline.ts';
import { ride } from './paths/ride.ts';

/** More than this between two pictures would look like turning the other way. */
const mostDegPerFrame = 40;

/** One tag that moves something of one machine. */
interface Motion {
  readonly slot: number;
  /** Returns whether it moved. `seconds` of the time shown have passed since the last frame. */
  apply(value: number, seconds: number): boolean;
  readonly spins: boolean;
}

class MachineMotion {
  readonly built: Built;
  readonly #table: LiveTable;
  readonly #turning: readonly Motion[];
  readonly #posing: readonly Motion[];
  readonly #values: Float64Array;
  #moved = false;

  constructor(built: Built, index: PlantIndex, table: LiveTable) {
    this.built = built;
    this.#table = table;
    const motions = motionsOf(built, index);
    this.#turning = motions.filter(({ spins }) => spins);
    this.#posing = motions.filter(({ spins }) => !spins);
    this.#values = new Float64Array(this.#posing.length).fill(Number.NEGATIVE_INFINITY);
  }

  /** Has to be asked every frame, not only when a value came. */
  get turns(): boolean {
    return this.#turning.length > 0;
  }

  /** Those whose pose follows from the value alone. */
  get slots(): readonly number[] {
    return this.#posing.map(({ slot }) => slot);
  }

  /** Returns whether it has to be placed. A stale value keeps its pose and a bad one, like none, leaves the part at rest; colouring draws the doubt on it. */
  pose(): boolean {
    const { values, qualities } = this.#table;
    for (let k = 0; k < this.#posing.length; k++) {
      const { slot, apply } = this.#posing[k]!;
      const value = qualities[slot]! < Quality.bad ? values[slot]! : Number.NaN;
      if (Object.is(value, this.#values[k])) continue;
      this.#values[k] = value;
      this.#moved = apply(value, 0) || this.#moved;
    }
    return this.#moved;
  }

  turn(seconds: number): boolean {
    const { values, qualities } = this.#table;
    for (const { slot, apply } of this.#turning) {
      if (qualities[slot] === Quality.good) this.#moved = apply(values[slot]!, seconds) || this.#moved;
    }
    return this.#moved;
  }

  /** Once a frame, whatever moved it. Returns whether that can be seen. */
  place(): boolean {
    this.#moved = false;
    return placeInstances(this.built);
  }
}

function motionsOf(built: Built, index: PlantIndex): Motion[] {
  const machine = built.machine?.machine;
  if (!machine) return [];
  const motions: Motion[] = [];
  for (const binding of machine.bindings) {
    const placed = bindingTag(index, built.machine!, binding);
    if (!placed) continue;
    const { slot, tag } = placed;
    const states = built.model.nodes.flatMap((node, k) => (node.part === binding.part ? [built.states[k]!] : []));
    const rests = built.model.nodes.flatMap((node) => (node.part === binding.part ? [node.restDeg] : []));
    switch (binding.as) {
      case 'rotation':
        motions.push({ slot, spins: true, apply: (rpm, seconds) => spin(states, rpm, seconds) });
        break;
      case 'angle':
        motions.push({ slot, spins: false, apply: (degrees) => turnTo(states, rests, degrees) });
        break;
      case 'level':
        motions.push({ slot, spins: false, apply: (value) => fill(states, shareOf(tag, value)) });
        break;
      case 'position':
        if (machine.path && !followsPath(machine)) {
          const way = roundedWay(machine.path, 0.8, machine.pose.y);
          motions.push({ slot, spins: false, apply: (value) => travel(built, way, shareOf(tag, value)) });
        } else motions.push({ slot, spins: false, apply: (value) => shift(states, shareOf(tag, value)) });
        break;
      case 'visibility':
        motions.push({ slot, spins: false, apply: (value) => show(built, binding, value) });
        break;
      case 'colour':
      case 'flow':
      case 'text':
      case 'gauge':
        break;
    }
  }
  return motions;
}

function spin(states: readonly NodeState[], rpm: number, seconds: number): boolean {
  const degrees = rpm * 6 * seconds;
  if (Number.isNaN(degrees) || Math.abs(degrees) < 1e-3) return false;
  for (const state of states)
    state.turnDeg = (state.turnDeg + MathUtils.clamp(degrees, -mostDegPerFrame, mostDegPerFrame)) % 36000;
  return true;
}

function turnTo(states: readonly NodeState[], rests: readonly number[], degrees: number): boolean {
  for (const [k, state] of states.entries()) state.turnDeg = Number.isNaN(degrees) ? rests[k]! : degrees;
  return true;
}

function shift(states: readonly NodeState[], share: number): boolean {
  for (const state of states) state.position = orZero(share);
  return true;
}

/** Unknown = drawn half-way, so that it carries its hatching: an empty tank would be a claim. */
function fill(states: readonly NodeState[], share: number): boolean {
  for (const state of states) {
    state.position = orZero(share);
    state.level = Number.isNaN(share) ? nominalLevel : share;
  }
  return true;
}

/** Unknown = there: what is not seen cannot be drawn in doubt. */
function show(built: Built, { part, shown }: Binding, value: number): boolean {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = shown ?? {};
  const there = Number.isNaN(value) || (shown ? value >= from && value <= to : value !== 0);
  if (there) built.hidden.delete(part);
  else built.hidden.add(part);
  placeInstances(
    built,
    built.instances.filter(({ piece }) => piece.part === part),
  );
  return true;
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

const at = freshSpot();

function travel(built: Built, way: Way, share: number): boolean {
  alongWay(way, orZero(share) * wayLength(way), at);
  ride(built.base, at, 0, 0);
  return true;
}

/** Everything in the hall that tags move. */
export class Motions {
  readonly #machines: readonly MachineMotion[];
  readonly #turning: readonly MachineMotion[];
  readonly #readers: Readers;

  constructor(assembly: Pick<Assembly, 'built'>, index: PlantIndex, table: LiveTable) {
    this.#machines = assembly.built
      .map((built) => new MachineMotion(built, index, table))
      .filter(({ turns, slots }) => turns || slots.length > 0);
    this.#turning = this.#machines.filter(({ turns }) => turns);
    this.#readers = new Readers(
      table,
      this.#machines.map(({ slots }) => slots),
    );
  }

  /** `seconds` of the time shown since the last frame: 0 while it stands still, below 0 backwards. Returns whether anything moved. */
  update(seconds: number): boolean {
    const moving = new Set<MachineMotion>();
    this.#readers.drain((k) => {
      const each = this.#machines[k]!;
      if (each.pose()) moving.add(each);
      return false;
    });
    if (seconds !== 0) for (const each of this.#turning) if (each.turn(seconds)) moving.add(each);
    let moved = false;
    for (const each of moving) moved = each.place() || moved;
    return moved;
  }

  dispose(): void {
    this.#readers.dispose();
  }
}
