import { ModelFileError } from './model-fault.ts';

/** A larger file is refused before it is read, bytes. */
export const mostModelBytes = 256 * 1024 * 1024;
const mostNesting = 200;
/** Objects, lists and what stands in them: 100,000 nodes have half of it. More would take seconds and gigabytes to read. */
const mostValues = 5_000_000;

const glbMagic = 0x46546c67;
const jsonChunk = 0x4e4f534a;
const binChunk = 0x004e4942;

/** Where the parts of a model file are, bytes from its start. */
export interface ModelLayout {
  readonly json: { readonly from: number; readonly length: number };
  /** What follows the JSON of a .glb file. */
  readonly bin: { readonly from: number; readonly length: number } | null;
}

export function checkModelBytes(bytes: number): void {
  if (bytes <= mostModelBytes) return;
  const inMegabytes = (each: number) => Math.ceil(each / 1024 / 1024);
  throw new ModelFileError('tooLarge', { megabytes: inMegabytes(bytes), most: inMegabytes(mostModelBytes) });
}

/**
 * Reads where JSON and binary part are. `read` gives bytes of the file (fewer at its end), so that a gateway need not
 * take in the whole file to know what it says. Throws a `ModelFileError`.
 */
export async function modelLayout(
  fileBytes: number,
  read: (from: number, length: number) => Promise<Uint8Array>,
): Promise<ModelLayout> {
  checkModelBytes(fileBytes);
  const head = await read(0, 20);
  const u32 = uint32(head);
  if (head.length < 4 || u32(0) !== glbMagic) {
    const text = head.findIndex((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
    // A byte order mark may stand before the brace.
    const begins = head[text] === 0xef ? head[text + 3] : head[text];
    if (begins !== 0x7b) throw new ModelFileError('notGltf');
    return { json: { from: 0, length: fileBytes }, bin: null };
  }
  if (head.length < 20) throw new ModelFileError('cutOff', { said: head.length < 12 ? 20 : u32(8), has: fileBytes });
  if (u32(4) !== 2) throw new ModelFileError('version', { version: u32(4) });
  if (u32(8) > fileBytes) throw new ModelFileError('cutOff', { said: u32(8), has: fileBytes });
  const jsonLength = u32(12);
  if (u32(16) !== jsonChunk) throw new ModelFileError('noJson');
  if (20 + jsonLength > fileBytes) throw new ModelFileError('cutOff', { said: 20 + jsonLength, has: fileBytes });
  const json = { from: 20, length: jsonLength };
  const next = await read(20 + jsonLength, 8);
  const nextU32 = uint32(next);
  if (next.length < 8 || nextU32(4) !== binChunk) return { json, bin: null };
  const bin = { from: 28 + jsonLength, length: nextU32(0) };
  if (bin.from + bin.length > fileBytes) {
    throw new ModelFileError('cutOff', { said: bin.from + bin.length, has: fileBytes });
  }
  return { json, bin };
}

/** The JSON part as a value. It is measured first: neither stack, memory nor patience of who reads it may run out. */
export function parseModelJson(text: string): unknown {
  checkExtent(text);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ModelFileError('json', { why: (error as Error).message });
  }
}

function checkExtent(text: string): void {
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > mostNesting) throw new ModelFileError('deep', { most: mostNesting });
      values++;
    } else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x2c) values++;
    if (values > mostValues) throw new ModelFileError('values', { most: mostValues });
  }
}

const uint32 = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (at: number): number => view.getUint32(at, true);
};
