import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPlant } from '../../twin/check-plant.ts';
import { choices } from '../../twin/fault.ts';
import { indexPlant, type PlantIndex } from '../../twin/plant-index.ts';
import { type Sentence, sentence } from '../sentence.ts';
import { type FileFault, faultLines, parsePlantText, placeFaults } from './plant-text.ts';

/** A plant file that cannot be used; `report` says every fault with its place. */
export class PlantFileError extends Error {
  readonly file: string;
  readonly faults: readonly FileFault[];

  constructor(file: string, faults: readonly FileFault[]) {
    super(
      `${faults.length === 1 ? '1 fault' : `${faults.length} faults`} in ${file}\n${faultLines(file, faults).join('\n')}`,
    );
    this.name = 'PlantFileError';
    this.file = file;
    this.faults = faults;
  }

  /** A line each: "file:line:column  $.path  message". */
  get report(): string {
    return faultLines(this.file, this.faults).join('\n');
  }
}

export interface LoadedPlant {
  readonly index: PlantIndex;
  /** What paths in the plant file are relative to. */
  readonly folder: string;
  readonly file: string;
  /** It belongs to the product: nobody but us changes it. */
  readonly ships: boolean;
  /** Why nobody may change it; else a plant file that does not ship may be. */
  readonly locked?: Sentence;
}

/** Beside this module in the source; a bundle passes its own. */
const sourceFolder = fileURLToPath(new URL('.', import.meta.url));

/**
 * Reads and checks a plant file. A bare name such as "bottling" is a plant that ships, in `plantsFolder`. Rejects with a
 * `PlantFileError` when it is not there or not right.
 */
export async function loadPlant(nameOrFile: string, plantsFolder = sourceFolder): Promise<LoadedPlant> {
  const file = /^[\w-]+$/.test(nameOrFile) ? join(plantsFolder, `${nameOrFile}.json`) : resolve(nameOrFile);
  const text = await readPlantText(nameOrFile, file, plantsFolder);
  const parsed = parsePlantText(text);
  if ('faults' in parsed) throw new PlantFileError(nameOrFile, parsed.faults);
  const { plant, faults } = checkPlant(parsed.value);
  if (faults) throw new PlantFileError(nameOrFile, placeFaults(text, parsed.root, faults));
  return { index: indexPlant(plant), folder: dirname(file), file, ships: dirname(file) === resolve(plantsFolder) };
}

/** Names of the plants that ship. */
export async function shippedPlants(plantsFolder = sourceFolder): Promise<readonly string[]> {
  const files = await readdir(plantsFolder);
  return files.flatMap((file) => /^([\w-]+)\.json$/.exec(file)?.[1] ?? []).sort();
}

async function readPlantText(nameOrFile: string, file: string, plantsFolder: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    let told = sentence('plantFiles.unreadable', { why: (error as Error).message });
    if (code === 'ENOENT') {
      const shipped = await shippedPlants(plantsFolder).catch(() => []);
      told = sentence('plantFiles.none', { choices: choices(nameOrFile, shipped) });
    } else if (code === 'EISDIR') told = sentence('plantFiles.folder');
    throw new PlantFileError(nameOrFile, [{ line: null, column: null, path: [], told }]);
  }
}
