import {
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  Group,
  LinearFilter,
  Mesh,
  PlaneGeometry,
  Points,
  ShaderMaterial,
  Vector3,
} from 'three';
import type { HeatMap } from '../../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { languageStore } from '../../languages/language.ts';
import { formatValue } from '../../languages/values.ts';
import type { LiveTable } from '../../live/live-table.ts';
import type { Pulse } from '../../live/pulse.ts';
import type { Palette } from '../../palette.ts';
import { viewStore } from '../../stores/view.ts';
import type { Frame, Layer } from '../layer.ts';
import { light } from '../parts/clay-material.ts';
import { GlyphAtlas } from './glyph-atlas.ts';
import { HeatGrid } from './heat-grid.ts';
import { plateUniforms } from './plate-material.ts';
import { PlateSet } from './plate-set.ts';
import { readingOf } from './plate-text.ts';
import { colourPlates } from './plates.ts';
import { Readers } from './readers.ts';
import { gradientSwatch, swatchColours } from './rules.ts';

/** Of the paint on the floor at a sensor: what is painted and the shadows stay to be seen. */
const opacity = 0.78;
/** Labels stand before machines of this size, metres. */
const pull = 8;
/** Their em in the hall, metres: larger than a plate's, for who turns a map on wants its numbers. */
const labelMetres = 0.42;

/** The map that the viewer chose, painted on the floor between its sensors. */
export class FloorMap implements Layer {
  readonly object = new Group();
  readonly #index: PlantIndex;
  readonly #table: LiveTable;
  readonly #stops: readonly (() => void)[];
  readonly #atlas = new GlyphAtlas();
  #laid: LaidMap | null = null;
  #wanted: string | null = null;
  #due = true;
  #repaint = true;
  #lost = false;

