import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import type { LoadedPlant } from './load-plant.ts';
import { loadPlant } from './load-plant.ts';

/** A copy that cannot be made; its message is one sentence that says why. */
export class CopyError extends Error {}

/** Copies a plant file and what it names, paths kept. Returns what was done, a line each. */
export async function copyPlant(nameOrFile: string, target: string, plantsFolder?: string): Promise<readonly string[]> {
  const loaded = await loadPlant(nameOrFile, plantsFolder);
  const file = resolve(target);
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const done: string[] = [];
  if (existsSync(file)) throw new CopyError(`${show(file)} is there already: choose another name.`);
  // Last, so that whoever finds the plant file finds all that it names.
  for (const named of namedFiles(loaded)) {
    const from = join(loaded.folder, named);
    const to = join(folder, named);
    if (from === to) continue;
    await mkdir(dirname(to), { recursive: true });
    try {
      await copyFile(from, to, constants.COPYFILE_EXCL);
      done.push(`Copied ${show(to)}`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') done.push(`Left out ${named}: it is not there`);
      else if (code === 'EEXIST') throw new CopyError(`${show(to)} is there already: choose another folder.`);
      else throw new CopyError(`${named} cannot be copied to ${show(to)} (${code}).`);
    }
  }
  try {
    await writeFile(file, await readFile(loaded.file), { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new CopyError(`${show(file)} is there already: choose another name.`);
    throw new CopyError(`${show(file)} cannot be written (${code}).`);
  }
  return [...done, `Copied ${show(file)}`, `Start it with: npx gemba start ${show(file)}`];
}

const show = (file: string): string => {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
};

/** Files beside the plant file; what lies elsewhere stays where it is, and a name that ships is found anywhere. */
function namedFiles({ index: { plant, machines } }: LoadedPlant): readonly string[] {
  const all = [
    ...plant.sources.flatMap((source) => (source.type === 'recording' ? [source.file, source.mapping] : [])),
    ...machines.flatMap(({ machine }) => machine.model?.file ?? []),
  ];
  const beside = all.map(normalize).filter((each) => !isAbsolute(each) && !each.startsWith('..') && each.includes('.'));
  return [...new Set(beside)];
}
