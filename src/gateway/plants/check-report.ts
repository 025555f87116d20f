import { loadPlant, PlantFileError } from './load-plant.ts';
import { faultLines } from './plant-text.ts';

export interface CheckReport {
  readonly sound: boolean;
  readonly text: string;
}

/** What `gemba check` says about a plant file, all of its faults at once. `colour` adds terminal colours. */
export async function checkReport(nameOrFile: string, colour: boolean, plantsFolder?: string): Promise<CheckReport> {
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  try {
    const { index } = await loadPlant(nameOrFile, plantsFolder);
    const counts = [
      count(index.machines.length, 'machine'),
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

/** On a terminal only, and not where NO_COLOR (https://no-color.org) is set. */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '';
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
