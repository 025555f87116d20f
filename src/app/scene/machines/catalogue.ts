import { parametersOf } from '../../../twin/equipment/drawn-parts.ts';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { Machine } from '../../../twin/plant.ts';
import type { Model, Point } from '../parts/model.ts';
import type { WayPoint } from '../paths/polyline.ts';
import { conveyingDrawings, conveyingPaths } from './conveying.ts';
import type { BeltSurface, Drawing, PathDrawing } from './drawing.ts';
import { handlingDrawings, handlingPaths } from './handling.ts';
import { machiningDrawings } from './machining.ts';
import { packagingDrawings } from './packaging.ts';
import { plain, processDrawings, processPaths } from './process.ts';
import { rotaryDrawings } from './rotary.ts';
import { servicesDrawings } from './services.ts';

/** How each equipment type is drawn. */
const drawings: Readonly<Record<string, Drawing>> = {
  ...conveyingDrawings,
  ...packagingDrawings,
  ...rotaryDrawings,
  ...handlingDrawings,
  ...machiningDrawings,
  ...processDrawings,
  ...servicesDrawings,
};

const pathDrawings: Readonly<Record<string, PathDrawing>> = { ...conveyingPaths, ...handlingPaths, ...processPaths };

export const sizeOf = (machine: Machine): Point => machine.size ?? equipment[machine.type]?.size ?? [1, 1, 1];

/** Conveyors are drawn in hall metres along their path, all else about the machine's own foot. */
export const followsPath = (machine: Machine): boolean =>
  equipment[machine.type]?.alongPath === true && machine.path !== undefined && machine.path.length > 1;

/** The machine's path with every height; without a path its own width. */
export function courseOf(machine: Machine): WayPoint[] {
  const [width, height] = sizeOf(machine);
  const path = followsPath(machine) ? machine.path! : ([[-width / 2, 0] as const, [width / 2, 0] as const] as const);
  return path.map(([x, z, y]) => [x, z, y ?? height]);
}

export function modelOf(machine: Machine, surface: BeltSurface): Model {
  const size = sizeOf(machine);
  const parameters = parametersOf(machine);
  const drawPath = pathDrawings[machine.type];
  return drawPath
    ? drawPath(courseOf(machine), size, parameters, surface)
    : (drawings[machine.type] ?? plain)(size, parameters);
}
