export type Point = readonly [x: number, z: number];

/** A rectangle on the floor, turned. Metres and degrees of the plant file. */
export interface Footprint {
  readonly centre: Point;
  /** Unit vectors of its own x and z. */
  readonly axes: readonly [Point, Point];
  /** Half of its width and depth. */
  readonly half: Point;
}

/** Counter-clockwise from above turns own x towards -z, because z comes towards the viewer and y goes up. */
export function footprint(x: number, z: number, headingDeg: number, width: number, depth: number): Footprint {
  const radians = (headingDeg * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return {
    centre: [x, z],
    axes: [
      [cos, -sin],
      [sin, cos],
    ],
    half: [width / 2, depth / 2],
  };
}

export function corners({ centre, axes: [u, w], half }: Footprint): readonly Point[] {
  return [-1, 1].flatMap((a) =>
    [-1, 1].map(
      (b): Point => [
        centre[0] + a * half[0] * u[0] + b * half[1] * w[0],
        centre[1] + a * half[0] * u[1] + b * half[1] * w[1],
      ],
    ),
  );
}

/**
 * How far one must at least move, metres, so that the two no longer overlap; 0 or less when they do not. Separating
 * axis theorem (Gottschalk, Lin, Manocha 1996): two rectangles are apart if they are so along one of their four axes.
 */
export function overlapDepth(a: Footprint, b: Footprint): number {
  let depth = Infinity;
  for (const axis of [...a.axes, ...b.axes]) {
    const distance = Math.abs(dot(axis, [b.centre[0] - a.centre[0], b.centre[1] - a.centre[1]]));
    depth = Math.min(depth, reach(a, axis) + reach(b, axis) - distance);
  }
  return depth;
}

const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];
const reach = ({ axes, half }: Footprint, axis: Point): number =>
  Math.abs(dot(axes[0], axis)) * half[0] + Math.abs(dot(axes[1], axis)) * half[1];
