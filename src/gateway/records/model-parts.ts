import { normalize } from 'node:path';
import { checkModelBytes } from '../../twin/model-file/container.ts';
import { faultSentence, ModelFileError } from '../../twin/model-file/model-fault.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { openModel } from '../models/model-file.ts';
import { mostNameBytes, type Part } from './archive.ts';
import { RecordError } from './record-error.ts';

/**
 * The models that a plant file in `folder` names, each once, under its path from there. One that cannot be had is left
 * out, and the log says why: a recording of the rest is worth more than none.
 */
export async function modelParts(
  { machines }: PlantIndex,
  folder: string,
  log: (line: string) => void,
): Promise<readonly Part[]> {
  const files = new Set(machines.flatMap(({ machine: { model } }) => (model === undefined ? [] : [model.file])));
  const parts = new Map<string, Part>();
  for (const file of files) {
    try {
      const name = nameOf(file);
      if (parts.has(name)) continue;
      const { handle, stats } = await openModel(folder, file);
      await handle.close();
      checkModelBytes(stats.size);
      parts.set(name, { name, bytes: stats.size, content: () => contentOf(folder, file, stats.size) });
    } catch (error) {
      if (!(error instanceof ModelFileError || error instanceof RecordError)) throw error;
      const why = error instanceof ModelFileError ? faultSentence(error.fault) : error.message;
      log(`recording: the model ${file} is left out. ${why}`);
    }
  }
  return [...parts.values()];
}

/** As an archive names it. A path that leaves the folder, even to come back, leads elsewhere on another machine. */
function nameOf(file: string): string {
  const name = normalize(file).replaceAll('\\', '/').replace(/^\/+/, '');
  if (name.split('/', 1)[0] === '..') throw new ModelFileError('outside', { file });
  if (Buffer.byteLength(name) > mostNameBytes) {
    throw new RecordError(`Its path is longer than the ${mostNameBytes} bytes that an archive has for it: shorten it.`);
  }
  return name;
}

async function* contentOf(folder: string, file: string, bytes: number): AsyncGenerator<Uint8Array> {
  const { handle } = await openModel(folder, file).catch(() => {
    throw new RecordError(`The model ${file} went away while it was copied: try again.`);
  });
  try {
    if (bytes > 0) yield* handle.createReadStream({ autoClose: false, start: 0, end: bytes - 1 });
  } finally {
    await handle.close();
  }
}
