import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js';
import type { ModelLayout } from '../../../twin/model-file/container.ts';
import {
  broken,
  countOf,
  entryOf,
  extensionOf,
  type GltfObject,
  isObject,
  listOf,
} from '../../../twin/model-file/gltf.ts';

/** Of a file's packed views together: 5 million triangles need half of it. */
const mostUnpackedBytes = 1 << 29;

const componentCounts: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

interface ComponentType {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  /** What 1 is written as where the accessor is normalised. */
  readonly one: number;
}

const componentTypes: Readonly<Record<number, ComponentType>> = {
  5120: { bytes: 1, read: (view, at) => view.getInt8(at), one: 127 },
  5121: { bytes: 1, read: (view, at) => view.getUint8(at), one: 255 },
  5122: { bytes: 2, read: (view, at) => view.getInt16(at, true), one: 32_767 },
  5123: { bytes: 2, read: (view, at) => view.getUint16(at, true), one: 65_535 },
  5125: { bytes: 4, read: (view, at) => view.getUint32(at, true), one: 4_294_967_295 },
  5126: { bytes: 4, read: (view, at) => view.getFloat32(at, true), one: 1 },
};

interface BufferView {
  readonly bytes: Uint8Array;
  /** 0 = tightly packed. */
  readonly stride: number;
}

/** The numbers of a model file: nothing is read that does not lie within it. */
export class Accessors {
  readonly #gltf: GltfObject;
  readonly #bin: Uint8Array;
  readonly #buffers = new Map<unknown, Uint8Array>();
  readonly #views = new Map<unknown, BufferView>();
  readonly #floats = new Map<string, Float32Array>();
  #unpackedBytes = 0;

  private constructor(gltf: GltfObject, file: Uint8Array, { bin }: ModelLayout) {
    this.#gltf = gltf;
    this.#bin = bin ? file.subarray(bin.from, bin.from + bin.length) : new Uint8Array(0);
  }

  static async open(gltf: GltfObject, file: Uint8Array, layout: ModelLayout): Promise<Accessors> {
    await MeshoptDecoder.ready;
    return new Accessors(gltf, file, layout);
  }

  /** `components` numbers an element, normalised ones from -1 or 0 to 1. The same array for the same accessor. */
  floats(at: unknown, components: number, where: string): Float32Array {
    const key = `${String(at)} ${components}`;
    const numbers = this.#floats.get(key) ?? this.#readFloats(at, components, where);
    this.#floats.set(key, numbers);
    return numbers;
  }

