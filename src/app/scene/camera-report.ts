import { type Camera, Ray } from 'three';
import { sightStore } from '../stores/sight.ts';
import { setView, viewStore } from '../stores/view.ts';
import { aim } from './aim.ts';
import type { CameraRig } from './camera-rig.ts';

const everyMs = 100;
/** The picture's corners, round about, -1 to 1. */
const pictureCorners = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

/** Tells the stores where the camera is: while it moves at most ten times a second, and as soon as it rests. */
export class CameraReport {
  readonly #rig: CameraRig;
  /** Farther away than this nobody cares where the view ends, metres. */
  readonly #reach: number;
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(rig: CameraRig, floor: readonly [number, number]) {
    this.#rig = rig;
    this.#reach = 3 * Math.hypot(...floor);
  }

  moved(nowMs: number): void {
    if (nowMs - this.#toldMs < everyMs) return;
    this.#toldMs = nowMs;
    const { camera, stand } = this.#rig;
    sightStore.setState({ sight: { outline: floorOutline(camera, this.#reach), place: stand } });
  }

  rested(): void {
    this.#toldMs = Number.NEGATIVE_INFINITY;
    this.moved(0);
    const { place } = this.#rig;
    const before = viewStore.getState().camera;
    if (place !== before && JSON.stringify(place) !== JSON.stringify(before)) setView({ camera: place });
  }
}

const ray = new Ray();

/** Where the picture's corners meet the floor, [x, z]; `reach` metres away where they look past it. */
export function floorOutline(camera: Camera, reach: number): [number, number][] {
  return pictureCorners.map(([px, py]) => {
    const { origin, direction } = aim(camera, px, py, ray);
    const steep = Math.hypot(direction.x, direction.z);
    const toFloor = direction.y < 0 ? -origin.y / direction.y : Number.POSITIVE_INFINITY;
    const far = Math.max(Math.min(toFloor, reach / Math.max(steep, 1e-9)), -reach);
    return [origin.x + direction.x * far, origin.z + direction.z * far];
  });
}
