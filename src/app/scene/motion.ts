import { MathUtils } from 'three';
import type { Tag } from '../../twin/plant.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import { type Assembly, type Built, placeInstances } from './assembly.ts';
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
  readonly #built: Built;
  readonly #motions: readonly Motion[];
  readonly #values: Float64Array;

  constructor(built: Built) {
    this.#built = built;
    this.#motions = motionsOf(built);
    this.#values = new Float64Array(this.#motions.length).fill(Number.NaN);
  }

  update(table: LiveTable, seconds: number): boolean {
    let moved = false;
    for (const [k, motion] of this.#motions.entries()) {
      const value = table.qualities[motion.slot]! < Quality.bad ? table.values[motion.slot]! : Number.NaN;
      if (motion.spins) {
        if (table.qualities[motion.slot] === Quality.good) moved = motion.apply(value, seconds) || moved;
      } else if (!Object.is(value, this.#values[k])) {
        this.#values[k] = value;
        moved = motion.apply(value, seconds) || moved;
      }
    }
    if (moved) placeInstances(this.#built);
    return moved;
  }
}

function motionsOf(built: Built): Motion[] {
  const machine = built.machine?.machine;
  if (!machine) return [];
  const motions: Motion[] = [];
  for (const binding of machine.bindings) {
    const placed = built.machine!.tags.find(({ tag }) => tag.id === binding.tag);
    if (!placed) continue;
    const { slot, tag } = placed;
    const states = built.model.nodes.flatMap((node, k) => (node.part === binding.part ? [built.states[k]!] : []));
    switch (binding.as) {
      case 'rotation':
        motions.push({ slot, spins: true, apply: (rpm, seconds) => spin(states, rpm, seconds) });
        break;
      case 'angle':
        motions.push({ slot, spins: false, apply: (degrees) => turnTo(states, orZero(degrees)) });
        break;
      case 'level':
        motions.push({ slot, spins: false, apply: (value) => shift(states, shareOf(tag, value)) });
        break;
      case 'position':
        if (machine.path && !followsPath(machine)) {
          const way = roundedWay(machine.path, 0.8, machine.pose.y);
          motions.push({ slot, spins: false, apply: (value) => travel(built, way, shareOf(tag, value)) });
        } else motions.push({ slot, spins: false, apply: (value) => shift(states, shareOf(tag, value)) });
        break;
      case 'colour':
      case 'text':
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

function turnTo(states: readonly NodeState[], degrees: number): boolean {
  for (const state of states) state.turnDeg = degrees;
  return true;
}

/** Unknown = at rest, and nothing there. */
function shift(states: readonly NodeState[], share: number): boolean {
  for (const state of states) {
    state.position = orZero(share);
    state.level = share;
  }
  return true;
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

/** 0 to 1: by the tag's range, or as the share or percentage that it is. */
function shareOf(tag: Tag, value: number): number {
  const [from, to] = tag.range ?? [0, tag.unit === '%' ? 100 : 1];
  return MathUtils.clamp((value - from) / (to - from), 0, 1);
}

const at = freshSpot();

function travel(built: Built, way: Way, share: number): boolean {
  alongWay(way, orZero(share) * wayLength(way), at);
  ride(built.base, at, 0, 0);
  return true;
}

/** Everything in the hall that tags move. */
export class Motions {
  readonly #machines: readonly MachineMotion[];
  readonly #assembly: Assembly;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
    this.#machines = assembly.built.filter(({ moves }) => moves).map((built) => new MachineMotion(built));
  }

  /** `seconds` of the time shown since the last frame: 0 while it stands still. Returns whether anything moved. */
  update(table: LiveTable, seconds: number): boolean {
    let moved = false;
    for (const each of this.#machines) moved = each.update(table, seconds) || moved;
    if (moved) for (const mesh of this.#assembly.meshes) mesh.moved();
    return moved;
  }
}
