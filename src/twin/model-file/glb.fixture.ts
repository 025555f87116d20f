/** Writes model files for tests: what an exporter would, or nearly. */
export function glb(json: unknown, bin: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const encoded = Uint8Array.from(unescape(encodeURIComponent(text)), (letter) => letter.charCodeAt(0));
  const padded = (length: number) => Math.ceil(length / 4) * 4;
  const jsonLength = padded(encoded.length);
  const binLength = padded(bin.length);
  const total = 20 + jsonLength + (bin.length > 0 ? 8 + binLength : 0);
  const bytes = new Uint8Array(total).fill(0x20, 20, 20 + jsonLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, total, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, 0x4e4f534a, true);
  bytes.set(encoded, 20);
  if (bin.length > 0) {
    view.setUint32(20 + jsonLength, binLength, true);
    view.setUint32(24 + jsonLength, 0x004e4942, true);
    bytes.set(bin, 28 + jsonLength);
  }
  return bytes;
}

/** The eight corners of a cube of 1 m that stands on its origin, and its twelve triangles. */
export const cubePositions = Float32Array.from(
  [0, 1, 2, 3, 4, 5, 6, 7].flatMap((k) => [(k & 1) - 0.5, (k >> 1) & 1, ((k >> 2) & 1) - 0.5]),
);
export const cubeCorners = Uint16Array.from([
  ...[0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4],
  ...[2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5],
]);

/** What every file below shares: one cube as mesh 0. */
export function cubeJson(nodes: readonly object[], more: object = {}): Record<string, unknown> {
  return {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: rootsOf(nodes) }],
    nodes,
    meshes: [{ name: 'Cube', primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: 'VEC3' },
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: 96 },
      { buffer: 0, byteOffset: 96, byteLength: 72 },
    ],
    buffers: [{ byteLength: 168 }],
    ...more,
  };
}

export const cubeBin = (): Uint8Array => {
  const bin = new Uint8Array(168);
  bin.set(new Uint8Array(cubePositions.buffer));
  bin.set(new Uint8Array(cubeCorners.buffer), 96);
  return bin;
};

/** A file of cubes, one a node. */
export const cubes = (nodes: readonly object[], more: object = {}): Uint8Array<ArrayBuffer> =>
  glb(cubeJson(nodes, more), cubeBin());

function rootsOf(nodes: readonly object[]): number[] {
  const children = new Set(nodes.flatMap((node) => ('children' in node ? (node.children as number[]) : [])));
  return [...nodes.keys()].filter((at) => !children.has(at));
}
