import { Matrix4, Vector3 } from 'three';
import type { Machine } from '../../../twin/plant.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import type { Model, Point } from '../parts/model.ts';
import { sizeOf } from './catalogue.ts';
import { pipe } from './pipe.ts';

/** A mouth of a machine: where a pipe meets it as a share of its size from the foot's centre, and which way it faces. */
interface Mouth {
  readonly at: Point;
  readonly facing: Point;
}

const left: Point = [-1, 0, 0];
const right: Point = [1, 0, 0];
const above: Point = [0, 1, 0];

const mouths: Readonly<Record<string, { into: Mouth; outOf: Mouth }>> = {
  tank: { into: { at: [-0.22, 1, 0], facing: above }, outOf: { at: [0.5, 0.17, 0], facing: right } },
  pump: { into: { at: [0.49, 0.5, 0], facing: right }, outOf: { at: [0.18, 0.98, 0.2], facing: above } },
  valve: { into: { at: [-0.5, 0.28, 0], facing: left }, outOf: { at: [0.5, 0.28, 0], facing: right } },
};
const usual = { into: { at: [-0.5, 0.3, 0], facing: left }, outOf: { at: [0.5, 0.3, 0], facing: right } } as const;

/** One pipe a water flow, at right angles, from mouth to mouth through what lies between. */
export function waterPipes(index: PlantIndex): Model[] {
  const pipes: Model[] = [];
  for (const flow of index.plant.flows) {
    if (flow.item !== 'water') continue;
    const passed = [flow.from, ...flow.via, flow.to].map((id) => index.machineById.get(id)?.machine);
    for (let k = 1; k < passed.length; k++) {
      const [from, to] = [passed[k - 1], passed[k]];
      if (from && to) pipes.push(pipe(route(from, to), pipeDiameter(from, to)));
    }
  }
  return pipes;
}

const pipeDiameter = (from: Machine, to: Machine): number =>
  Math.max(0.04, 0.09 * Math.min(sizeOf(from)[1], sizeOf(to)[1]));

function route(from: Machine, to: Machine): Point[] {
  const start = mouthOf(from, 'outOf');
  const end = mouthOf(to, 'into');
  const clear = 1.6 * pipeDiameter(from, to);
  const out = start.at.clone().addScaledVector(start.facing, clear);
  const into = end.at.clone().addScaledVector(end.facing, clear);
  const points = [start.at, out, new Vector3(out.x, into.y, out.z), new Vector3(out.x, into.y, into.z), into, end.at];
  const distinct = points.filter((point, k) => k === 0 || point.distanceTo(points[k - 1]!) > 0.005);
  return distinct.map(({ x, y, z }) => [x, y, z] as const);
}

function mouthOf(machine: Machine, end: 'into' | 'outOf'): { at: Vector3; facing: Vector3 } {
  const { at, facing } = (mouths[machine.type] ?? usual)[end];
  const size = sizeOf(machine);
  const { x, z, y = 0, headingDeg = 0 } = machine.pose;
  const turn = new Matrix4().makeRotationY((headingDeg * Math.PI) / 180);
  return {
    at: new Vector3(at[0] * size[0], at[1] * size[1], at[2] * size[2]).applyMatrix4(turn).add(new Vector3(x, y, z)),
    facing: new Vector3(...facing).applyMatrix4(turn),
  };
}