  #readFloats(at: unknown, components: number, where: string): Float32Array {
    const accessor = entryOf(this.#gltf, 'accessors', at, where);
    const place = `accessors[${String(at)}]`;
    if (componentCounts[String(accessor.type)] !== components) {
      return broken(`${place}.type`, 'is not one of {{all}} numbers', { all: String(components) });
    }
    const numbers = new Float32Array(countOf(accessor, 'count', place) * components);
    const { type, divisor } = componentOf(accessor, place);
    this.#fill(accessor, place, components, type, (k, value) => {
      numbers[k] = divisor === 1 ? value : Math.max(-1, value / divisor);
    });
    for (const each of numbers) if (!Number.isFinite(each)) return broken(place, 'has values that are no numbers');
    return numbers;
  }

  /** Corners of triangles; each names one of `vertexCount` vertices. */
  indices(at: unknown, vertexCount: number, where: string): Uint32Array {
    const accessor = entryOf(this.#gltf, 'accessors', at, where);
    const place = `accessors[${String(at)}]`;
    const { type } = componentOf(accessor, place);
    const indices = new Uint32Array(countOf(accessor, 'count', place));
    this.#fill(accessor, place, 1, type, (k, value) => {
      indices[k] = value;
    });
    for (const each of indices)
      if (each >= vertexCount)
        return broken(place, 'names vertex {{number}} of {{all}}', { number: String(each), all: String(vertexCount) });
    return indices;
  }

  #fill(
    accessor: GltfObject,
    place: string,
    components: number,
    type: ComponentType,
    put: (k: number, value: number) => void,
  ): void {
    const count = countOf(accessor, 'count', place);
    // Without a view all is 0; sparse values then say what is not.
    if (accessor.bufferView !== undefined) {
      const view = this.#view(accessor.bufferView, place);
      const from = countOf(accessor, 'byteOffset', place, 0);
      readElements(view, from, count, components, type, place, (element, c, value) =>
        put(element * components + c, value),
      );
    }
    const { sparse } = accessor;
    if (!isObject(sparse)) return;
    const changed = countOf(sparse, 'count', `${place}.sparse`);
    const { indices, values } = sparse;
    if (!isObject(indices) || !isObject(values)) return void broken(`${place}.sparse`, 'lacks its indices or values');
    const elements: number[] = [];
    const indexType = componentOf(indices, `${place}.sparse.indices`).type;
    const indexView = this.#view(indices.bufferView, place);
    const indexFrom = countOf(indices, 'byteOffset', place, 0);
    readElements(indexView, indexFrom, changed, 1, indexType, place, (_, __, value) => elements.push(value));
    if (elements.some((element) => element >= count)) broken(`${place}.sparse`, 'names elements that are not there');
    const valueView = this.#view(values.bufferView, place);
    readElements(valueView, countOf(values, 'byteOffset', place, 0), changed, components, type, place, (k, c, value) =>
      put(elements[k]! * components + c, value),
    );
  }

  #view(at: unknown, where: string): BufferView {
    const ready = this.#views.get(at);
    if (ready) return ready;
    const place = `bufferViews[${String(at)}]`;
    const view = entryOf(this.#gltf, 'bufferViews', at, `${where}.bufferView`);
    const packed = extensionOf(view, 'EXT_meshopt_compression', 'KHR_meshopt_compression');
    const made = packed ? this.#unpacked(packed, place) : this.#plain(view, place);
    this.#views.set(at, made);
    return made;
  }

  #plain(view: GltfObject, place: string): BufferView {
    const stride = countOf(view, 'byteStride', place, 0);
    return { bytes: this.#slice(view, place), stride };
  }

  #slice(view: GltfObject, place: string): Uint8Array {
    const buffer = this.#buffer(view.buffer, place);
    const from = countOf(view, 'byteOffset', place, 0);
    const length = countOf(view, 'byteLength', place);
    if (from + length > buffer.length)
      return broken(place, 'ends beyond its buffer of {{all}} bytes', { all: String(buffer.length) });
    return buffer.subarray(from, from + length);
  }

  #unpacked(packed: GltfObject, place: string): BufferView {
    const count = countOf(packed, 'count', place);
    const stride = countOf(packed, 'byteStride', place);
    const { mode, filter = 'NONE' } = packed;
    // An element has 256 bytes at most; more would only ask for memory.
    this.#unpackedBytes += count * stride;
    if (stride === 0 || stride > 256 || this.#unpackedBytes > mostUnpackedBytes) {
      return broken(place, 'unpacks to too much');
    }
    const bytes = new Uint8Array(count * stride);
    try {
      MeshoptDecoder.decodeGltfBuffer(bytes, count, stride, this.#slice(packed, place), String(mode), String(filter));
    } catch {
      return broken(place, 'cannot be unpacked by Meshopt');
    }
    return { bytes, stride };
  }

  #buffer(at: unknown, where: string): Uint8Array {
    const ready = this.#buffers.get(at);
    if (ready) return ready;
    const buffer = entryOf(this.#gltf, 'buffers', at, `${where}.buffer`);
    const bytes = typeof buffer.uri === 'string' ? dataUri(buffer.uri, where) : at === 0 ? this.#bin : null;
    if (!bytes) return broken(`buffers[${String(at)}]`, 'has no bytes');
    const length = countOf(buffer, 'byteLength', `buffers[${String(at)}]`);
    if (length > bytes.length)
      return broken(`buffers[${String(at)}]`, 'has {{number}} of its {{all}} bytes', {
        number: String(bytes.length),
        all: String(length),
      });
    this.#buffers.set(at, bytes);
    return bytes;
  }

  /** The material of a primitive; an empty one where it has none. */
  materialOf(primitive: GltfObject, where: string): GltfObject {
    if (primitive.material === undefined || listOf(this.#gltf, 'materials').length === 0) return {};
    return entryOf(this.#gltf, 'materials', primitive.material, `${where}.material`);
  }
}

function componentOf(accessor: GltfObject, place: string): { type: ComponentType; divisor: number } {
  const type = componentTypes[Number(accessor.componentType)];
  if (!type) return broken(`${place}.componentType`, 'is none of those of glTF');
  return { type, divisor: accessor.normalized === true ? type.one : 1 };
}

function readElements(
  { bytes, stride }: BufferView,
  from: number,
  count: number,
  components: number,
  { bytes: size, read }: ComponentType,
  place: string,
  put: (element: number, component: number, value: number) => void,
): void {
  const step = stride || components * size;
  if (count > 0 && from + (count - 1) * step + components * size > bytes.length) {
    broken(place, 'ends beyond its view of {{all}} bytes', { all: String(bytes.length) });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let k = 0; k < count; k++) {
    for (let c = 0; c < components; c++) put(k, c, read(view, from + k * step + c * size));
  }
}

function dataUri(uri: string, where: string): Uint8Array {
  const comma = uri.indexOf(',');
  if (comma < 0 || !uri.slice(0, comma).endsWith(';base64')) return broken(where, 'has a data URI without base64');
  try {
    return Uint8Array.from(atob(uri.slice(comma + 1)), (letter) => letter.charCodeAt(0));
  } catch {
    return broken(where, 'has a data URI that is no base64');
  }
}
