import type { Stats } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { modelLayout, parseModelJson } from '../../twin/model-file/container.ts';
import { type ModelFault, ModelFileError } from '../../twin/model-file/model-fault.ts';
import { surveyModel } from '../../twin/model-file/model-survey.ts';

const types: Readonly<Record<string, string>> = { '.glb': 'model/gltf-binary', '.gltf': 'model/gltf+json' };

export interface OpenModel {
  readonly handle: FileHandle;
  readonly stats: Stats;
  readonly type: string;
  readonly version: string;
}

/**
 * Opens a model that a plant file names. Only glTF within the plant file's folder, whatever links lead there: a plant
 * file from elsewhere must not show what else this machine has. Rejects with a `ModelFileError`; close the handle.
 */
export async function openModel(folder: string, file: string): Promise<OpenModel> {
  const type = types[extname(file).toLowerCase()];
  if (type === undefined) throw new ModelFileError('ending', { file });
  let handle: FileHandle | null = null;
  try {
    const real = await realpath(join(folder, file));
    if (!real.startsWith((await realpath(folder)) + sep)) throw new ModelFileError('outside', { file });
    handle = await open(real, 'r');
    const stats = await handle.stat();
    if (!stats.isFile()) throw new ModelFileError('missing', { file });
    return { handle, stats, type, version: `${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}` };
  } catch (error) {
    await handle?.close();
    if (error instanceof ModelFileError) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ModelFileError('missing', { file });
    throw new ModelFileError('unreadable', { file, why: code || (error as Error).message });
  }
}

/** Reads the header and the JSON part only: what the file says of itself. Rejects with a `ModelFileError`. */
export async function surveyModelFile(handle: FileHandle, bytes: number): Promise<void> {
  const read = async (from: number, length: number): Promise<Uint8Array> => {
    const buffer = Buffer.alloc(Math.min(length, Math.max(0, bytes - from)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
    return buffer.subarray(0, bytesRead);
  };
  const { json } = await modelLayout(bytes, read);
  surveyModel(parseModelJson(new TextDecoder().decode(await read(json.from, json.length))));
}

export interface ModelLook {
  readonly version: string;
  readonly bytes: number;
  readonly fault: ModelFault | null;
}

/** What can be told about a model without decoding it. */
export async function lookAtModel(folder: string, file: string): Promise<ModelLook> {
  let version = '';
  let bytes = 0;
  try {
    const model = await openModel(folder, file);
    version = model.version;
    bytes = model.stats.size;
    try {
      await surveyModelFile(model.handle, bytes);
    } finally {
      await model.handle.close();
    }
    return { version, bytes, fault: null };
  } catch (error) {
    if (error instanceof ModelFileError) return { version, bytes, fault: error.fault };
    throw error;
  }
}
