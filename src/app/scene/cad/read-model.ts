import { BufferAttribute, BufferGeometry, Matrix4, Quaternion, Vector3 } from 'three';
import { MeshBVH, type SerializedBVH } from 'three-mesh-bvh';
import { modelLayout, parseModelJson } from '../../../twin/model-file/container.ts';
import { broken, entryOf, extensionOf, type GltfObject, isObject, numbersOf } from '../../../twin/model-file/gltf.ts';
import { type Draw, type ModelNode, surveyModel } from '../../../twin/model-file/model-survey.ts';
import { Accessors } from './accessors.ts';

/** Triangles that nodes share: uploaded, indexed for picking and drawn once, however many nodes show them. */
export interface ReadGeometry {
  /** Geometries that share vertices share the array. */
  readonly positions: Float32Array;
  /** Four bytes a vertex, the last unused; null where the file leaves facets flat. */
  readonly normals: Int8Array | null;
  readonly bvh: SerializedBVH;
  readonly glass: boolean;
}

/** One drawn copy of a geometry. */
export interface ReadInstance {
  readonly geometry: number;
  readonly node: number;
  /** Within its node: column-major; null = as the node. */
  readonly place: Float32Array | null;
  /** Lightness of the maker's colour, 0.7 to 1.1. */
  readonly shade: number;
  readonly steel: boolean;
}

/** A model file in plain arrays, so that a worker can read it and hand it over. */
export interface ReadModel {
  readonly nodes: readonly (ModelNode & { readonly matrix: Float32Array })[];
  readonly geometries: readonly ReadGeometry[];
  readonly instances: readonly ReadInstance[];
  /** Drawn, with every repetition. */
  readonly triangles: number;
  readonly meshes: number;
}

/** Reads a model file. `progress` is told a share from 0 to 1. Throws a `ModelFileError` with the reason. */
export async function readModel(file: Uint8Array, progress: (share: number) => void): Promise<ReadModel> {
  const layout = await modelLayout(file.length, async (from, length) => file.subarray(from, from + length));
  const { from, length } = layout.json;
  const text = new TextDecoder().decode(file.subarray(from, from + length));
  const { gltf, nodes, draws, triangles, meshes } = surveyModel(parseModelJson(text));
  const accessors = await Accessors.open(gltf, file, layout);
  const geometries: ReadGeometry[] = [];
  const instances: ReadInstance[] = [];
  const known = new Map<string, number>();
  const packedNormals = new Map<Float32Array, Int8Array>();
  for (const [k, draw] of draws.entries()) {
    const look = lookOf(accessors.materialOf(draw.primitive, draw.where));
    const key = geometryKey(draw.primitive, look.glass);
    let geometry = known.get(key);
    if (geometry === undefined) {
      geometry = geometries.push(readGeometry(accessors, draw, look.glass, packedNormals)) - 1;
      known.set(key, geometry);
    }
    const node = entryOf(gltf, 'nodes', nodes[draw.node]!.at, 'nodes');
    for (const place of placesOf(accessors, node, `nodes[${nodes[draw.node]!.at}]`)) {
      instances.push({ geometry, node: draw.node, place, shade: look.shade, steel: look.steel });
    }
    progress((k + 1) / draws.length);
  }
  const placed = nodes.map((node) => ({
    ...node,
    matrix: matrixOf(entryOf(gltf, 'nodes', node.at, 'nodes'), node.at),
  }));
  return { nodes: placed, geometries, instances, triangles, meshes };
}

/** What may be handed over instead of copied. */
export function buffersOf({ geometries }: ReadModel): ArrayBuffer[] {
  const all = geometries.flatMap(({ positions, normals, bvh }) => [
    positions.buffer,
    ...(normals ? [normals.buffer] : []),
    ...bvh.roots,
    ...(bvh.index ? [bvh.index.buffer] : []),
  ]);
  return [...new Set(all)] as ArrayBuffer[];
}

/** Exporters write one mesh a colour: what counts is whether the numbers are the same. */
function geometryKey({ attributes, indices, mode = 4 }: GltfObject, glass: boolean): string {
  const { POSITION, NORMAL } = attributes as GltfObject;
  return JSON.stringify([POSITION, NORMAL, indices, mode, glass]);
}

