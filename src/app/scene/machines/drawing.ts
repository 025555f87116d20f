import type { PathPoint } from '../../../twin/plant.ts';
import type { Model, Point } from '../parts/model.ts';

/** What shapes a drawing besides its size; what the plant file leaves out is at the equipment type's default. */
export type Parameters = Readonly<Record<string, number>>;

/** Draws a machine about its own foot: width along x, height, depth along z, metres. */
export type Drawing = (size: Point, parameters: Parameters) => Model;

/** A point of a machine's path with its height filled in: hall metres. */
export type CoursePoint = Required<PathPoint>;

/** Bottles go on flat-top chain, cases and pallets on rollers. */
export type BeltSurface = 'chain' | 'rollers';

/** Draws a machine in hall metres, along its path. */
export type PathDrawing = (
  course: readonly CoursePoint[],
  size: Point,
  parameters: Parameters,
  surface: BeltSurface,
) => Model;
