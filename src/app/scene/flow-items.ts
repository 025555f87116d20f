import {
  type BufferGeometry,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  type ShaderMaterial,
} from 'three';
import { parametersOf } from '../../twin/equipment/drawn-parts.ts';
import { equipment } from '../../twin/equipment/equipment.ts';
import type { Flow, Machine } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Palette } from '../palette.ts';
import { courseOf, followsPath, sizeOf } from './machines/catalogue.ts';
import { bendRadius } from './machines/conveying.ts';
import { railRadius } from './machines/overhead.ts';
import { boxClay, roundClay } from './parts/clay-material.ts';
import { bottleShape, shapes } from './parts/shapes.ts';
import { FlowPlaces, RunningCount } from './paths/flow-places.ts';
import { alongWay, freshSpot, roundedWay, type Way, wayLength } from './paths/polyline.ts';
import { ride } from './paths/ride.ts';

/** How many of an item are drawn at most, and how much room one takes on a belt: metres along, across, upright. */
const items = {
  bottle: { along: 0.078, across: 0.08, high: 0.24, most: 240 },
  case: { along: 0.46, across: 0.4, high: 0.28, most: 80 },
  pallet: { along: 1.35, across: 1.1, high: 1.34, most: 20 },
} as const;
type Item = keyof typeof items;

const caseSize = [0.4, 0.28, 0.3] as const;
/** Of cases on a pallet. */
const layers = 4;
const layerHeight = 0.3;

interface Track {
  readonly way: Way;
  readonly laneWidth: number;
  readonly lanes: number;
}

interface Run {
  readonly item: Item;
  readonly tracks: readonly Track[];
  readonly places: FlowPlaces;
  readonly count: RunningCount;
  readonly countSlot: number;
  readonly fillSlot: number;
}

/** Instances of one look, refilled whenever something moved. */
class Crowd {
  readonly mesh: InstancedMesh;
  readonly #tint: InstancedBufferAttribute;
  #used = 0;

