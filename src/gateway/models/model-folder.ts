import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkModelBytes } from '../../twin/model-file/container.ts';
import { type Sentence, SentenceError, sentence } from '../sentence.ts';
import { surveyModelFile } from './model-file.ts';

const mostFolderGigabytes = 2;
/** Of all files in the folder. A model that a plant file no longer names stays, so that its old plant file still works. */
export const mostFolderBytes = mostFolderGigabytes * 1024 ** 3;

const draftPattern = /^\.[0-9a-f]{16}\.part$/;

/** What to do, by what the file system says when a model cannot be written. */
const storageSentences: Readonly<Record<string, Sentence>> = {
  EACCES: sentence('models.mayNotWrite'),
  EPERM: sentence('models.mayNotWrite'),
  EROFS: sentence('models.readOnly'),
  ENOSPC: sentence('models.diskFull'),
  EDQUOT: sentence('models.shareUsedUp'),
  EEXIST: sentence('models.fileInTheWay'),
  ENOTDIR: sentence('models.fileInTheWay'),
  ENOENT: sentence('models.folderMoved'),
};

/** Why a model that may be sound is not taken, and what to do. */
export class ModelNotKeptError extends SentenceError {
  /** For HTTP: 409 while another is being taken in, 507 where there is no place for it. */
  readonly status: 409 | 507;

  constructor(status: 409 | 507, why: Sentence) {
    super(why);
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
      throw new ModelNotKeptError(409, sentence('models.busy'));
    }
    this.#busy = true;
    try {
      return await this.#take(chunks, toldBytes, machine);
    } catch (error) {
      const why = storageSentences[(error as NodeJS.ErrnoException).code ?? ''];
      throw why === undefined ? error : new ModelNotKeptError(507, why);
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
  throw new ModelNotKeptError(507, sentence('models.folderFull', { gigabytes: mostFolderGigabytes }));
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
