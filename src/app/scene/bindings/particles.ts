import { DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, Vector3 } from 'three';
import { parametersOf } from '../../../twin/equipment/drawn-parts.ts';
import { bindingTag, type PlacedTag, type PlantIndex } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import type { Palette } from '../../palette.ts';
import { viewStore } from '../../stores/view.ts';
import type { Assembly, Built } from '../assembly.ts';
import type { Frame, Layer } from '../layer.ts';
import { courseOf, followsPath, sizeOf } from '../machines/catalogue.ts';
import { bendRadius } from '../machines/conveying.ts';
import { roundClay } from '../parts/clay-material.ts';
import { shapes } from '../parts/shapes.ts';
import { alongWay, freshSpot, roundedWay, type Way, wayLength } from '../paths/polyline.ts';
import { ride } from '../paths/ride.ts';
import { advance, flowSpeed } from './flow-speed.ts';
import { boxOf } from './part-box.ts';

/** Metres from particle to particle, unless there would be more than can be drawn. */
const spacing = 0.6;
const most = 3000;

/** Particles along one part. */
interface Stream {
  readonly placed: PlacedTag;
  /** By the tag's value, m/s. */
  readonly speedOf: (value: number) => number;
  readonly way: Way;
  /** Along the way, across, metres. */
  readonly bead: readonly [along: number, across: number];
  /** Of the bead's middle above the way. */
  readonly above: number;
  offset: number;
}

/** Beads that go along belts and pipes as their tag says; all of them one draw call. */
export class Particles implements Layer {
  readonly object: InstancedMesh;
  readonly #streams: readonly Stream[];
  readonly #spacing: number;
  readonly #form: InstancedBufferAttribute;
  readonly #tint: InstancedBufferAttribute;
  readonly #stillness = matchMedia('(prefers-reduced-motion: reduce)');
  #epoch = Number.NaN;
  #version = Number.NaN;
  #drawn = 0;

  constructor(assembly: Assembly, index: PlantIndex) {
    this.#streams = assembly.ofMachine.flatMap((built) => streamsOf(built, index));
    const total = this.#streams.reduce((sum, { way }) => sum + wayLength(way), 0);
    this.#spacing = Math.max(spacing, total / most);
    const count = Math.max(1, Math.ceil(total / this.#spacing) + this.#streams.length);
    const geometry = shapes.ball.clone();
    this.#form = new InstancedBufferAttribute(new Float32Array(count * 4), 4);
    this.#tint = new InstancedBufferAttribute(new Uint8Array(count * 4), 4, true);
    const bytes = (value: readonly number[]) =>
      new InstancedBufferAttribute(
        Uint8Array.from({ length: count * 4 }, (_, k) => value[k % 4]!),
        4,
        true,
      );
    geometry.setAttribute('form', this.#form);
    geometry.setAttribute('tint', this.#tint);
    geometry.setAttribute('finish', bytes([0, 0, 255, 0]));
    geometry.setAttribute('openUp', bytes([255, 255, 255, 0]));
    geometry.setAttribute('openDown', bytes([255, 200, 255, 0]));
    this.object = new InstancedMesh(geometry, roundClay, count);
    this.object.instanceMatrix.setUsage(DynamicDrawUsage);
    this.object.frustumCulled = false;
    this.object.count = 0;
  }

  update({ table, seconds }: Frame): boolean {
    if (this.#streams.length === 0) return false;
    const wanted = viewStore.getState().flow && !this.#stillness.matches;
    this.object.visible = wanted;
    if (!wanted) return false;
    // Standing still, only another value can change the picture: particles come and go with its quality.
    if (seconds === 0 && table.version === this.#version && table.epoch === this.#epoch) return false;
    this.#version = table.version;
    this.#epoch = table.epoch;
    let used = 0;
    let moved = false;
    for (const stream of this.#streams) {
      const { slot } = stream.placed;
      if (table.qualities[slot] !== Quality.good) continue;
      const speed = stream.speedOf(table.values[slot]!);
      moved ||= speed !== 0 && seconds !== 0;
      stream.offset = advance(stream.offset, speed, seconds, this.#spacing);
      used = this.#draw(stream, used);
    }
    if (!moved && used === this.#drawn) return false;
    this.#drawn = used;
    this.object.count = used;
    this.object.instanceMatrix.clearUpdateRanges();
    this.object.instanceMatrix.addUpdateRange(0, used * 16);
    this.object.instanceMatrix.needsUpdate = true;
    this.#form.needsUpdate = true;
    return true;
  }

  colour(colours: Palette): void {
    const rgb = Number.parseInt(colours.coding.blue.slice(1), 16);
    for (let k = 0; k < this.#tint.count; k++)
      this.#tint.setXYZW(k, (rgb >> 16) / 255, ((rgb >> 8) & 255) / 255, (rgb & 255) / 255, 0);
    this.#tint.needsUpdate = true;
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.object.dispose();
  }

  #draw({ way, bead, above, offset }: Stream, from: number): number {
    const length = wayLength(way);
    let at = from;
    for (let metres = offset; metres < length && at < this.#form.count; metres += this.#spacing) {
      alongWay(way, metres, spot);
      ride(place, spot, 0, above).toArray(this.object.instanceMatrix.array, at * 16);
      // They grow out of one end and go into the other, so that none jumps up.
      const grown = Math.min(1, metres / 0.25, (length - metres) / 0.25);
      this.#form.setXYZW(at++, bead[0] * grown, bead[1] * grown, bead[1] * grown, 0);
    }
    return at;
  }
}

const spot = freshSpot();
const place = new Matrix4();

function streamsOf(built: Built, index: PlantIndex): Stream[] {
  const { machine } = built.machine!;
  return machine.bindings.flatMap((binding): Stream[] => {
    const placed = bindingTag(index, built.machine!, binding);
    if (binding.as !== 'flow' || !placed) return [];
    const speedOf = flowSpeed(placed.tag);
    if (followsPath(machine)) {
      const pipe = binding.part === 'pipe';
      const across = sizeOf(machine)[2] + (pipe ? (2 * (parametersOf(machine).insulation ?? 0)) / 1000 : 0);
      const way = roundedWay(courseOf(machine), pipe ? across * 1.5 : bendRadius(across));
      // In a pipe nothing would be seen: there they are thicker than it, as if it swelled.
      const bead = pipe ? ([across * 1.1, across * 1.34] as const) : ([0.11, 0.07] as const);
      return [{ placed, speedOf, way, bead, above: pipe ? 0 : 0.06, offset: 0 }];
    }
    const own = built.instances.filter(({ piece }) => piece.part === binding.part);
    if (own.length === 0) return [];
    const box = boxOf(own);
    const middle = box.getCenter(new Vector3());
    const size = box.getSize(new Vector3());
    const heading = ((machine.pose.headingDeg ?? 0) * Math.PI) / 180;
    const [dx, dz] = [Math.cos(heading), -Math.sin(heading)];
    const half = (Math.abs(dx) * size.x + Math.abs(dz) * size.z) / 2;
    const ends = [
      [middle.x - dx * half, middle.z - dz * half, box.max.y],
      [middle.x + dx * half, middle.z + dz * half, box.max.y],
    ] as const;
    return [{ placed, speedOf, way: roundedWay(ends, 1), bead: [0.11, 0.07], above: 0.05, offset: 0 }];
  });
}
