import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import { backup, restore } from '../records/backup.ts';
import { RecordError } from '../records/record-error.ts';
import { type PlaceOptions, placeOf } from './place.ts';
import { Progress } from './progress.ts';

export function addBackup(program: Command, root: string): void {
  program
    .command('backup')
    .description(
      'write history, notes, work orders and plant file into one file, also while the gateway runs\n  e.g. gemba backup monday.tar bottling',
    )
    .argument('<file>', 'where to (a tar archive); nothing is written over')
    .argument('[plant]', 'the plant it is of', 'bottling')
    .option('--data <folder>', 'its data folder (default: .gemba/<plant id>)')
    .action(async (file: string, plant: string, options: PlaceOptions) => {
      const { loaded, dataFolder } = await placeOf(root, plant, options);
      const progress = new Progress(systemClock, process.stderr);
      await backup(resolve(file), {
        loaded,
        dataFolder,
        nowMs: systemClock.now(),
        settle,
        told: (share) => progress.say('backup', share),
      }).finally(() => progress.clear());
      console.log(`Wrote ${file}`);
      console.log(`Put it back with: npx gemba restore ${file} ${plant}`);
    });
  program
    .command('restore')
    .description('put a backup back, when every byte of it is sound\n  e.g. gemba restore monday.tar bottling')
    .argument('<file>', 'what gemba backup wrote')
    .argument('[plant]', 'the plant it is of', 'bottling')
    .option('--data <folder>', 'the data folder to fill (default: .gemba/<plant id>)')
    .option('--replace', 'move aside what is in the data folder', false)
    .action(async (file: string, plant: string, options: PlaceOptions & { readonly replace: boolean }) => {
      const { loaded, dataFolder } = await placeOf(root, plant, options);
      const progress = new Progress(systemClock, process.stderr);
      const done = await restore(resolve(file), {
        plantId: loaded.index.plant.id,
        dataFolder,
        replace: options.replace,
        nowMs: systemClock.now(),
        told: (share) => progress.say('restore', share),
      }).finally(() => progress.clear());
      for (const line of done) console.log(line);
    });
}

async function settle(historyFolder: string): Promise<void> {
  const historian = await openHistorian(historyFolder, []).catch((error: Error) => {
    throw new RecordError(error.message);
  });
  await historian.close();
}
