import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { storeFile } from '../historian/checkpoints.ts';
import { type CheckResult, verifyStore } from '../historian/verify.ts';
import { checkRoom } from '../records/archive.ts';
import { withFrozenStore } from '../records/control.ts';
import { RecordError } from '../records/record-error.ts';
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
      const say = (line: string) => console.log(line);
      const history = join(dataFolder, 'history');
      const sound = (await verifyRunning(dataFolder, say)) ?? (await verify(history, say));
      if (sound) return say(`The history in ${history} is sound.`);
      say(
        `The history in ${history} is damaged. Restore a backup (gemba restore), or start the gateway: it moves a damaged history aside as soon as it meets the damage, and goes on with what can be read.`,
      );
      process.exitCode = 1;
    });
}

/**
 * A running gateway's store is checked on a copy of its file, as it lies on the disk: nobody else may open it. Null when
 * no gateway runs.
 */
async function verifyRunning(dataFolder: string, say: (line: string) => void): Promise<boolean | null> {
  const folder = join(dataFolder, `verify-${process.pid}`);
  try {
    const running = await withFrozenStore(dataFolder, async (file, bytes) => {
      say('The gateway runs: checking a copy of its history');
      await checkRoom(dataFolder, bytes);
      await mkdir(folder, { mode: 0o700 });
      await copyFile(file, join(folder, storeFile));
    });
    return running === null ? null : await verify(folder, say);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Says a line for each check; true when all are sound. Rejects with a `RecordError` when it cannot be checked. */
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
    throw new RecordError((error as Error).message);
  }
  return sound;
}

function resultLines({ name, looked, tookMs, faults }: CheckResult): readonly string[] {
  const took = `${looked}, ${(tookMs / 1000).toFixed(1)} s`;
  if (faults.length === 0) return [`sound    ${name} (${took})`];
  return [`DAMAGED  ${name} (${took})`, ...faults.map((fault) => `           ${fault}`)];
}
