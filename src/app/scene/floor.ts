import {
  Color,
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  PlaneGeometry,
  RGFormat,
  ShaderMaterial,
  Vector2,
} from 'three';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { Palette } from '../palette.ts';
import type { Built } from './assembly.ts';
import { bakeFloor, floorMargin } from './floor-bake.ts';
import { light } from './parts/clay-material.ts';

/** The ground on which the hall stands: paint, baked shadows and a grid, fading into the page. */
export class Floor {
  readonly mesh: Mesh<PlaneGeometry, ShaderMaterial>;
  readonly #texture: DataTexture;

  constructor(index: PlantIndex, built: readonly Built[]) {
    const [width, depth] = index.plant.site.floor;
    const bake = bakeFloor(index, built);
    this.#texture = new DataTexture(bake.texels, bake.width, bake.height, RGFormat);
    this.#texture.minFilter = LinearMipmapLinearFilter;
    this.#texture.magFilter = LinearFilter;
    this.#texture.generateMipmaps = true;
    this.#texture.anisotropy = 8;
    this.#texture.unpackAlignment = 1;
    this.#texture.needsUpdate = true;
    const reach = Math.max(width, depth) * 3;
    const geometry = new PlaneGeometry(reach * 2, reach * 2).rotateX(-Math.PI / 2).translate(width / 2, 0, depth / 2);
    const material = new ShaderMaterial({
      uniforms: {
        uBake: { value: this.#texture },
        uHall: { value: new Vector2(width, depth) },
        uMargin: { value: floorMargin },
        uFloor: { value: new Color() },
        uPaint: { value: new Color() },
        uGrid: { value: new Color() },
        uGround: light.uGround,
      },
      vertexShader: /* glsl */ `
      varying vec3 vWorld;
      void main() {
        vWorld = (modelMatrix * vec4(position, 1.0)).xyz;
        gl_Position = projectionMatrix * viewMatrix * vec4(vWorld, 1.0);
      }`,
      fragmentShader: /* glsl */ `
      uniform sampler2D uBake;
      uniform vec2 uHall;
      uniform float uMargin;
      uniform vec3 uFloor, uPaint, uGrid, uGround;
      varying vec3 vWorld;
      float grid(vec2 at, float every) {
        vec2 g = at / every;
        vec2 w = fwidth(g);
        vec2 d = abs(fract(g - 0.5) - 0.5) / max(w, vec2(1e-5));
        float line = 1.0 - min(min(d.x, d.y), 1.0);
        return line * (1.0 - smoothstep(0.15, 0.5, max(w.x, w.y)));
      }
      void main() {
        vec2 at = vWorld.xz;
        vec2 beyond = max(max(-at, at - uHall), 0.0);
        float outside = length(beyond);
        float inside = 1.0 - step(0.001, outside);
        vec2 uv = (at + uMargin) / (uHall + 2.0 * uMargin);
        vec2 baked = texture2D(uBake, clamp(uv, 0.0, 1.0)).rg;
        if (outside > uMargin) baked = vec2(0.0);
        float reach = max(uHall.x, uHall.y);
        // A pool of light over the hall; outside, the floor gives way to the page.
        vec2 off = (at - uHall * 0.5) / (uHall * 0.5 + 4.0);
        vec3 colour = mix(uFloor, uGround, inside * smoothstep(0.35, 1.6, length(off)) * 0.6);
        colour = mix(colour, uGround, (1.0 - inside) * (0.55 + 0.45 * smoothstep(0.0, reach * 0.22, outside)));
        float fade = 1.0 - smoothstep(0.0, reach * 0.28, outside);
        float lines = max(grid(at, 1.0) * 0.32, grid(at, 5.0) * 0.7) * fade;
        colour = mix(colour, uGrid, lines);
        colour = mix(colour, uPaint, baked.r * 0.9 * inside);
        colour *= 1.0 - baked.g;
        gl_FragColor = vec4(colour, 1.0);
        #include <colorspace_fragment>
      }`,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 1;
  }

  colour(colours: Palette): void {
    const { uFloor, uPaint, uGrid } = this.mesh.material.uniforms;
    (uFloor!.value as Color).set(colours.floor);
    (uPaint!.value as Color).set(colours.floorPaint);
    (uGrid!.value as Color).set(colours.floorGrid);
  }

  dispose(): void {
    this.#texture.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
