import { Vector3 } from 'three';
import type { MachineId } from '../../twin/plant.ts';
import type { Built } from './assembly.ts';
import { courseOf, followsPath, sizeOf } from './machines/catalogue.ts';
import { pathBoxes } from './path-boxes.ts';
import { type Ray, rayToBox, type TurnedBox } from './paths/boxes.ts';

/** What the pointer can hit of one machine: its own box, or one a straight of its belt. */
export interface Pickable {
  readonly id: MachineId;
  boxes: readonly TurnedBox[];
  /** Where its label is tied: middle of the top. */
  readonly anchor: Vector3;
  /** It is hit by its own triangles, not by its boxes. */
  hollow: boolean;
}

export function pickables(built: readonly Built[]): Pickable[] {
  return built.flatMap((each) => {
    const machine = each.machine?.machine;
    if (!machine) return [];
    const [width, height, depth] = sizeOf(machine);
    if (followsPath(machine)) {
      // The model begins at the origin.
      const [startX, startZ] = machine.path![0]!;
      const course = courseOf(machine).map(([px, pz, py]) => [px - startX, pz - startZ, py] as const);
      const boxes = pathBoxes(course, each.model, depth);
      for (const box of boxes) {
        box.x += startX;
        box.z += startZ;
      }
      const longest = boxes.toSorted((a, b) => b.halfX - a.halfX)[0];
      const { x, y, z } = longest ?? { ...machine.pose, y: height };
      return { id: machine.id, boxes, anchor: new Vector3(x, y + (longest?.halfY ?? 0), z), hollow: false };
    }
    const box = { x: 0, y: 0, z: 0, halfX: width / 2, halfY: height / 2, halfZ: depth / 2, dx: 1, dz: 0, rise: 0 };
    const pickable = { id: machine.id, boxes: [box], anchor: new Vector3(), hollow: false };
    followBase(pickable, each);
    return pickable;
  });
}

/** Moves box and label anchor to where the machine stands now. Returns whether that is elsewhere than before. */
export function followBase({ boxes, anchor }: Pickable, { base }: Built): boolean {
  const box = boxes[0]!;
  const m = base.elements;
  const before = box.x + box.y + box.z;
  [box.x, box.y, box.z] = [m[12]!, m[13]! + box.halfY, m[14]!];
  const floor = Math.hypot(m[0]!, m[2]!);
  [box.dx, box.dz, box.rise] = [m[0]! / floor, m[2]! / floor, m[1]! / floor];
  anchor.set(box.x, box.y + box.halfY, box.z);
  return box.x + box.y + box.z !== before;
}

/** The nearest machine that the ray meets with a box, and how far along it. */
export function pick(all: readonly Pickable[], ray: Ray): { id: MachineId; distance: number } | null {
  let nearest = Number.POSITIVE_INFINITY;
  let hit: MachineId | null = null;
  for (const { id, boxes, hollow } of all) {
    if (hollow) continue;
    for (const box of boxes) {
      const distance = rayToBox(ray, box);
      if (distance === null || distance >= nearest) continue;
      nearest = distance;
      hit = id;
    }
  }
  return hit && { id: hit, distance: nearest };
}
