import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

/** The store's file in its folder; DuckDB's log beside it has the same name and ".wal". */
export const storeFile = 'history.duckdb';
export const logFile = `${storeFile}.wal`;
/** The blocks that a checkpoint under way may leave torn, as they were: number and block, again and again. */
const guardFile = `${storeFile}.guard`;

/** The log is emptied into the store's file when it is this long: DuckDB's own measure. */
const longestLogBytes = 16 * 1024 * 1024;

/** DuckDB's file: three headers, then blocks that begin with the checksum of their rest. */
const headersBytes = 12_288;
const blockBytes = 262_144;
const checksumBytes = 8;

/** The store's file, all of it, until `thaw`, which is true when the file stayed as it was until then. */
export interface Freeze {
  readonly file: string;
  readonly bytes: number;
  thaw(): Promise<boolean>;
}

/**
 * Empties the log of an open store into its file. DuckDB writes its metadata blocks again in place then: cut short in
 * the middle of one it would leave a block that nobody can read, and with it all of the store. So a copy of them lies
 * beside the store meanwhile, and what is torn is put back when the store is opened. The log is still whole then: it
 * goes after the new headers are written, and those after all blocks.
 */
export class Checkpoints {
  readonly #folder: string;
  readonly #writer: DuckDBConnection;
  /** Open as long as the store is: closing any handle of it would drop DuckDB's lock. */
  readonly #file: FileHandle;
  #frozen = false;
  #closed = false;
  #dueBytes = longestLogBytes;

  private constructor(folder: string, writer: DuckDBConnection, file: FileHandle) {
    this.#folder = folder;
    this.#writer = writer;
    this.#file = file;
  }

  /** Of a store that this process has open. */
  static async open(folder: string, writer: DuckDBConnection): Promise<Checkpoints> {
    const file = await open(join(folder, storeFile), 'r+');
    try {
      await putBackTorn(folder, file);
      // Closing would make one without a guard where ours has failed.
      await writer.run('PRAGMA disable_checkpoint_on_shutdown');
    } catch (error) {
      await file.close();
      throw error;
    }
    return new Checkpoints(folder, writer, file);
  }

  /** Nothing else may write meanwhile. */
  async runIfDue(): Promise<void> {
    if (this.#frozen) return;
    const { size } = await stat(join(this.#folder, logFile)).catch(() => ({ size: 0 }));
    if (size <= this.#dueBytes) return;
    this.#dueBytes = (await this.#run()) ? longestLogBytes : size + longestLogBytes;
  }

  /**
   * Puts everything into the store's file and leaves it as it is from then on: what is written goes to the log alone.
   * Nothing else may write meanwhile. Resolves to the file's length.
   */
  async freeze(): Promise<Freeze> {
    if (this.#frozen) throw new Error('it is being copied already, try again when that is done.');
    if (!(await this.#run())) throw new Error('it is being read from before its last change, try again in a minute.');
    this.#frozen = true;
    const file = join(this.#folder, storeFile);
    return {
      file,
      bytes: (await stat(file)).size,
      thaw: async () => {
        this.#frozen = false;
        return !this.#closed;
      },
    };
  }

  /** The last one. Then `release`, when DuckDB has closed the store. */
  async end(): Promise<void> {
    this.#closed = true;
    await this.#run();
  }

  release(): Promise<void> {
    return this.#file.close();
  }

  /** False where DuckDB has written nothing, because a query under way still needs rows that have changed since. */
  async #run(): Promise<boolean> {
    await this.#guard();
    const done = await this.#writer.run('CHECKPOINT').then(
      () => true,
      (error: Error) => {
        if (/Cannot CHECKPOINT/.test(error.message)) return false;
        throw error;
      },
    );
    await rm(join(this.#folder, guardFile));
    return done;
  }

  async #guard(): Promise<void> {
    const result = await this.#writer.runAndReadAll('SELECT block_id FROM pragma_metadata_info()');
    const guard = await open(join(this.#folder, guardFile), 'w');
    try {
      for (const [number] of result.getRows()) {
        const record = Buffer.alloc(checksumBytes + blockBytes);
        record.writeBigInt64LE(BigInt(Number(number)));
        const { bytesRead } = await this.#file.read(record, checksumBytes, blockBytes, placeOf(Number(number)));
        if (bytesRead === blockBytes) await guard.write(record);
      }
      await guard.datasync();
    } finally {
      await guard.close();
    }
    const folder = await open(this.#folder, 'r');
    await folder.sync().finally(() => folder.close());
  }
}

/** Whether a checkpoint of the store is under way, or was when its gateway ended. */
export const isHalfway = (folder: string): boolean => existsSync(join(folder, guardFile));

/** Puts back what a checkpoint of a store left torn that does not open for that; false where none was. */
export async function mendTorn(folder: string): Promise<boolean> {
  if (!isHalfway(folder)) return false;
  const file = await open(join(folder, storeFile), 'r+');
  return putBackTorn(folder, file).finally(() => file.close());
}

async function putBackTorn(folder: string, file: FileHandle): Promise<boolean> {
  if (!isHalfway(folder)) return false;
  const path = join(folder, guardFile);
  const guard = await readFile(path);
  let torn = false;
  for (let at = 0; at + checksumBytes + blockBytes <= guard.length; at += checksumBytes + blockBytes) {
    const place = placeOf(Number(guard.readBigInt64LE(at)));
    const before = guard.subarray(at + checksumBytes, at + checksumBytes + blockBytes);
    const block = Buffer.alloc(blockBytes);
    const { bytesRead } = await file.read(block, 0, blockBytes, place);
    // A copy that is torn itself is of a checkpoint that had not begun.
    if ((bytesRead === blockBytes && isWhole(block)) || !isWhole(before)) continue;
    await file.write(before, 0, blockBytes, place);
    torn = true;
  }
  if (torn) await file.datasync();
  await rm(path);
  return torn;
}

const placeOf = (block: number): number => headersBytes + block * blockBytes;

/** DuckDB's checksum: each word times a constant, all of them and a start value XORed, modulo 2^64. */
function isWhole(block: Buffer): boolean {
  let sum = 5381n;
  for (let at = checksumBytes; at < blockBytes; at += 8) {
    sum ^= BigInt.asUintN(64, block.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  }
  return sum === block.readBigUInt64LE(0);
}
