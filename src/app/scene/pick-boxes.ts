import { Vector3 } from 'three';
import type { MachineId } from '../../twin/plant.ts';
import type { Built } from './assembly.ts';
import { followsPath, sizeOf } from './machines/catalogue.ts';
import { type Ray, rayToBox, type TurnedBox } from './paths/boxes.ts';

/** What the pointer can hit of one machine: its own box, or one a straight of its belt. */
export interface Pickable {
  readonly id: MachineId;
  readonly boxes: readonly TurnedBox[];
  /** Where its label is tied: middle of the top. */
  readonly anchor: Vector3;
}

export function pickables(built: readonly Built[]): Pickable[] {
  return built.flatMap((each) => {
    const machine = each.machine?.machine;
    if (!machine) return [];
    const [width, height, depth] = sizeOf(machine);
    if (followsPath(machine)) {
      const boxes = machine.path!.slice(1).flatMap((to, k) => {
        const from = machine.path![k]!;
        const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
        if (length === 0) return [];
        return {
          x: (from[0] + to[0]) / 2,
          y: (height + 0.15) / 2,
          z: (from[1] + to[1]) / 2,
          halfX: length / 2,
          halfY: (height + 0.15) / 2,
          halfZ: Math.max(0.25, depth / 2 + 0.08),
          dx: (to[0] - from[0]) / length,
          dz: (to[1] - from[1]) / length,
        };
      });
      const longest = boxes.toSorted((a, b) => b.halfX - a.halfX)[0];
      const { x, z } = longest ?? machine.pose;
      return { id: machine.id, boxes, anchor: new Vector3(x, height + 0.1, z) };
    }
    const box = { x: 0, y: 0, z: 0, halfX: width / 2, halfY: height / 2, halfZ: depth / 2, dx: 1, dz: 0 };
    const pickable = { id: machine.id, boxes: [box], anchor: new Vector3() };
    followBase(pickable, each);
    return pickable;
  });
}

/** Moves box and label anchor to where the machine stands now. */
export function followBase({ boxes, anchor }: Pickable, { base }: Built): void {
  const box = boxes[0]!;
  const m = base.elements;
  [box.x, box.y, box.z] = [m[12]!, m[13]! + box.halfY, m[14]!];
  [box.dx, box.dz] = [m[0]!, m[2]!];
  anchor.set(box.x, box.y + box.halfY, box.z);
}

/** The nearest machine that the ray meets. */
export function pick(all: readonly Pickable[], ray: Ray): MachineId | null {
  let nearest = Number.POSITIVE_INFINITY;
  let hit: MachineId | null = null;
  for (const { id, boxes } of all) {
    for (const box of boxes) {
      const distance = rayToBox(ray, box);
      if (distance === null || distance >= nearest) continue;
      nearest = distance;
      hit = id;
    }
  }
  return hit;
}
