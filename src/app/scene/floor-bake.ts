import { Matrix4, Vector3 } from 'three';
import { equipment } from '../../twin/equipment/equipment.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { Built } from './assembly.ts';
import { followsPath, sizeOf } from './machines/catalogue.ts';
import { light } from './parts/clay-material.ts';
import type { Model } from './parts/model.ts';
import { roundedWay } from './paths/polyline.ts';

/** One byte a texel. */
export interface Coat {
  readonly texels: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Metres around the hall that the pictures also cover, so that shadows do not end at the wall. */
export const floorMargin = 2;

/** The lines and names painted on the floor: 255 = paint. */
export const bakePaint = (index: PlantIndex): Coat =>
  coat(index, 2048, (layer) => layer((context) => paintFloor(context, index), 0));

/** The shadow that lies on the floor, 255 = black: soft, so a coarser picture will do. Drawn once, machines stand. */
export function bakeShadow(index: PlantIndex, built: readonly Built[]): Coat {
  const standing = built.filter(({ machine }) => !machine || followsPath(machine.machine) || !machine.machine.path);
  return coat(index, 1024, (layer) => {
    const contact = layer((each) => castShadows(each, standing, 0, 0.3), 0.08);
    const around = layer((each) => castShadows(each, standing, 0, Number.POSITIVE_INFINITY), 0.5);
    const cast = layer((each) => castShadows(each, standing, 1, Number.POSITIVE_INFINITY), 0.16);
    return contact.map((near, k) => {
      const open = (1 - (0.42 * near) / 255) * (1 - (0.36 * around[k]!) / 255) * (1 - (0.28 * cast[k]!) / 255);
      return Math.round(255 * (1 - open));
    });
  });
}

type Layer = (draw: (context: CanvasRenderingContext2D) => void, blurMetres: number) => Uint8Array<ArrayBuffer>;

/** `draw` gets a context in hall metres, white on black. */
function coat(index: PlantIndex, longest: number, paint: (layer: Layer) => Uint8Array<ArrayBuffer>): Coat {
  const [hallWidth, hallDepth] = index.plant.site.floor;
  const [across, along] = [hallWidth + 2 * floorMargin, hallDepth + 2 * floorMargin];
  const perMetre = Math.min(96, longest / Math.max(across, along));
  const [width, height] = [Math.round(across * perMetre), Math.round(along * perMetre)];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const layer: Layer = (draw, blurMetres) => {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    context.setTransform(perMetre, 0, 0, perMetre, floorMargin * perMetre, floorMargin * perMetre);
    context.fillStyle = context.strokeStyle = '#fff';
    draw(context);
    const pixels = context.getImageData(0, 0, width, height).data;
    const red = new Uint8Array(width * height);
    for (let k = 0; k < red.length; k++) red[k] = pixels[k * 4]!;
    return blurred(red, width, height, Math.round(blurMetres * perMetre));
  };
  return { texels: paint(layer), width, height };
}

const corner = new Vector3();
const inPlace = new Matrix4();
const aboutFoot = new Matrix4();

/** Fills what the pieces below `highest` cover on the floor: seen from straight above, or along the key light. */
function castShadows(context: CanvasRenderingContext2D, built: readonly Built[], slant: 0 | 1, highest: number): void {
  // One path for the whole hall would take minutes where there are many machines; those alike share theirs.
  const alike = new Map<Model, Map<string, Path2D>>();
  for (const each of built) {
    const { elements } = each.base;
    const paths = alike.get(each.model) ?? new Map<string, Path2D>();
    alike.set(each.model, paths);
    const stance = [...elements.slice(0, 12), elements[13]].join(' ');
    const path = paths.get(stance) ?? shadowOf(each, slant, highest);
    paths.set(stance, path);
    const [x, z] = [elements[12]!, elements[14]!];
    context.translate(x, z);
    context.fill(path, 'nonzero');
    context.translate(-x, -z);
  }
}

/** About the machine's foot, along the hall's axes. */
function shadowOf({ instances, base, nodeMatrices }: Built, slant: 0 | 1, highest: number): Path2D {
  const { x: lx, y: ly, z: lz } = light.uToKey.value;
  const path = new Path2D();
  aboutFoot.copy(base).setPosition(0, base.elements[13]!, 0);
  for (const { piece } of instances) {
    if (piece.shape === 'glass' || piece.shownFrom > 0) continue;
    inPlace.multiplyMatrices(aboutFoot, nodeMatrices[piece.node]!).multiply(piece.place);
    const [x, y, z] = piece.size;
    const points: [number, number][] = [];
    let lowest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < 8; k++) {
      corner.set(((k & 1) - 0.5) * x, (((k >> 1) & 1) - 0.5) * y, (((k >> 2) & 1) - 0.5) * z).applyMatrix4(inPlace);
      lowest = Math.min(lowest, corner.y);
      points.push([corner.x - (slant * corner.y * lx) / ly, corner.z - (slant * corner.y * lz) / ly]);
    }
    if (lowest > highest) continue;
    for (const [k, [px, pz]] of hull(points).entries()) {
      if (k === 0) path.moveTo(px, pz);
      else path.lineTo(px, pz);
    }
    path.closePath();
  }
  return path;
}

