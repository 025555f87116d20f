import type { MachineId } from '../../twin/plant.ts';
import type { Priority } from '../stores/alarms.ts';

/** A machine in alarm, where it is from the camera: x to the right, y up, metres; depth ahead of the eye, less than 0 behind. */
export interface EdgeTarget {
  readonly id: MachineId;
  readonly priority: Priority;
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

export interface Lens {
  /** Half of the picture: tangents of the angles, metres with a parallel projection. */
  readonly halfX: number;
  readonly halfY: number;
  readonly parallel: boolean;
}

/** CSS px, y down. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface EdgeArrow {
  /** The worst first; more than one where they would stand at the same place. */
  readonly ids: readonly MachineId[];
  readonly priority: Priority;
  /** CSS px from the left top. */
  readonly x: number;
  readonly y: number;
  /** The way to turn, clockwise from the right. */
  readonly angleDeg: number;
}

export const mostArrows = 8;
/** A target counts as seen when it is at least this far inside, px. */
const seenPx = 8;

/**
 * Arrows for the targets (worst first) that are outside of the picture: on its edge, `insetPx` inside, where the way
 * from the middle to the target leaves it, and off `keepClear`. Nearer together than `apartPx` they become one. Each is
 * `2 * insetPx` wide and `2 * halfHighPx` high.
 */
export function edgeArrows(
  targets: readonly EdgeTarget[],
  lens: Lens,
  { width, height }: { readonly width: number; readonly height: number },
  {
    insetPx,
    halfHighPx,
    apartPx,
    keepClear,
  }: {
    readonly insetPx: number;
    readonly halfHighPx: number;
    readonly apartPx: number;
    readonly keepClear: readonly Area[];
  },
): EdgeArrow[] {
  const arrows: { ids: MachineId[]; priority: Priority; x: number; y: number; angleDeg: number }[] = [];
  for (const { id, priority, x, y, depth } of targets) {
    // From the middle of the picture, px, y down; of what is behind only the direction is meant.
    const ahead = lens.parallel ? 1 : depth;
    let [px, py] = [((x / lens.halfX) * width) / 2, ((-y / lens.halfY) * height) / 2];
    const inside = ahead > 0 && Math.abs(px / ahead) < width / 2 - seenPx && Math.abs(py / ahead) < height / 2 - seenPx;
    if (inside) continue;
    if (Math.hypot(px, py) < 1e-6) [px, py] = [0, 1];
    const angleDeg = (Math.atan2(py, px) * 180) / Math.PI;
    const [roomX, roomY] = [width / 2 - insetPx, height / 2 - halfHighPx];
    const out = Math.min(roomX / Math.abs(px), roomY / Math.abs(py));
    const at: Place = { x: width / 2 + px * out, y: height / 2 + py * out, insetPx, halfHighPx, width, height };
    const [ex, ey] = aside(at, keepClear);
    const near = nearest(arrows, ex, ey);
    if (near && (near.away < apartPx || arrows.length >= mostArrows)) near.arrow.ids.push(id);
    else arrows.push({ ids: [id], priority, x: ex, y: ey, angleDeg });
  }
  return arrows;
}

function nearest<T extends { readonly x: number; readonly y: number }>(arrows: readonly T[], x: number, y: number) {
  let best: { arrow: T; away: number } | null = null;
  for (const arrow of arrows) {
    const away = Math.hypot(arrow.x - x, arrow.y - y);
    if (!best || away < best.away) best = { arrow, away };
  }
  return best;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly insetPx: number;
  readonly halfHighPx: number;
  readonly width: number;
  readonly height: number;
}

/** Slides along its edge until it is off what must stay clear. */
function aside(
  { x, y, insetPx, halfHighPx, width, height }: Place,
  keepClear: readonly Area[],
): readonly [number, number] {
  const upright = Math.min(x - insetPx, width - insetPx - x) <= Math.min(y - halfHighPx, height - halfHighPx - y);
  const [at, least, most] = upright ? [y, halfHighPx, height - halfHighPx] : [x, insetPx, width - insetPx];
  const blocked = keepClear
    .filter((area) =>
      upright
        ? x > area.left - insetPx && x < area.right + insetPx
        : y > area.top - halfHighPx && y < area.bottom + halfHighPx,
    )
    .map((area) =>
      upright ? [area.top - halfHighPx, area.bottom + halfHighPx] : [area.left - insetPx, area.right + insetPx],
    );
  const free = (place: number) =>
    place >= least && place <= most && blocked.every(([from, to]) => place <= from! || place >= to!);
  if (free(at)) return [x, y];
  const ends = blocked.flat().filter(free);
  if (ends.length === 0) return [x, y];
  const moved = ends.reduce((a, b) => (Math.abs(b - at) < Math.abs(a - at) ? b : a));
  return upright ? [x, moved] : [moved, y];
}