function readGeometry(
  accessors: Accessors,
  { primitive, where }: Draw,
  glass: boolean,
  packed: Map<Float32Array, Int8Array>,
): ReadGeometry {
  const attributes = primitive.attributes as GltfObject;
  const positions = accessors.floats(attributes.POSITION, 3, where);
  const count = positions.length / 3;
  const corners =
    primitive.indices === undefined
      ? Uint32Array.from({ length: count }, (_, k) => k)
      : accessors.indices(primitive.indices, count, where);
  const all = trianglesFrom(corners, primitive.mode ?? 4);
  const index = count <= 65_536 ? Uint16Array.from(all) : all;
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  const bvh = MeshBVH.serialize(new MeshBVH(geometry), { cloneBuffers: false });
  let normals: Int8Array | null = null;
  if (attributes.NORMAL !== undefined) {
    const read = accessors.floats(attributes.NORMAL, 3, where);
    if (read.length !== positions.length) return broken(where, 'has not one normal a vertex');
    normals = packed.get(read) ?? asBytes(read);
    packed.set(read, normals);
  }
  return { positions, normals, bvh, glass };
}

function asBytes(normals: Float32Array): Int8Array {
  const bytes = new Int8Array((normals.length / 3) * 4);
  for (let k = 0; k < normals.length; k++) bytes[k + Math.floor(k / 3)] = Math.round(normals[k]! * 127);
  return bytes;
}

/** Strips and fans as single triangles. */
function trianglesFrom(corners: Uint32Array, mode: unknown): Uint32Array {
  if (mode === 4) return corners.subarray(0, corners.length - (corners.length % 3));
  const triangles = new Uint32Array(Math.max(0, corners.length - 2) * 3);
  for (let k = 0; k + 2 < corners.length; k++) {
    const odd = mode === 5 && k % 2 === 1;
    const [a, b, c] = mode === 6 ? [0, k + 1, k + 2] : [k, k + (odd ? 2 : 1), k + (odd ? 1 : 2)];
    triangles.set([corners[a]!, corners[b]!, corners[c]!], k * 3);
  }
  return triangles;
}

interface Look {
  readonly shade: number;
  readonly steel: boolean;
  readonly glass: boolean;
}

/** Of the maker's colour only its lightness is kept: colours on the hall floor mean something. */
function lookOf(material: GltfObject): Look {
  const pbr = isObject(material.pbrMetallicRoughness) ? material.pbrMetallicRoughness : {};
  const [red, green, blue, alpha] = numbersOf(pbr, 'baseColorFactor', 'materials', [1, 1, 1, 1]);
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return {
    shade: 0.7 + 0.4 * Math.sqrt(Math.min(1, Math.max(0, luminance))),
    steel: typeof pbr.metallicFactor === 'number' && pbr.metallicFactor > 0.5,
    glass: material.alphaMode === 'BLEND' && alpha! < 0.6,
  };
}

const one = new Vector3(1, 1, 1);

function matrixOf(node: GltfObject, at: number): Float32Array {
  const where = `nodes[${at}]`;
  if (node.matrix !== undefined) return Float32Array.from(numbersOf(node, 'matrix', where, new Matrix4().elements));
  const [x, y, z] = numbersOf(node, 'translation', where, [0, 0, 0]);
  const turn = new Quaternion(
    ...(numbersOf(node, 'rotation', where, [0, 0, 0, 1]) as [number, number, number, number]),
  );
  const [sx, sy, sz] = numbersOf(node, 'scale', where, [1, 1, 1]);
  return Float32Array.from(
    new Matrix4().compose(new Vector3(x, y, z), turn.normalize(), new Vector3(sx, sy, sz)).elements,
  );
}

/** Where the copies of a node are that say so themselves (EXT_mesh_gpu_instancing); one place else. */
function placesOf(accessors: Accessors, node: GltfObject, where: string): readonly (Float32Array | null)[] {
  const attributes = extensionOf(node, 'EXT_mesh_gpu_instancing')?.attributes;
  if (!isObject(attributes)) return [null];
  const { TRANSLATION, ROTATION, SCALE } = attributes;
  const places = TRANSLATION === undefined ? null : accessors.floats(TRANSLATION, 3, where);
  const turns = ROTATION === undefined ? null : accessors.floats(ROTATION, 4, where);
  const scales = SCALE === undefined ? null : accessors.floats(SCALE, 3, where);
  const count = Math.min(
    ...[places, turns, scales].flatMap((each, k) => (each ? each.length / (k === 1 ? 4 : 3) : [])),
  );
  if (!Number.isFinite(count)) return [null];
  return Array.from({ length: count }, (_, k) => {
    const at = places ? new Vector3().fromArray(places, k * 3) : new Vector3();
    const turn = turns ? new Quaternion().fromArray(turns, k * 4).normalize() : new Quaternion();
    const scale = scales ? new Vector3().fromArray(scales, k * 3) : one;
    return Float32Array.from(new Matrix4().compose(at, turn, scale).elements);
  });
}
