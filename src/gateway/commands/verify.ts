import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { StartError } from '../gateway.ts';
import { type CheckResult, verifyStore } from '../historian/verify.ts';
import { type PlaceOptions, placeOf } from './place.ts';
import { Progress } from './progress.ts';

export function addVerify(program: Command, root: string): void {
  program
    .command('verify')
    .description('check that the record is sound, changing nothing\n  e.g. gemba verify bottling')
    .argument('[plant]', 'the plant it is of', 'bottling')
    .option('--data <folder>', 'its data folder (default: .gemba/<plant id>)')
    .action(async (plant: string, options: PlaceOptions) => {
      const { dataFolder } = await placeOf(root, plant, options);
      if (!(await verify(join(dataFolder, 'history'), (line) => console.log(line)))) process.exitCode = 1;
    });
}

/** Says a line for each check; true when all are sound. Rejects with a `StartError` when it cannot be checked. */
async function verify(historyFolder: string, say: (line: string) => void): Promise<boolean> {
  const progress = new Progress(systemClock, process.stderr);
  let sound = true;
  try {
    const options = {
      stopwatch: systemClock.now,
      progress: (name: string, share: number) => progress.say(name, share),
    };
    for await (const result of verifyStore(historyFolder, options)) {
      progress.clear();
      for (const line of resultLines(result)) say(line);
      sound &&= result.faults.length === 0;
    }
  } catch (error) {
    progress.clear();
    throw new StartError((error as Error).message);
  }
  if (sound) say(`The history in ${historyFolder} is sound.`);
  else {
    say(
      `The history in ${historyFolder} is damaged: restore a backup (gemba restore), or start the gateway, which sets aside what it cannot read and goes on with the rest.`,
    );
  }
  return sound;
}

function resultLines({ name, looked, tookMs, faults }: CheckResult): readonly string[] {
  const took = `${looked}, ${(tookMs / 1000).toFixed(1)} s`;
  if (faults.length === 0) return [`sound    ${name} (${took})`];
  return [`DAMAGED  ${name} (${took})`, ...faults.map((fault) => `           ${fault}`)];
}
