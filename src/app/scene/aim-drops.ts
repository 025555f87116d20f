import { type Camera, Ray, Vector3 } from 'three';
import { frames } from '../live/frames.ts';
import { aimAt } from '../stores/cad.ts';
import { hover } from '../stores/selection.ts';
import { aim } from './aim.ts';
import { type Pickable, pick } from './pick-boxes.ts';

/** While a file hangs over the picture: which machine is below it, and where on the floor it would land. */
export function aimDrops(
  canvas: HTMLElement,
  camera: Camera,
  all: readonly Pickable[],
  [width, depth]: readonly [number, number],
): () => void {
  const ray = new Ray();
  const floor = new Vector3();
  const over = (event: DragEvent): void => {
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 2 - 1;
    const y = 1 - ((event.clientY - box.top) / box.height) * 2;
    aim(camera, x, y, ray);
    hover(pick(all, ray)?.id ?? null);
    if (ray.direction.y < 0) {
      ray.at(-ray.origin.y / ray.direction.y, floor);
      aimAt({ x: Math.min(width, Math.max(0, floor.x)), z: Math.min(depth, Math.max(0, floor.z)) });
    }
    frames.wake();
  };
  const leave = (): void => {
    hover(null);
    aimAt(null);
  };
  canvas.addEventListener('dragover', over);
  canvas.addEventListener('dragleave', leave);
  return () => {
    canvas.removeEventListener('dragover', over);
    canvas.removeEventListener('dragleave', leave);
  };
}
