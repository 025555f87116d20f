import {
  Color,
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  PlaneGeometry,
  RedFormat,
  ShaderMaterial,
  type Texture,
  Vector2,
} from 'three';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { Palette } from '../palette.ts';
import type { Built } from './assembly.ts';
import { bakePaint, bakeShadow, type Coat, floorMargin } from './floor-bake.ts';
import { light } from './parts/clay-material.ts';

/** The ground on which the hall stands: paint, baked shadows and a grid, fading into the page. */
export class Floor {
  readonly mesh: Mesh<PlaneGeometry, ShaderMaterial>;
  readonly #index: PlantIndex;
  readonly #sharp: boolean;
  readonly #textures: DataTexture[];

  constructor(index: PlantIndex, sharp: boolean) {
    this.#index = index;
    this.#sharp = sharp;
    const [width, depth] = index.plant.site.floor;
    const paint = textureOf(bakePaint(index), sharp ? 8 : 1);
    const shadow = textureOf({ texels: new Uint8Array(1), width: 1, height: 1 }, 1);
    this.#textures = [paint, shadow];
    // As far as the grid can be seen: beyond it the page's own ground goes on.
    const beyond = Math.max(width, depth) * 0.56;
    const geometry = new PlaneGeometry(width + beyond, depth + beyond)
      .rotateX(-Math.PI / 2)
      .translate(width / 2, 0, depth / 2);
    const material = floorMaterial();
    const { uPainted, uShadow, uHall } = material.uniforms;
    uPainted!.value = paint;
    uShadow!.value = shadow;
    (uHall!.value as Vector2).set(width, depth);
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 1;
  }

  /** Bakes the shadows: they come with the light on the machines, after the first picture. */
  shade(built: readonly Built[]): void {
    const shadow = textureOf(bakeShadow(this.#index, built), this.#sharp ? 4 : 1);
    this.#textures.push(shadow);
    this.mesh.material.uniforms.uShadow!.value = shadow;
  }

  colour(colours: Palette): void {
    const { uFloor, uPaint, uGrid } = this.mesh.material.uniforms;
    (uFloor!.value as Color).set(colours.floor);
    (uPaint!.value as Color).set(colours.floorPaint);
    (uGrid!.value as Color).set(colours.floorGrid);
  }

  dispose(): void {
    for (const texture of this.#textures) texture.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

/** Painted lines, shadows, a grid that fades; its textures and the hall's size are set by who uses it. */
export function floorMaterial(): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: {
      uPainted: { value: null as Texture | null },
      uShadow: { value: null as Texture | null },
      uHall: { value: new Vector2(1, 1) },
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
      uniform sampler2D uPainted, uShadow;
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
        float within = 1.0 - step(uMargin, outside);
        float painted = texture2D(uPainted, uv).r * inside;
        float shadow = texture2D(uShadow, uv).r * within;
        float reach = max(uHall.x, uHall.y);
        // A pool of light over the hall; outside, the floor gives way to the page.
        vec2 off = (at - uHall * 0.5) / (uHall * 0.5 + 4.0);
        vec3 colour = mix(uFloor, uGround, inside * smoothstep(0.35, 1.6, length(off)) * 0.6);
        colour = mix(colour, uGround, (1.0 - inside) * (0.55 + 0.45 * smoothstep(0.0, reach * 0.22, outside)));
        float fade = 1.0 - smoothstep(0.0, reach * 0.28, outside);
        float lines = max(grid(at, 1.0) * 0.32, grid(at, 5.0) * 0.7) * fade;
        colour = mix(colour, uGrid, lines);
        colour = mix(colour, uPaint, painted * 0.9);
        colour *= 1.0 - shadow;
        gl_FragColor = vec4(colour, 1.0);
        #include <colorspace_fragment>
      }`,
  });
}

function textureOf({ texels, width, height }: Coat, anisotropy: number): DataTexture {
  const texture = new DataTexture(texels, width, height, RedFormat);
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = anisotropy;
  texture.unpackAlignment = 1;
  texture.needsUpdate = true;
  return texture;
}
