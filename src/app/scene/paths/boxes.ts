/** A box turned about the vertical: centre, half sizes, direction of its own x over the floor. */
export interface TurnedBox {
  x: number;
  y: number;
  z: number;
  readonly halfX: number;
  readonly halfY: number;
  readonly halfZ: number;
  dx: number;
  dz: number;
  /** Metres that its own x climbs for each along the floor: the box leans with a slope. Upright when absent. */
  rise?: number;
}

export interface Ray {
  readonly origin: { readonly x: number; readonly y: number; readonly z: number };
  readonly direction: { readonly x: number; readonly y: number; readonly z: number };
}

/** Distance along the ray to the box in units of its direction, or null. From inside it is 0. */
export function rayToBox({ origin, direction }: Ray, box: TurnedBox): number | null {
  const [ox, oy, oz] = [origin.x - box.x, origin.y - box.y, origin.z - box.z];
  const [ou, du] = [ox * box.dx + oz * box.dz, direction.x * box.dx + direction.z * box.dz];
  const [cos, sin] = lean(box);
  let enter = 0;
  let leave = Number.POSITIVE_INFINITY;
  for (const [from, along, half] of [
    [ou * cos + oy * sin, du * cos + direction.y * sin, box.halfX],
    [oy * cos - ou * sin, direction.y * cos - du * sin, box.halfY],
    [-ox * box.dz + oz * box.dx, -direction.x * box.dz + direction.z * box.dx, box.halfZ],
  ] as const) {
    if (Math.abs(along) < 1e-12) {
      if (Math.abs(from) > half) return null;
      continue;
    }
    const [a, b] = [(-half - from) / along, (half - from) / along];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter <= leave ? enter : null;
}

/** The eight corners, as x, y, z. */
export function cornersOf(box: TurnedBox): (readonly [number, number, number])[] {
  const corners: (readonly [number, number, number])[] = [];
  const [cos, sin] = lean(box);
  for (const sx of [-1, 1])
    for (const sy of [-1, 1])
      for (const sz of [-1, 1]) {
        const [along, above, w] = [sx * box.halfX, sy * box.halfY, sz * box.halfZ];
        const u = along * cos - above * sin;
        corners.push([
          box.x + u * box.dx - w * box.dz,
          box.y + along * sin + above * cos,
          box.z + u * box.dz + w * box.dx,
        ]);
      }
  return corners;
}

function lean({ rise = 0 }: TurnedBox): readonly [cos: number, sin: number] {
  const steep = Math.hypot(1, rise);
  return [1 / steep, rise / steep];
}
