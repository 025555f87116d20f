import type { Model, Point } from '../parts/model.ts';
import type { WayPoint } from '../paths/polyline.ts';

/** What shapes a drawing besides its size; what the plant file leaves out is at the equipment type's default. */
export type Parameters = Readonly<Record<string, number>>;

/** Draws a machine about its own foot: width along x, height, depth along z, metres. */
export type Drawing = (size: Point, parameters: Parameters) => Model;

/** Bottles go on flat-top chain, cases and pallets on rollers, all else on a belt. */
export type BeltSurface = 'chain' | 'rollers' | 'belt';

/** Draws a machine in hall metres, along its path, whose heights are all filled in. */
export type PathDrawing = (
  course: readonly WayPoint[],
  size: Point,
  parameters: Parameters,
  surface: BeltSurface,
) => Model;