/** Convex outline of a few points, always the same way round (Andrew's monotone chain). */
export function hull(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (order: typeof sorted) => {
    const chain: (readonly [number, number])[] = [];
    for (const point of order) {
      while (chain.length > 1 && !turnsLeft(chain.at(-2)!, chain.at(-1)!, point)) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const turnsLeft = (a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]): boolean =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;

/** Two box blurs each way come close to a Gaussian. */
export function blurred(
  from: Uint8Array<ArrayBuffer>,
  width: number,
  height: number,
  radius: number,
): Uint8Array<ArrayBuffer> {
  if (radius < 1) return from;
  let [a, b] = [from, new Uint8Array(from.length)];
  for (const [count, length, step, next] of [
    [height, width, 1, width],
    [height, width, 1, width],
    [width, height, width, 1],
    [width, height, width, 1],
  ] as const) {
    for (let row = 0; row < count; row++) blurRow(a, b, row * next, length, step, radius);
    [a, b] = [b, a === from ? new Uint8Array(from.length) : a];
  }
  return a;
}

function blurRow(from: Uint8Array, to: Uint8Array, start: number, length: number, step: number, radius: number): void {
  const window = 2 * radius + 1;
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += k >= 0 && k < length ? from[start + k * step]! : 0;
  for (let k = 0; k < length; k++) {
    to[start + k * step] = sum / window;
    const [leaves, enters] = [k - radius, k + radius + 1];
    if (leaves >= 0) sum -= from[start + leaves * step]!;
    if (enters < length) sum += from[start + enters * step]!;
  }
}

/** Zones with their lines' names, walkways beside them, the ways of vehicles. Half-tones are thinner coats. */
function paintFloor(context: CanvasRenderingContext2D, index: PlantIndex): void {
  const [hallWidth, hallDepth] = index.plant.site.floor;
  for (const { name, x, z, width, depth } of zones(index)) {
    context.fillStyle = '#2c2c2c';
    context.fillRect(x, z, width, depth);
    context.strokeStyle = '#c8c8c8';
    context.lineWidth = 0.09;
    context.strokeRect(x, z, width, depth);
    const front = z + depth;
    const room = hallDepth - front;
    if (room > 2.2) {
      const [top, band] = [front + 0.5, Math.min(1.4, room - 0.8)];
      context.fillStyle = '#4a4a4a';
      context.fillRect(0.4, top, hallWidth - 0.8, band);
      context.fillStyle = '#b8b8b8';
      for (const edge of [top, top + band]) context.fillRect(0.4, edge - 0.05, hallWidth - 0.8, 0.1);
    }
    const letters = Math.max(0.35, Math.min(1, hallDepth * 0.055));
    context.font = `650 ${letters}px "Inter Variable", Inter, system-ui, sans-serif`;
    context.fillStyle = '#f4f4f4';
    context.textBaseline = 'bottom';
    context.fillText(name.toUpperCase(), x + 0.35, front - 0.18);
  }
  context.strokeStyle = '#8c8c8c';
  context.lineWidth = 0.1;
  context.setLineDash([0.6, 0.4]);
  for (const { machine } of index.machines) {
    if (!machine.path || followsPath(machine)) continue;
    const { points } = roundedWay(machine.path, 0.8);
    context.beginPath();
    for (const [x, z] of points) context.lineTo(x, z);
    context.stroke();
  }
  context.setLineDash([]);
}

interface Zone {
  readonly name: string;
  readonly x: number;
  readonly z: number;
  readonly width: number;
  readonly depth: number;
}

/** The floor that each line's machines stand on, vehicles aside. */
function zones(index: PlantIndex): Zone[] {
  const lines = new Map<string, { name: string; xs: number[]; zs: number[] }>();
  for (const { machine, line } of index.machines) {
    if (equipment[machine.type]?.scenery) continue;
    const zone = lines.get(line.id) ?? { name: line.name, xs: [], zs: [] };
    lines.set(line.id, zone);
    const [width, , depth] = sizeOf(machine);
    if (followsPath(machine)) {
      for (const [x, z] of machine.path!) {
        zone.xs.push(x - depth / 2, x + depth / 2);
        zone.zs.push(z - depth / 2, z + depth / 2);
      }
    } else if (!machine.path) {
      const turned = Math.round((machine.pose.headingDeg ?? 0) / 90) % 2 !== 0;
      const [w, d] = turned ? [depth, width] : [width, depth];
      zone.xs.push(machine.pose.x - w / 2, machine.pose.x + w / 2);
      zone.zs.push(machine.pose.z - d / 2, machine.pose.z + d / 2);
    }
  }
  const [hallWidth, hallDepth] = index.plant.site.floor;
  const margin = Math.min(1.2, hallDepth * 0.06);
  return [...lines.values()].flatMap(({ name, xs, zs }) => {
    if (xs.length === 0) return [];
    const x = Math.max(0.3, Math.min(...xs) - margin * 0.7);
    const z = Math.max(0.3, Math.min(...zs) - margin * 0.7);
    const right = Math.min(hallWidth - 0.3, Math.max(...xs) + margin * 0.7);
    const front = Math.min(hallDepth - 0.3, Math.max(...zs) + margin * 1.5);
    return [{ name, x, z, width: right - x, depth: front - z }];
  });
}
