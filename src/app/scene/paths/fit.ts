type Triple = readonly [number, number, number];

/** Share of the picture's half width and height kept free at each side, 0 to 1. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Where a camera looking along `forward` must stand to see all points, as near as it can. `fovDeg` is vertical; up is
 * y. In the camera's own frame each side of the view is a plane through the eye: two of them fix the eye across, two
 * fix it in height, and the farther of the two distances counts.
 */
export function fitCamera(
  points: readonly Triple[],
  forward: Triple,
  fovDeg: number,
  aspect: number,
  margins: Margins,
): { readonly eye: Triple; readonly target: Triple } {
  const ahead = normalised(forward);
  const right = normalised(cross(ahead, [0, 1, 0]));
  const up = cross(right, ahead);
  const tanY = Math.tan((fovDeg * Math.PI) / 360);
  const tanX = tanY * aspect;
  const across = span(points, right, ahead, tanX * (1 - margins.left), tanX * (1 - margins.right));
  const along = span(points, up, ahead, tanY * (1 - margins.bottom), tanY * (1 - margins.top));
  const depth = Math.min(across.depth, along.depth);
  // The nearer pair has room to spare: its midpoint moves with the distance so that both sides share it.
  const x = across.at(depth);
  const y = along.at(depth);
  const eye = sum(scaled(right, x), scaled(up, y), scaled(ahead, depth));
  const middle = points.reduce((total, point) => total + dot(point, ahead), 0) / Math.max(1, points.length);
  return { eye, target: sum(eye, scaled(ahead, middle - depth)) };
}

/** As `fitCamera`, for a parallel projection that is as wide as the perspective is at the target. */
export function fitOrthographic(
  points: readonly Triple[],
  forward: Triple,
  fovDeg: number,
  aspect: number,
  margins: Margins,
): { readonly eye: Triple; readonly target: Triple } {
  const ahead = normalised(forward);
  const right = normalised(cross(ahead, [0, 1, 0]));
  const up = cross(right, ahead);
  const extent = (axis: Triple) => {
    const along = points.map((point) => dot(point, axis));
    return [Math.min(...along), Math.max(...along)] as const;
  };
  const [[left, rightmost], [bottom, top], [nearest, farthest]] = [extent(right), extent(up), extent(ahead)];
  // Shares of half the picture: what is left of its two halves holds the extent.
  const half = Math.max(
    (top - bottom) / (2 - margins.top - margins.bottom),
    (rightmost - left) / ((2 - margins.left - margins.right) * aspect),
  );
  const distance = half / Math.tan((fovDeg * Math.PI) / 360);
  const x = (left + rightmost) / 2 + ((margins.right - margins.left) / 2) * half * aspect;
  const y = (bottom + top) / 2 + ((margins.top - margins.bottom) / 2) * half;
  const target = sum(scaled(right, x), scaled(up, y), scaled(ahead, (nearest + farthest) / 2));
  return { eye: sum(target, scaled(ahead, -distance)), target };
}

/** The least retreat along -ahead at which both sides hold, and where the eye is across at a given retreat. */
function span(points: readonly Triple[], axis: Triple, ahead: Triple, tanLow: number, tanHigh: number) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const [u, d] = [dot(point, axis), dot(point, ahead)];
    low = Math.min(low, u + tanLow * d);
    high = Math.max(high, u - tanHigh * d);
  }
  // Eye at (x, depth): every point has -tanLow (d - depth) <= u - x <= tanHigh (d - depth).
  const depth = (low - high) / (tanLow + tanHigh);
  return { depth, at: (retreat: number) => (low - tanLow * retreat + high + tanHigh * retreat) / 2 };
}

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const scaled = (a: Triple, by: number): Triple => [a[0] * by, a[1] * by, a[2] * by];
const sum = (...all: readonly Triple[]): Triple =>
  all.reduce((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]] as const, [0, 0, 0] as const);
const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const normalised = (a: Triple): Triple => scaled(a, 1 / Math.hypot(...a));
