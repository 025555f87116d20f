import { readFile } from 'node:fs/promises';
import { faultSentence } from '../../twin/model-file/model-fault.ts';
import { machineCount } from '../../twin/plant-index.ts';
import { lookAtModel } from '../models/model-file.ts';
import { sentence } from '../sentence.ts';
import { type LoadedPlant, loadPlant, PlantFileError } from './load-plant.ts';
import { faultLines, type PathFault, parsePlantText, placeFaults } from './plant-text.ts';

export interface CheckReport {
  readonly sound: boolean;
  readonly text: string;
}

/** What `gemba check` says about a plant file, all of its faults at once. `colour` adds terminal colours. */
export async function checkReport(nameOrFile: string, colour: boolean, plantsFolder?: string): Promise<CheckReport> {
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  try {
    const loaded = await loadPlant(nameOrFile, plantsFolder);
    await checkModels(nameOrFile, loaded);
    const { index } = loaded;
    const counts = [
      count(machineCount(index), 'machine'),
      count(index.tags.length, 'tag'),
      count(index.plant.flows.length, 'flow'),
    ];
    return { sound: true, text: `${nameOrFile}: ${paint(32, 'no faults')}: ${counts.join(', ')}` };
  } catch (error) {
    if (!(error instanceof PlantFileError)) throw error;
    const heading = `${count(error.faults.length, 'fault')} in ${nameOrFile}`;
    return { sound: false, text: [paint(31, heading), ...faultLines(nameOrFile, error.faults)].join('\n') };
  }
}

/** Whether the models that it names are there and are glTF. Rejects with a `PlantFileError`. */
async function checkModels(nameOrFile: string, { index, folder, file }: LoadedPlant): Promise<void> {
  const faults: PathFault[] = [];
  for (const [a, area] of index.plant.areas.entries())
    for (const [l, line] of area.lines.entries())
      for (const [m, { model }] of line.machines.entries()) {
        const fault = model && (await lookAtModel(folder, model.file)).fault;
        const path = ['areas', a, 'lines', l, 'machines', m, 'model', 'file'];
        if (fault) faults.push({ path, told: sentence('common.said', { text: faultSentence(fault) }) });
      }
  if (faults.length === 0) return;
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  const parsed = parsePlantText(text);
  if ('root' in parsed) throw new PlantFileError(nameOrFile, placeFaults(text, parsed.root, faults));
}

/** On a terminal only, and not where NO_COLOR (https://no-color.org) is set. */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '';
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
