import { broken, countOf, entryOf, extensionOf, type GltfObject, isObject, listOf } from './gltf.ts';
import { ModelFileError } from './model-fault.ts';
import { NodeNames } from './node-names.ts';

/** What a page draws in reasonable time without a graphics card worth the name. */
export const modelLimits = { triangles: 5_000_000, vertices: 15_000_000, nodes: 100_000, levels: 500 } as const;

/** Extensions whose meaning we know, or that only change a surface, which is drawn in clay anyway. */
const known =
  /^(KHR_mesh_quantization|(EXT|KHR)_meshopt_compression|EXT_mesh_gpu_instancing|KHR_texture_\w+|EXT_texture_\w+|KHR_materials_\w+|KHR_lights_punctual|KHR_xmp\w*)$/;

export interface ModelNode {
  readonly name: string;
  /** -1 at the top. */
  readonly parent: number;
  readonly level: number;
  /** Position in the file's list of nodes. */
  readonly at: number;
  /** Drawn with it alone, without its children. */
  readonly triangles: number;
}

/** One primitive of a mesh, as one node draws it. */
export interface Draw {
  /** Position in `ModelSurvey.nodes`. */
  readonly node: number;
  readonly primitive: GltfObject;
  /** Where the primitive stands in the file, for messages. */
  readonly where: string;
}

/** What a model file says, before anything of it is decoded. */
export interface ModelSurvey {
  readonly gltf: GltfObject;
  /** Parents before their children, in the order in which a tree shows them. */
  readonly nodes: readonly ModelNode[];
  readonly draws: readonly Draw[];
  /** With every repetition. */
  readonly triangles: number;
  readonly meshes: number;
}

/** Throws a `ModelFileError` that says what is wrong or too much. */
export function surveyModel(json: unknown): ModelSurvey {
  if (!isObject(json)) return broken('JSON', 'is no object');
  checkHeader(json);
  const nodes: ModelNode[] = [];
  const draws: Draw[] = [];
  const names = new NodeNames();
  const seen = new Set<unknown>();
  const meshes = new Set<unknown>();
  const vertices = new Map<unknown, number>();
  let triangles = 0;
  let copies = 0;
  /** Walked without recursion, children last in first out. */
  const waiting = rootsOf(json)
    .map((at) => ({ at, parent: -1, level: 0 }))
    .reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { at, parent, level } = next;
    const where = `nodes[${String(at)}]`;
    const node = entryOf(json, 'nodes', at, where);
    if (seen.has(at)) return broken(where, 'has two parents');
    seen.add(at);
    if (level > modelLimits.levels)
      return broken(where, 'stands more than {{all}} levels deep', { all: String(modelLimits.levels) });
    const mesh = node.mesh === undefined ? null : entryOf(json, 'meshes', node.mesh, `${where}.mesh`);
    let own = 0;
    if (mesh) {
      meshes.add(node.mesh);
      const times = repetitions(json, node, where);
      copies += times - 1;
      for (const [k, primitive] of listOf(mesh, 'primitives').entries()) {
        const place = `meshes[${String(node.mesh)}].primitives[${k}]`;
        if (!isObject(primitive)) return broken(place, 'is no object');
        const count = trianglesOf(json, primitive, place, vertices);
        if (count === 0) continue;
        own += count * times;
        draws.push({ node: nodes.length, primitive, where: place });
      }
    }
    if (seen.size + copies > modelLimits.nodes) {
      const all = Math.max(seen.size, listOf(json, 'nodes').length) + copies;
      throw new ModelFileError('nodes', { nodes: all, most: modelLimits.nodes });
    }
    triangles += own;
    nodes.push({
      name: names.give(node.name, mesh?.name, at as number),
      parent,
      level,
      at: at as number,
      triangles: own,
    });
    const children = listOf(node, 'children');
    for (let k = children.length - 1; k >= 0; k--) {
      waiting.push({ at: children[k], parent: nodes.length - 1, level: level + 1 });
    }
  }
  if (triangles > modelLimits.triangles) {
    const share = Math.max(0.01, Math.floor((100 * modelLimits.triangles) / triangles) / 100);
    throw new ModelFileError('triangles', { triangles, most: modelLimits.triangles, share });
  }
  const allVertices = [...vertices.values()].reduce((sum, count) => sum + count, 0);
  if (allVertices > modelLimits.vertices) {
    throw new ModelFileError('vertices', { vertices: allVertices, most: modelLimits.vertices });
  }
  if (triangles === 0) throw new ModelFileError('nothing');
  return { gltf: json, nodes, draws, triangles, meshes: meshes.size };
}

