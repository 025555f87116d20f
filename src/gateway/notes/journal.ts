import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Lines that could not be read and were put aside, and whether the last one was cut short. */
export interface Damage {
  readonly lines: number;
  readonly torn: boolean;
  /** Where they are now. */
  readonly file: string;
}

/**
 * A file of JSON lines that only grows. A line is on the disk when `append` resolves. What cannot be read when it is
 * opened is moved to a file beside it, never dropped.
 */
export class Journal {
  readonly #handle: FileHandle;
  /** Bytes of whole lines. */
  #length: number;

  private constructor(handle: FileHandle, length: number) {
    this.#handle = handle;
    this.#length = length;
  }

  /** `take` is given the JSON value of each line in order, and says whether it means anything. */
  static async open(
    file: string,
    take: (value: unknown) => boolean,
  ): Promise<{ readonly journal: Journal; readonly damage: Damage | null }> {
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const whole: Buffer[] = [];
    const damaged: Buffer[] = [];
    let torn = false;
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(newline, from);
      const line = bytes.subarray(from, end < 0 ? bytes.length : end);
      const readable = takes(line, take);
      if (end < 0 && !readable) torn = true;
      (readable ? whole : damaged).push(line, lineEnd);
      from = end < 0 ? bytes.length : end + 1;
    }
    const aside = join(dirname(file), 'damaged.jsonl');
    if (damaged.length > 0) {
      // First kept there, then taken from here: a power cut between the two leaves it in both.
      await write(aside, 'a', Buffer.concat(damaged));
      const draft = `${file}.part`;
      await rm(draft, { force: true });
      await write(draft, 'wx', Buffer.concat(whole));
      await rename(draft, file);
    }
    const handle = await open(file, 'a', 0o600);
    await syncFolder(dirname(file));
    const length = Buffer.concat(whole).length;
    const damage = damaged.length > 0 ? { lines: damaged.length / 2, torn, file: aside } : null;
    // A last line that is all there but for its end gets it, as it has in `whole`.
    if (damage === null && length > bytes.length) await handle.appendFile(lineEnd);
    return { journal: new Journal(handle, length), damage };
  }

  /** A line each; the caller waits for those before. Rejects when they may not be on the disk. */
  async append(...values: readonly unknown[]): Promise<void> {
    const line = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    await this.#handle.truncate(this.#length); // what an append that failed left behind
    await this.#handle.appendFile(line);
    await this.#handle.sync();
    this.#length += line.length;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

const newline = 0x0a;
const lineEnd = Buffer.of(newline);

function takes(line: Buffer, take: (value: unknown) => boolean): boolean {
  try {
    return take(JSON.parse(line.toString('utf8')));
  } catch {
    return false;
  }
}

async function write(file: string, flag: 'a' | 'wx', bytes: Buffer): Promise<void> {
  const handle = await open(file, flag, 0o600);
  try {
    await handle.appendFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The names of new files are on the disk, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined); // not every file system can
  await handle.close();
}

/** Says of a journal of `what` how much was put aside, and where. */
export function damageText(what: string, { lines, torn, file }: Damage): string {
  const last = torn ? ', the last because its writing was cut short' : '';
  return `${what}: ${lines} damaged ${lines === 1 ? 'line was' : 'lines were'} put aside in ${file}${last}`;
}
