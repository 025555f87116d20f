import {
  type BufferGeometry,
  Camera,
  InstancedMesh,
  Mesh,
  PlaneGeometry,
  Scene,
  Texture,
  type WebGLRenderer,
} from 'three';
import { glyphMaterial, plateMaterial } from './bindings/plate-material.ts';
import { floorMaterial } from './floor.ts';
import { boxClay, glassClay, roundClay, silhouetteMaterial, silhouetteUniforms } from './parts/clay-material.ts';

/**
 * Has the driver compile the programs that every picture needs while the plant is still on its way: whoever asks for
 * them later, as the first frame does, waits for each. They are found again by their source.
 */
export function compileAhead(renderer: WebGLRenderer): void {
  const geometry = new PlaneGeometry();
  const scene = new Scene();
  const lines = (['flat', 'round'] as const).flatMap((of) =>
    [false, true].map((tinted) => silhouetteMaterial(silhouetteUniforms(1), of, tinted)),
  );
  for (const material of [boxClay, roundClay, glassClay, ...lines]) {
    scene.add(new InstancedMesh(geometry, material, 1));
  }
  scene.add(new Mesh(geometry, floorMaterial()));
  // A program is for the attributes that there are.
  const bare: BufferGeometry = new PlaneGeometry().deleteAttribute('normal').deleteAttribute('uv');
  for (const material of [plateMaterial(1), glyphMaterial(new Texture(), 1)]) scene.add(new Mesh(bare, material));
  renderer.compile(scene, new Camera());
  renderer.capabilities.getMaxAnisotropy(); // the first texture asks for it
}

/**
 * Compiles what else this scene needs and asks for all uniforms. Call before the first drawing: whoever asks after it
 * waits for the drawing, too.
 */
export function compileRest(renderer: WebGLRenderer, scene: Scene, camera: Camera): void {
  renderer.compile(scene, camera);
  for (const program of renderer.info.programs ?? []) program.getUniforms();
}
