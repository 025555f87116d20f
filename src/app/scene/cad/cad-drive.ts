import { MathUtils } from 'three';
import type { Binding, CadModel as PlantModel } from '../../../twin/plant.ts';
import { bindingTag, type PlacedMachine, type PlacedTag, type PlantIndex } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import type { LiveTable } from '../../live/live-table.ts';
import { shareOf } from '../bindings/share.ts';
import type { CadPlacement } from './cad-placement.ts';

/** More than this between two pictures would look like turning the other way. */
const mostDegPerFrame = 40;
/** Where a level is drawn that nobody knows, so that it carries its hatching: nothing there would be a claim. */
const unknownLevel = 0.6;

interface Drive {
  readonly binding: Binding;
  readonly tag: PlacedTag;
  readonly node: number;
  last: number;
}

/** What tags do to the nodes of one machine's model, by the same rules as to our own parts. */
export class CadDrive {
  readonly #placement: CadPlacement;
  readonly #drives: readonly Drive[];
  readonly #turning: readonly Drive[];

  constructor(
    placement: CadPlacement,
    machine: PlacedMachine,
    index: PlantIndex,
    { axes = {} }: Pick<PlantModel, 'axes'>,
  ) {
    this.#placement = placement;
    const all = machine.machine.bindings.flatMap((binding): Drive[] => {
      const tag = bindingTag(index, machine, binding);
      const node = placement.model.nodeByName.get(binding.part);
      if (!tag || node === undefined) return [];
      return [{ binding, tag, node, last: Number.NEGATIVE_INFINITY }];
    });
    this.#turning = all.filter(({ binding }) => binding.as === 'rotation');
    this.#drives = all.filter(({ binding }) => binding.as !== 'rotation');
    for (const { node, binding } of all) {
      const axis = Object.hasOwn(axes, binding.part) ? axes[binding.part] : undefined;
      if (axis) placement.set(node, { axis });
    }
  }

  /** `seconds` of the time shown have passed. Returns whether something moved. */
  update({ values, qualities }: LiveTable, seconds: number): boolean {
    let moved = false;
    for (const drive of this.#drives) {
      const { slot } = drive.tag;
      const value = qualities[slot]! < Quality.bad ? values[slot]! : Number.NaN;
      if (Object.is(value, drive.last)) continue;
      drive.last = value;
      moved = this.#pose(drive, value) || moved;
    }
    for (const { tag, node } of this.#turning) {
      const degrees = qualities[tag.slot] === Quality.good ? values[tag.slot]! * 6 * seconds : Number.NaN;
      if (Number.isNaN(degrees) || Math.abs(degrees) < 1e-3) continue;
      const before = this.#placement.motionOf(node)?.turnDeg ?? 0;
      const step = MathUtils.clamp(degrees, -mostDegPerFrame, mostDegPerFrame);
      this.#placement.set(node, { turnDeg: (before + step) % 36_000 });
      moved = true;
    }
    return moved;
  }

  #pose({ binding, tag: { tag }, node }: Drive, value: number): boolean {
    const unknown = Number.isNaN(value);
    switch (binding.as) {
      case 'angle':
        this.#placement.set(node, { turnDeg: unknown ? 0 : value });
        return true;
      case 'position':
        this.#placement.set(node, { position: unknown ? 0 : shareOf(tag, value) });
        return true;
      case 'level':
        this.#placement.set(node, { level: unknown ? unknownLevel : shareOf(tag, value) });
        return true;
      case 'visibility': {
        const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = binding.shown ?? {};
        const shown = unknown || (binding.shown ? value >= from && value <= to : value !== 0);
        this.#placement.set(node, { shown });
        return true;
      }
      default:
        return false;
    }
  }
}