  constructor(
    shape: BufferGeometry,
    material: ShaderMaterial,
    count: number,
    size: readonly [number, number, number],
    bevel: number,
  ) {
    const geometry = shape.clone();
    const form = new Float32Array(count * 4);
    for (let k = 0; k < count; k++) form.set([...size, bevel], k * 4);
    geometry.setAttribute('form', new InstancedBufferAttribute(form, 4));
    this.#tint = new InstancedBufferAttribute(new Uint8Array(count * 4), 4, true);
    geometry.setAttribute('tint', this.#tint);
    const bytes = (value: readonly number[]) =>
      new InstancedBufferAttribute(
        Uint8Array.from({ length: count * 4 }, (_, k) => value[k % 4]!),
        4,
        true,
      );
    geometry.setAttribute('finish', bytes([0, 0, 255, 0]));
    geometry.setAttribute('openUp', bytes([225, 255, 225, 0]));
    geometry.setAttribute('openDown', bytes([225, 90, 225, 0]));
    this.mesh = new InstancedMesh(geometry, material, Math.max(1, count));
    this.mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    this.mesh.frustumCulled = false;
    this.mesh.count = 0;
  }

  colour(hex: string): void {
    const rgb = Number.parseInt(hex.slice(1), 16);
    for (let k = 0; k < this.#tint.count; k++) {
      // A little spread from item to item, so that a full belt is not one slab.
      const shade = 0.93 + 0.07 * (k % 2);
      const byte = (shift: number) => Math.min(255, Math.round(((rgb >> shift) & 255) * shade));
      (this.#tint.array as Uint8Array).set([byte(16), byte(8), byte(0), 0], k * 4);
    }
    this.#tint.needsUpdate = true;
  }

  begin(): void {
    this.#used = 0;
  }

  add(matrix: Matrix4): void {
    if (this.#used < this.#tint.count) matrix.toArray(this.mesh.instanceMatrix.array, this.#used++ * 16);
  }

  end(): void {
    this.mesh.count = this.#used;
    const { instanceMatrix } = this.mesh;
    instanceMatrix.clearUpdateRanges();
    instanceMatrix.addUpdateRange(0, this.#used * 16);
    instanceMatrix.needsUpdate = true;
  }
}

/** Bottles, cases and pallets between machines, as many as the fill says, moved on by the counters. */
export class FlowItems {
  readonly group = new Group();
  readonly #runs: readonly Run[];
  readonly #bottles: Crowd;
  readonly #cases: Crowd;
  readonly #pallets: Crowd;
  readonly #loads: Crowd;
  #drawnVersion = Number.NaN;

  constructor(index: PlantIndex) {
    // Two flows over the same belts with the same counter are the same items, on their way to either of two machines.
    const distinct = new Map(index.plant.flows.map((flow) => [`${flow.countTag} ${flow.fillTag} ${flow.via}`, flow]));
    this.#runs = [...distinct.values()].flatMap((flow) => runOf(flow, index) ?? []);
    const most = (item: Item) => this.#runs.filter((run) => run.item === item).length * (items[item].most + 1);
    this.#bottles = new Crowd(bottleShape, roundClay, most('bottle'), [1, 1, 1], 0);
    this.#cases = new Crowd(shapes.box, boxClay, most('case'), caseSize, 0.008);
    this.#pallets = new Crowd(shapes.box, boxClay, most('pallet'), [1.2, 0.14, 0.8], 0.01);
    this.#loads = new Crowd(shapes.box, boxClay, most('pallet') * layers, [1.16, layerHeight, 0.78], 0);
    for (const crowd of this.#crowds()) this.group.add(crowd.mesh);
  }

  colour(colours: Palette): void {
    this.#bottles.colour(colours.bottle);
    this.#cases.colour(colours.case);
    this.#pallets.colour(colours.pallet);
    this.#loads.colour(colours.case);
  }

  /** Returns whether anything moved. `live` = counters run on between their samples. */
  update(table: LiveTable, nowMs: number, live: boolean): boolean {
    if (!this.group.visible || this.#runs.length === 0) return false;
    if (!live && table.version === this.#drawnVersion) return false;
    this.#drawnVersion = table.version;
    for (const crowd of this.#crowds()) crowd.begin();
    for (const run of this.#runs) this.#draw(run, table, nowMs, live);
    for (const crowd of this.#crowds()) crowd.end();
    return true;
  }

  dispose(): void {
    for (const { mesh } of this.#crowds()) {
      mesh.geometry.dispose();
      mesh.dispose();
    }
  }

  #crowds(): readonly Crowd[] {
    return [this.#bottles, this.#cases, this.#pallets, this.#loads];
  }

  #draw(run: Run, table: LiveTable, nowMs: number, live: boolean): void {
    const value = table.values[run.countSlot]!;
    const count = live ? run.count.at(nowMs, table.timesMs[run.countSlot]!, value, table.epoch) : value;
    const fill = table.values[run.fillSlot]!;
    const drawable = Math.min(items[run.item].most, run.places.places);
    const oneIn = Math.max(1, Math.ceil(fill / drawable));
    run.places.each(count, fill, oneIn, (stretch, metres, lane) => {
      const track = run.tracks[stretch]!;
      alongWay(track.way, metres, at);
      const aside = (lane - (track.lanes - 1) / 2) * track.laneWidth;
      const put = (above: number) => ride(place, at, aside, above);
      if (run.item === 'bottle') this.#bottles.add(put(0));
      else if (run.item === 'case') this.#cases.add(put(caseSize[1] / 2));
      else {
        this.#pallets.add(put(0.07));
        for (let layer = 0; layer < layers; layer++) this.#loads.add(put(0.14 + layerHeight * (layer + 0.5)));
      }
    });
  }
}

const at = freshSpot();
const place = new Matrix4();

/** A flow can be drawn where it says how many entered and are inside, and passes at least one belt or table. */
function runOf(flow: Flow, index: PlantIndex): Run | null {
  if (flow.item === 'water') return null;
  const { item } = flow;
  const count = flow.countTag && index.tagById.get(flow.countTag);
  const fill = flow.fillTag && index.tagById.get(flow.fillTag);
  const tracks = flow.via.flatMap((id) => trackOf(index.machineById.get(id)?.machine, item) ?? []);
  if (!count || !fill || tracks.length === 0) return null;
  const stretches = tracks.map(({ way, lanes }) => ({ metres: wayLength(way), lanes }));
  return {
    item,
    tracks,
    places: new FlowPlaces(stretches, items[item].along),
    count: new RunningCount(),
    countSlot: count.slot,
    fillSlot: fill.slot,
  };
}

function trackOf(machine: Machine | undefined, item: Item): Track | null {
  if (!machine) return null;
  const [width, height, depth] = sizeOf(machine);
  const lanes = Math.max(1, Math.floor((depth - 0.04) / items[item].across));
  const laneWidth = (depth - 0.04) / lanes;
  const top = equipment[machine.type]?.alongPath ? height : height - 0.1;
  if (machine.type === 'overhead-conveyor') {
    // What hangs from its hooks goes one by one.
    const hung = parametersOf(machine).carrierLength! + items[item].high;
    const way = roundedWay(
      courseOf(machine).map(([x, z, y]) => [x, z, y - hung]),
      railRadius,
    );
    return { way, lanes: 1, laneWidth: 0 };
  }
  if (followsPath(machine)) return { way: roundedWay(machine.path!, bendRadius(depth), top), lanes, laneWidth };
  const { x, z, headingDeg = 0 } = machine.pose;
  const [dx, dz] = [Math.cos((headingDeg * Math.PI) / 180), -Math.sin((headingDeg * Math.PI) / 180)];
  const half = width / 2;
  const ends = [
    [x - dx * half, z - dz * half],
    [x + dx * half, z + dz * half],
  ] as const;
  return { way: roundedWay(ends, 1, top), lanes, laneWidth };
}
