import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkModelBytes } from '../../twin/model-file/container.ts';
import { surveyModelFile } from './model-file.ts';

/** Of all files in the folder. A model that a plant file no longer names stays, so that its old plant file still works. */
export const mostFolderBytes = 2 * 1024 ** 3;

const draftPattern = /^\.[0-9a-f]{16}\.part$/;

/** What to do, by what the file system says when a model cannot be written. */
const storageSentences: Readonly<Record<string, string>> = {
  EACCES: 'The gateway may not write into the folder of the plant file. Give it the right to, then try again.',
  EPERM: 'The gateway may not write into the folder of the plant file. Give it the right to, then try again.',
  EROFS: 'The folder of the plant file can only be read. Copy the plant file to a disk that can be written to.',
  ENOSPC: "The gateway's disk is full. Make room on it, then try again.",
  EDQUOT: "The gateway's share of the disk is used up. Make room on it, then try again.",
  EEXIST: 'Beside the plant file, "models" is a file and should be a folder. Rename it, then try again.',
  ENOTDIR: 'Beside the plant file, "models" is a file and should be a folder. Rename it, then try again.',
  ENOENT: 'The folder of the models was moved or cleared while the model was being written. Try again.',
};

/** Why a model that may be sound is not taken, and what to do. */
export class ModelNotKeptError extends Error {
  /** For HTTP: 409 while another is being taken in, 507 where there is no place for it. */
  readonly status: 409 | 507;

  constructor(status: 409 | 507, sentence: string) {
    super(sentence);
    this.name = 'ModelNotKeptError';
    this.status = status;
  }
}

/** The folder "models" beside a plant file. Takes one model in at a time. */
export class ModelFolder {
  readonly #plantFolder: string;
  readonly #folder: string;
  #busy = false;

  constructor(plantFolder: string) {
    this.#plantFolder = plantFolder;
    this.#folder = join(plantFolder, 'models');
  }

  /** Call at start: what a former run did not finish goes. */
  async removeDrafts(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names.filter((each) => draftPattern.test(each))) {
      await rm(join(this.#folder, name), { force: true }).catch(() => undefined);
    }
  }

  /**
   * Keeps the model, whole and sound by its header, or leaves no trace of it. Returns its path from the plant file's
   * folder; rejects with a `ModelFileError` or a `ModelNotKeptError`. `toldBytes` is what the sender says, or 0.
   */
  async keep(chunks: AsyncIterable<Buffer>, toldBytes: number, machine: string): Promise<string> {
    if (this.#busy) {
      throw new ModelNotKeptError(409, 'The gateway is taking in another model. Try again when that is there.');
    }
    this.#busy = true;
    try {
      return await this.#take(chunks, toldBytes, machine);
    } catch (error) {
      const sentence = storageSentences[(error as NodeJS.ErrnoException).code ?? ''];
      throw sentence === undefined ? error : new ModelNotKeptError(507, sentence);
    } finally {
      this.#busy = false;
    }
  }

  async #take(chunks: AsyncIterable<Buffer>, toldBytes: number, machine: string): Promise<string> {
    const keptBytes = await bytesIn(this.#folder);
    checkRoom(keptBytes + toldBytes);
    const made = await mkdir(this.#folder, { recursive: true });
    const draft = join(this.#folder, `.${randomBytes(8).toString('hex')}.part`);
    try {
      const handle = await open(draft, 'wx+', 0o644);
      try {
        const hash = createHash('sha256');
        let bytes = 0;
        for await (const chunk of chunks) {
          bytes += chunk.length;
          checkModelBytes(bytes);
          checkRoom(keptBytes + bytes);
          hash.update(chunk);
          await handle.appendFile(chunk);
        }
        await surveyModelFile(handle, bytes);
        const head = Buffer.alloc(4);
        await handle.read(head, 0, 4, 0);
        await handle.sync();
        const ending = head.toString('latin1') === 'glTF' ? 'glb' : 'gltf';
        // Named by what is in it: a file that a plant file names today is never written over.
        const file = `models/${machine}-${hash.digest('hex').slice(0, 10)}.${ending}`;
        await rename(draft, join(this.#plantFolder, file));
        return file;
      } finally {
        await handle.close();
        await rm(draft, { force: true });
      }
    } finally {
      // Where nothing was taken the folder made for it goes, too; one with files in it stays by itself.
      if (made !== undefined) await rmdir(this.#folder).catch(() => undefined);
    }
  }
}

function checkRoom(bytes: number): void {
  if (bytes <= mostFolderBytes) return;
  throw new ModelNotKeptError(
    507,
    'The folder "models" beside the plant file would have more than 2 GB, and no more is taken. Delete the files in it that the plant file does not name, then try again.',
  );
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names) {
    const stats = await stat(join(folder, name)).catch(() => null); // gone since, or a link to nowhere
    if (stats?.isFile()) bytes += stats.size;
  }
  return bytes;
}