function checkHeader(gltf: GltfObject): void {
  const version = isObject(gltf.asset) ? gltf.asset.version : undefined;
  if (typeof version !== 'string') broken('asset', 'gives no version');
  if (!/^2(\.|$)/.test(version)) throw new ModelFileError('version', { version: version.slice(0, 20) });
  for (const name of listOf(gltf, 'extensionsRequired')) {
    if (name === 'KHR_draco_mesh_compression') throw new ModelFileError('draco');
    if (typeof name !== 'string' || !known.test(name)) {
      throw new ModelFileError('extension', { name: String(name).slice(0, 80) });
    }
  }
  for (const [k, buffer] of listOf(gltf, 'buffers').entries()) {
    if (!isObject(buffer)) broken(`buffers[${k}]`, 'is no object');
    countOf(buffer, 'byteLength', `buffers[${k}]`);
    const { uri } = buffer;
    if (uri === undefined) continue;
    if (typeof uri !== 'string' || !uri.startsWith('data:')) {
      throw new ModelFileError('external', { uri: String(uri).slice(0, 80) });
    }
  }
}

/** The nodes of the scene that is shown; without a scene all that are nobody's child. */
function rootsOf(gltf: GltfObject): readonly unknown[] {
  if (listOf(gltf, 'scenes').length > 0) {
    const shown = gltf.scene ?? 0;
    return listOf(entryOf(gltf, 'scenes', shown, 'scene'), 'nodes');
  }
  const nodes = listOf(gltf, 'nodes');
  const children = new Set(nodes.flatMap((node) => (isObject(node) ? listOf(node, 'children') : [])));
  return [...nodes.keys()].filter((at) => !children.has(at));
}

function repetitions(gltf: GltfObject, node: GltfObject, where: string): number {
  const attributes = extensionOf(node, 'EXT_mesh_gpu_instancing')?.attributes;
  if (!isObject(attributes)) return 1;
  const [first] = Object.values(attributes);
  if (first === undefined) return 1;
  return countOf(entryOf(gltf, 'accessors', first, `${where}.extensions`), 'count', 'accessor');
}

/** Of lines and points nothing is drawn. */
function trianglesOf(gltf: GltfObject, primitive: GltfObject, where: string, vertices: Map<unknown, number>): number {
  const mode = primitive.mode ?? 4;
  if (mode !== 4 && mode !== 5 && mode !== 6) return 0;
  if (extensionOf(primitive, 'KHR_draco_mesh_compression')) throw new ModelFileError('draco');
  const { attributes } = primitive;
  const position = isObject(attributes) ? attributes.POSITION : undefined;
  if (position === undefined) return broken(where, 'has no POSITION');
  const accessor = entryOf(gltf, 'accessors', position, `${where}.attributes.POSITION`);
  const vertexCount = countOf(accessor, 'count', `accessors[${String(position)}]`);
  vertices.set(position, vertexCount);
  const corners =
    primitive.indices === undefined
      ? vertexCount
      : countOf(entryOf(gltf, 'accessors', primitive.indices, `${where}.indices`), 'count', `${where}.indices`);
  return mode === 4 ? Math.floor(corners / 3) : Math.max(0, corners - 2);
}
