import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { RecordError } from './record-error.ts';

/**
 * One file that holds several, with a manifest at its end that has each one's SHA-256. It is a tar archive (POSIX
 * ustar), so that any machine can look into it without us.
 */
export interface Part {
  /** Its path in the archive, with "/". */
  readonly name: string;
  readonly bytes: number;
  /** Exactly `bytes` of them. */
  readonly content: () => AsyncIterable<Uint8Array>;
}

export interface Manifest {
  readonly format: string;
  /** What it is of and when it was made, by whoever made it. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly parts: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

export type Told = (share: number) => void;

const blockBytes = 512;
/** Of a part's name, as the format has room for it. */
export const mostNameBytes = 100;
const manifestName = 'manifest.json';
const readBytes = 1 << 20;
/** Manifests are lists of a few files. */
const mostManifestBytes = 16 << 20;

/** A part that is text. */
export function textPart(name: string, text: string): Part {
  const bytes = Buffer.from(text);
  return {
    name,
    bytes: bytes.length,
    content: async function* () {
      yield bytes;
    },
  };
}

/** Refuses when the folder's disk has not that much room. */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize > bytes * 1.01) return;
  const megabytes = (value: number) => `${Math.ceil(value / 1e6).toLocaleString('en-US')} MB`;
  throw new RecordError(
    `${folder} has room for ${megabytes(bavail * bsize)}, and ${megabytes(bytes)} are needed: make room, or choose another place.`,
  );
}

/** Writes it whole under a name of its own and renames it at the end; what is there already is never written over. */
export async function writeArchive(
  file: string,
  {
    format,
    about,
    parts,
  }: { readonly format: string; readonly about: Manifest['about']; readonly parts: readonly Part[] },
  told: Told,
): Promise<void> {
  if (existsSync(file)) throw new RecordError(`${file} is there already: choose another name.`);
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const total = parts.reduce((sum, { bytes }) => sum + bytes + 2 * blockBytes, 0);
  await checkRoom(folder, total);
  const draft = `${file}.part`;
  const handle = await open(draft, 'w', 0o600);
  try {
    const listed: Manifest['parts'][number][] = [];
    let done = 0;
    for (const part of parts) {
      const sha256 = await writePart(handle, part, (bytes) => told((done + bytes) / total));
      listed.push({ name: part.name, bytes: part.bytes, sha256 });
      done += part.bytes;
    }
    const manifest: Manifest = { format, about, parts: listed };
    await writePart(handle, textPart(manifestName, `${JSON.stringify(manifest, null, 2)}\n`), () => undefined);
    await handle.write(Buffer.alloc(2 * blockBytes));
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
  await handle.close();
  if (existsSync(file)) throw new RecordError(`${file} has come to be meanwhile: what was written is in ${draft}.`);
  await rename(draft, file);
}

async function writePart(
  handle: FileHandle,
  { name, bytes, content }: Part,
  told: (bytes: number) => void,
): Promise<string> {
  await handle.write(header(name, bytes));
  const hash = createHash('sha256');
  let written = 0;
  for await (const chunk of content()) {
    hash.update(chunk);
    await writeAll(handle, chunk);
    written += chunk.length;
    told(written);
  }
  if (written !== bytes) throw new RecordError(`${name} changed while it was copied: try again.`);
  await handle.write(Buffer.alloc(padding(bytes)));
  return hash.digest('hex');
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
}

const padding = (bytes: number): number => (blockBytes - (bytes % blockBytes)) % blockBytes;

function header(name: string, bytes: number): Buffer {
  const block = Buffer.alloc(blockBytes);
  if (Buffer.byteLength(name) > mostNameBytes)
    throw new RecordError(`The name ${name} is too long for an archive: shorten it.`);
  const octal = (value: number, at: number, length: number) =>
    block.write(value.toString(8).padStart(length - 1, '0'), at, 'ascii');
  block.write(name, 0);
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (bytes < 8 ** 11) octal(bytes, 124, 12);
  else {
    // GNU's way to say more than 8 GB, which every tar of today reads.
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(bytes), 128);
  }
  octal(0, 136, 12);
  block.write('        ', 148, 'ascii');
  block.write('0', 156, 'ascii');
  block.write('ustar\x0000', 257, 'binary');
  octal(checksum(block), 148, 7);
  return block;
}

