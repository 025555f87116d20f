import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { storeFile } from '../historian/checkpoints.ts';
import { storeInUse } from '../historian/database.ts';
import type { LoadedPlant } from '../plants/load-plant.ts';
import { checkRoom, type Part, type Told, unpackArchive, writeArchive } from './archive.ts';
import { withFrozenStore } from './control.ts';
import { RecordError } from './record-error.ts';

const backupFormat = 'gemba-backup-1';

interface BackupParts {
  readonly loaded: LoadedPlant;
  readonly dataFolder: string;
  readonly nowMs: number;
  /** Opens the store, which has to be sound, and closes it, so that its file holds everything. */
  readonly settle: (historyFolder: string) => Promise<void>;
  readonly told: Told;
}

/**
 * Writes history, notes, alarm journal, work orders, what was said of anomalies and plant file into one file. It holds
 * all that was acknowledged before it began, also of a gateway that runs and goes on recording.
 */
export async function backup(file: string, parts: BackupParts): Promise<void> {
  if (existsSync(file)) throw new RecordError(`${file} is there already: choose another name.`);
  const { dataFolder, settle } = parts;
  const history = join(dataFolder, 'history');
  const store = join(history, storeFile);
  if (!existsSync(store))
    throw new RecordError(`There is no history in ${history}: choose the data folder with --data.`);
  const running = await withFrozenStore(dataFolder, (frozen, bytes) => write(file, frozen, bytes, parts));
  if (running !== null) return;
  await settle(history);
  const before = await stat(store);
  await write(file, store, before.size, parts);
  if ((await stat(store)).mtimeMs === before.mtimeMs && !existsSync(`${store}.wal`)) return;
  await rm(file);
  throw new RecordError('A gateway was started while the history was copied: run the command again.');
}

async function write(file: string, store: string, bytes: number, parts: BackupParts): Promise<void> {
  const { loaded, dataFolder, nowMs, told } = parts;
  const { plant } = loaded.index;
  await writeArchive(
    file,
    {
      format: backupFormat,
      about: { plant: plant.id, name: plant.name, createdAt: new Date(nowMs).toISOString() },
      parts: [
        filePart('plant.json', loaded.file, (await stat(loaded.file)).size),
        ...(await folderParts('notes', join(dataFolder, 'notes'))),
        ...(await folderParts('alarms', join(dataFolder, 'alarms'))),
        ...(await folderParts('work-orders', join(dataFolder, 'work-orders'))),
        // Without what was learnt: that is learnt again of the record.
        ...(await folderParts('anomalies', join(dataFolder, 'anomalies'))).filter(
          ({ name }) => !name.startsWith('anomalies/learnt/'),
        ),
        filePart(`history/${storeFile}`, store, bytes),
      ],
    },
    told,
  );
}

/** The first `bytes` of a file: it may grow. */
const filePart = (name: string, path: string, bytes: number): Part => ({
  name,
  bytes,
  content: () => (bytes === 0 ? emptiness() : createReadStream(path, { end: bytes - 1, highWaterMark: 1 << 20 })),
});

async function* emptiness(): AsyncGenerator<Uint8Array> {}

async function folderParts(name: string, folder: string): Promise<readonly Part[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const inside = path.slice(folder.length).replaceAll('\\', '/');
      return filePart(`${name}${inside}`, path, (await stat(path)).size);
    }),
  );
}

/**
 * Puts a backup into the data folder once every byte of it is found to be what its manifest says. Returns what was
 * done, a line each.
 */
export async function restore(
  file: string,
  {
    plantId,
    dataFolder,
    replace,
    nowMs,
    told,
  }: {
    readonly plantId: string;
    readonly dataFolder: string;
    /** Moves away what is in the data folder; else it has to be empty. */
    readonly replace: boolean;
    readonly nowMs: number;
    readonly told: Told;
  },
): Promise<readonly string[]> {
  const names = await readdir(dataFolder).catch(() => []);
  if (names.length > 0 && !replace) {
    throw new RecordError(
      `${dataFolder} is not empty: choose another with --data, or move what is in it aside with --replace.`,
    );
  }
  if (await storeInUse(join(dataFolder, 'history')))
    throw new RecordError(`${dataFolder} is in use: stop its gateway first.`);
  const { size } = await stat(file).catch(() => {
    throw new RecordError(`There is no file ${file}: check its name.`);
  });
  const staging = `${dataFolder}.restoring`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const done: string[] = [];
  try {
    await checkRoom(staging, size);
    const { about } = await unpackArchive(file, staging, backupFormat, told);
    if (about.plant !== plantId) {
      throw new RecordError(
        `${file} is a backup of the plant "${about.plant}", not of "${plantId}": name that plant's file.`,
      );
    }
    if (names.length > 0) {
      const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
      const aside = `${dataFolder}-replaced-${stamp}Z`;
      await rename(dataFolder, aside);
      done.push(`Moved what was there to ${aside}`);
    }
    await rename(staging, dataFolder);
    done.push(`Restored ${about.name} as of ${about.createdAt} into ${dataFolder}`);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  return [...done, `Its plant file is ${join(dataFolder, 'plant.json')}`];
}