  constructor(index: PlantIndex, table: LiveTable, pulse: Pulse) {
    this.#index = index;
    this.#table = table;
    const again = () => {
      this.#repaint = true;
    };
    this.#stops = [
      pulse.subscribe(() => {
        this.#due = true;
      }),
      languageStore.subscribe(again),
    ];
    void document.fonts.ready.then(() => {
      this.#atlas.forget();
      again();
    });
  }

  update({ width, height, colours, lost }: Frame): boolean {
    const { heatMap } = viewStore.getState();
    let changed = false;
    if (heatMap !== this.#wanted) {
      this.#wanted = heatMap;
      this.#lay(this.#index.plant.heatMaps?.find(({ id }) => id === heatMap));
      changed = true;
    }
    if (!this.#laid) return changed;
    plateUniforms.uViewport.value.set(width, height);
    if (lost !== this.#lost) this.#repaint = true;
    this.#lost = lost;
    if (this.#repaint) this.#laid.readers.all();
    else if (!this.#due) return changed;
    this.#due = false;
    this.#repaint = false;
    return this.#laid.update(colours, lost) || changed;
  }

  colour(colours: Palette): void {
    colourPlates(colours);
    this.#repaint = true;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#lay(undefined);
    this.#atlas.dispose();
  }

  #lay(map: HeatMap | undefined): void {
    this.#laid?.dispose();
    this.object.clear();
    this.#laid = map ? new LaidMap(map, this.#index, this.#table, this.#atlas) : null;
    if (this.#laid) this.object.add(...this.#laid.objects);
  }
}

interface Sensor {
  readonly placed: PlacedTag;
  readonly at: readonly [x: number, z: number];
}

/** One map with its texture, sensors and labels. */
class LaidMap {
  readonly objects: readonly (Mesh | Points | Group)[];
  readonly readers: Readers;
  readonly #map: HeatMap;
  readonly #table: LiveTable;
  readonly #sensors: readonly Sensor[];
  readonly #places: readonly (readonly [number, number])[];
  readonly #grid: HeatGrid;
  readonly #texels: Uint8Array<ArrayBuffer>;
  readonly #texture: DataTexture;
  readonly #plane: Mesh<PlaneGeometry, ShaderMaterial>;
  readonly #dots: Points<BufferGeometry, ShaderMaterial>;
  readonly #labels: PlateSet;

  constructor(map: HeatMap, index: PlantIndex, table: LiveTable, atlas: GlyphAtlas) {
    this.#map = map;
    this.#table = table;
    this.#sensors = map.sensors.flatMap(({ tag, at }): Sensor[] => {
      const placed = index.tagById.get(tag);
      const { x, z } = placed?.machine.machine.pose ?? {};
      return placed && x !== undefined && z !== undefined ? [{ placed, at: at ?? [x, z] }] : [];
    });
    this.#places = this.#sensors.map(({ at }) => at);
    const { floor } = index.plant.site;
    this.#grid = new HeatGrid(floor, map.reach);
    const { columns, rows } = this.#grid;
    this.#texels = new Uint8Array(columns * rows * 4);
    this.#texture = new DataTexture(this.#texels, columns, rows);
    this.#texture.minFilter = this.#texture.magFilter = LinearFilter;
    this.#plane = floorPlane(floor, this.#texture);
    this.#dots = dots(this.#places);
    this.#labels = new PlateSet(
      this.#sensors.map(({ placed }) => ({ placed, kind: 'value', lift: 0.55 })),
      atlas,
      labelMetres,
    );
    for (const [k, [x, z]] of this.#places.entries()) this.#labels.place(k, new Vector3(x, 0.05, z), pull);
    this.objects = [this.#plane, this.#dots, this.#labels.group];
    this.readers = new Readers(
      table,
      this.#sensors.map(({ placed }) => [placed.slot]),
    );
  }

  /** Returns whether a sensor said something new. `lost` = live without a connection: no sensor's value is painted. */
  update(colours: Palette, lost: boolean): boolean {
    const { values, qualities } = this.#table;
    const written = this.readers.drain((k) => {
      const { placed } = this.#sensors[k]!;
      const { slot } = placed;
      this.#labels.write(k, readingOf(placed, values[slot]!, qualities[slot]!, lost, formatValue));
      return true;
    });
    if (!written) return false;
    this.#grid.interpolate(this.#places, (k) => {
      const { slot } = this.#sensors[k]!.placed;
      return qualities[slot] === Quality.good && !lost ? values[slot]! : Number.NaN;
    });
    this.#paint(swatchColours(colours));
    (this.#dots.material.uniforms.uInk!.value as Vector3).set(...rgbOf(colours.text));
    (this.#dots.material.uniforms.uRim!.value as Vector3).set(...rgbOf(colours.surface));
    return true;
  }

  dispose(): void {
    this.readers.dispose();
    this.#texture.dispose();
    this.#labels.dispose();
    for (const { geometry, material } of [this.#plane, this.#dots]) {
      geometry.dispose();
      material.dispose();
    }
  }

  /** With the colours times the cover, so that filtering towards nothing brings in no other colour. */
  #paint(row: Uint32Array): void {
    const { values, cover } = this.#grid;
    for (let at = 0; at < values.length; at++) {
      const share = cover[at]! * opacity;
      const rgb = share > 0 ? row[gradientSwatch(this.#map, values[at]!)]! : 0;
      this.#texels[at * 4] = ((rgb >> 16) & 255) * share;
      this.#texels[at * 4 + 1] = ((rgb >> 8) & 255) * share;
      this.#texels[at * 4 + 2] = (rgb & 255) * share;
      this.#texels[at * 4 + 3] = 255 * share;
    }
    this.#texture.needsUpdate = true;
  }
}

function rgbOf(hex: string): [number, number, number] {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return [((rgb >> 16) & 255) / 255, ((rgb >> 8) & 255) / 255, (rgb & 255) / 255];
}

function floorPlane([width, depth]: readonly [number, number], texture: DataTexture) {
  const geometry = new PlaneGeometry(width, depth).rotateX(-Math.PI / 2).translate(width / 2, 0.012, depth / 2);
  const material = new ShaderMaterial({
    uniforms: { uMap: { value: texture } },
    transparent: true,
    premultipliedAlpha: true,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -1,
    polygonOffsetUnits: -4,
    vertexShader: /* glsl */ `
    varying vec2 vAt;
    void main() {
      vAt = vec2(uv.x, 1.0 - uv.y); // rows go towards the viewer
      gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    }`,
    // The texels are what the screen is to show: no conversion.
    fragmentShader: /* glsl */ `
    uniform sampler2D uMap;
    varying vec2 vAt;
    void main() { gl_FragColor = texture2D(uMap, vAt); }`,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 1;
  return mesh;
}

function dots(places: readonly (readonly [number, number])[]) {
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new BufferAttribute(Float32Array.from(places.flatMap(([x, z]) => [x, 0.02, z])), 3),
  );
  const material = new ShaderMaterial({
    uniforms: { uInk: { value: new Vector3() }, uRim: { value: new Vector3() }, uPixelRatio: light.uPixelRatio },
    transparent: true,
    depthTest: false,
    depthWrite: false,
    vertexShader: /* glsl */ `
    uniform float uPixelRatio;
    void main() {
      gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
      gl_PointSize = 9.0 * uPixelRatio;
    }`,
    fragmentShader: /* glsl */ `
    uniform vec3 uInk, uRim;
    void main() {
      float off = length(gl_PointCoord - 0.5) * 9.0;
      gl_FragColor = vec4(mix(uInk, uRim, smoothstep(2.4, 3.2, off)), 1.0 - smoothstep(3.8, 4.5, off));
    }`,
  });
  const points = new Points(geometry, material);
  points.frustumCulled = false;
  points.renderOrder = 2;
  return points;
}
