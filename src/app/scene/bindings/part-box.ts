import { Box3, Vector3 } from 'three';
import type { Instance } from '../assembly.ts';

const corner = new Vector3();

/** The room that pieces take where they are drawn now, hall metres. */
export function boxOf(instances: readonly Instance[]): Box3 {
  const box = new Box3();
  for (const { piece, mesh, at } of instances) {
    const [x, y, z] = piece.size;
    const matrix = mesh.mesh.instanceMatrix.array;
    for (let k = 0; k < 8; k++) {
      const [u, v, w] = [((k & 1) - 0.5) * x, (((k >> 1) & 1) - 0.5) * y, (((k >> 2) & 1) - 0.5) * z];
      const place = (row: number) =>
        matrix[at * 16 + row]! * u +
        matrix[at * 16 + 4 + row]! * v +
        matrix[at * 16 + 8 + row]! * w +
        matrix[at * 16 + 12 + row]!;
      box.expandByPoint(corner.set(place(0), place(1), place(2)));
    }
  }
  return box;
}
