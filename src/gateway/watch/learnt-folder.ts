import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { LearntMachine } from '../../analytics/watch/learn-machine.ts';

/** Another number when what is kept means something else. */
const version = 1;

interface Kept {
  readonly version: number;
  /** Ids of the tags that it was learnt of. */
  readonly tags: readonly string[];
  readonly learnt: LearntMachine;
}

/** What was learnt of each machine, a file a machine. */
export class LearntFolder {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<LearntFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new LearntFolder(folder);
  }

  /** Null where nothing is kept of just these tags, or it cannot be read: then it is learnt anew. */
  async read(machine: string, tags: readonly string[]): Promise<LearntMachine | null> {
    try {
      const kept = JSON.parse(await readFile(this.#file(machine), 'utf8')) as Kept;
      const isSame = kept.version === version && JSON.stringify(kept.tags) === JSON.stringify(tags);
      return isSame ? kept.learnt : null;
    } catch {
      return null;
    }
  }

  async write(machine: string, tags: readonly string[], learnt: LearntMachine): Promise<void> {
    const draft = `${this.#file(machine)}.part`;
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify({ version, tags, learnt } satisfies Kept));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, this.#file(machine));
  }

  #file(machine: string): string {
    return join(this.#folder, `${machine}.json`);
  }
}
