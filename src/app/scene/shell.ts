import { type Camera, Color, Group, InstancedBufferAttribute, InstancedMesh, Vector3 } from 'three';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { Palette } from '../palette.ts';
import { viewStore } from '../stores/view.ts';
import type { Frame, Layer } from './layer.ts';
import { type Side, sides, upperHall } from './machines/building.ts';
import { sizeOf } from './machines/catalogue.ts';
import { shellClay, shellGlassClay, through } from './parts/clay-material.ts';
import { shapes } from './parts/shapes.ts';

const leastEavesMetres = 4.5;
/** Above the tallest machine, for cranes and air ducts. */
const clearMetres = 1.4;
/** The one `through` for glass, which is seen through whatever the side does. */
const glassSide = 15;

/**
 * The hall above the cut. A side that stands between the eye and the machines is always seen through, so that the
 * building never hides one; with `xray` every side is. Two meshes share the pieces, one draws the solid sides and one
 * the others.
 */
export class Shell implements Layer {
  readonly object = new Group();
  readonly #walls: Readonly<Record<Side, { readonly at: Vector3; readonly out: Vector3 }>>;
  readonly #tints: InstancedBufferAttribute;
  readonly #roles: readonly string[];
  #key = '';

  constructor(index: PlantIndex) {
    const [width, depth] = index.plant.site.floor;
    const tallest = Math.max(0, ...index.machines.map(({ machine }) => (machine.pose.y ?? 0) + sizeOf(machine)[1]));
    const eaves = Math.max(leastEavesMetres, tallest + clearMetres);
    const { pieces } = upperHall(width, depth, eaves);
    this.#roles = pieces.map(({ role }) => role);
    const geometry = shapes.bar.clone();
    const bytes = (fill: number) => new InstancedBufferAttribute(new Uint8Array(pieces.length * 4).fill(fill), 4, true);
    const form = new InstancedBufferAttribute(new Float32Array(pieces.length * 4), 4);
    const finish = bytes(0);
    this.#tints = bytes(0);
    for (const [name, attribute] of Object.entries({
      form,
      finish,
      tint: this.#tints,
      openUp: bytes(255),
      openDown: bytes(190),
    }))
      geometry.setAttribute(name, attribute);
    const meshes = [shellClay, shellGlassClay].map((material) => new InstancedMesh(geometry, material, pieces.length));
    for (const [at, { part, role, size, place }] of pieces.entries()) {
      form.setXYZW(at, ...size, 0);
      (finish.array as Uint8Array)[at * 4 + 3] = role === 'glass' ? glassSide : sides.indexOf(part as Side);
      for (const mesh of meshes) mesh.setMatrixAt(at, place);
    }
    for (const mesh of meshes) {
      mesh.frustumCulled = false;
      this.object.add(mesh);
    }
    meshes[1]!.renderOrder = 3;
    this.#walls = {
      back: { at: new Vector3(0, 0, 0), out: new Vector3(0, 0, -1) },
      front: { at: new Vector3(0, 0, depth), out: new Vector3(0, 0, 1) },
      left: { at: new Vector3(0, 0, 0), out: new Vector3(-1, 0, 0) },
      right: { at: new Vector3(width, 0, 0), out: new Vector3(1, 0, 0) },
      roof: { at: new Vector3(0, eaves, 0), out: new Vector3(0, 1, 0) },
    };
  }

  update({ camera }: Frame): boolean {
    const look = viewStore.getState().building;
    this.object.visible = look !== 'cut';
    const open = sides.map((side) => look === 'xray' || facing(camera, this.#walls[side].at, this.#walls[side].out));
    const key = look === 'cut' ? look : `${look} ${open.join()}`;
    if (key === this.#key) return false;
    this.#key = key;
    through.value.fill(0);
    through.value[glassSide] = 1;
    for (const [k, each] of open.entries()) through.value[k] = each ? 1 : 0;
    return true;
  }

  colour(colours: Palette): void {
    const bytes = this.#tints.array as Uint8Array;
    for (const [at, role] of this.#roles.entries()) {
      const rgb = paint.set(colours[role as 'wall' | 'structure' | 'glass']).getHex();
      bytes.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255, 0], at * 4);
    }
    this.#tints.needsUpdate = true;
  }

  dispose(): void {
    for (const mesh of this.object.children as InstancedMesh[]) {
      mesh.geometry.dispose();
      mesh.dispose();
    }
  }
}

const paint = new Color();
const toEye = new Vector3();

/** Whether this side stands between the eye and what is within: the eye is outside of it. */
export function facing(camera: Camera, at: Vector3, out: Vector3): boolean {
  const parallel = camera.projectionMatrix.elements[15] === 1;
  if (parallel) toEye.setFromMatrixColumn(camera.matrixWorld, 2);
  else toEye.setFromMatrixPosition(camera.matrixWorld).sub(at);
  return toEye.dot(out) > 0;
}