const checksum = (block: Buffer): number => block.reduce((sum, byte) => sum + byte, 0);

/** Unpacks into an empty folder and checks every byte against the manifest; rejects when one of them is another. */
export async function unpackArchive(file: string, folder: string, format: string, told: Told): Promise<Manifest> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new RecordError(`${file} cannot be read (${error.code}): check its name.`);
  });
  const found = new Map<string, { bytes: number; sha256: string }>();
  let manifest: Manifest | undefined;
  try {
    const { size } = await handle.stat();
    for (let at = 0; ; ) {
      const entry = entryOf(await readAt(handle, at, blockBytes, file), file);
      if (entry === null) break;
      at += blockBytes;
      if (entry.name === manifestName) {
        if (entry.bytes > mostManifestBytes) throw damaged(file);
        manifest = readManifest(await readAt(handle, at, entry.bytes, file), file);
      } else {
        found.set(entry.name, { bytes: entry.bytes, sha256: await unpackPart(handle, at, entry, folder, file) });
      }
      at += entry.bytes + padding(entry.bytes);
      told(at / size);
    }
  } finally {
    await handle.close();
  }
  if (manifest?.format !== format) {
    throw new RecordError(`${file} is not what is wanted here (${manifest?.format ?? 'no manifest'}, not ${format}).`);
  }
  for (const { name, sha256, bytes } of manifest.parts) {
    const part = found.get(name);
    if (part?.sha256 !== sha256 || part.bytes !== bytes) throw damaged(file, name);
  }
  if (found.size !== manifest.parts.length) throw damaged(file);
  return manifest;
}

interface Entry {
  readonly name: string;
  readonly bytes: number;
}

/** Null at the archive's end. */
function entryOf(block: Buffer, file: string): Entry | null {
  if (block.every((byte) => byte === 0)) return null;
  const told = Number.parseInt(block.toString('ascii', 148, 154), 8);
  const blank = Buffer.from(block);
  blank.fill(' ', 148, 156);
  if (told !== checksum(blank) || block.toString('ascii', 257, 262) !== 'ustar') throw damaged(file);
  const bytes =
    block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(block.toString('ascii', 124, 135), 8);
  if (!Number.isSafeInteger(bytes)) throw damaged(file);
  return { name: block.toString('utf8', 0, mostNameBytes).replace(/\0.*$/s, ''), bytes };
}

async function unpackPart(
  handle: FileHandle,
  start: number,
  { name, bytes }: Entry,
  folder: string,
  file: string,
): Promise<string> {
  if (name === '' || name !== normalize(name).replaceAll('\\', '/') || name.startsWith('/') || name.startsWith('..')) {
    throw new RecordError(`${file} names a file outside of its folder (${name}): it was not made by Gemba.`);
  }
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const target = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? damaged(file, name) : error;
  });
  try {
    for (let at = 0; at < bytes; at += readBytes) {
      const chunk = await readAt(handle, start + at, Math.min(readBytes, bytes - at), file);
      hash.update(chunk);
      await writeAll(target, chunk);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return hash.digest('hex');
}

async function readAt(handle: FileHandle, start: number, bytes: number, file: string): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await handle.read(buffer, at, bytes - at, start + at);
    if (bytesRead === 0) throw damaged(file);
    at += bytesRead;
  }
  return buffer;
}

function readManifest(bytes: Buffer, file: string): Manifest {
  try {
    return JSON.parse(bytes.toString('utf8')) as Manifest;
  } catch {
    throw damaged(file);
  }
}

const damaged = (file: string, name?: string): RecordError =>
  new RecordError(
    `${file} is damaged or cut off${name === undefined ? '' : ` (${name} is not what its manifest says)`}: take another copy of it.`,
  );
