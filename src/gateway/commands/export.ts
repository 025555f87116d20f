import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import type { Note } from '../../protocol/notes.ts';
import { learnTexts, type PlantIndex } from '../../twin/plant-index.ts';
import { systemClock } from '../clock.ts';
import { csvOf, fileOf } from '../exports/export-content.ts';
import { checkExport, type ExportRequest, type ExportWords, exportFormats } from '../exports/export-request.ts';
import { thinnedHeader, thinnedNote } from '../exports/thinned-note.ts';
import type { Historian } from '../historian/historian.ts';
import { Notes } from '../notes/notes.ts';
import type { LoadedPlant } from '../plants/load-plant.ts';
import { askGateway } from '../records/control.ts';
import { RecordError } from '../records/record-error.ts';
import { type PlaceOptions, placeOf } from './place.ts';
import { withHistorian } from './stored-record.ts';

interface ExportFlags extends Omit<ExportWords, 'of'>, PlaceOptions {
  readonly corrections?: boolean;
  readonly out: string;
}

const never = new AbortController().signal;
const log = (line: string) => console.error(line);

export function addExport(program: Command, root: string): void {
  program
    .command('export')
    .description(
      'write a window of the record into a file, also while the gateway runs\n  e.g. gemba export bottling --from 2030-01-31T06:00Z --to 2030-01-31T14:00Z --tags Filler --format csv --out shift.csv',
    )
    .argument('<plant>', 'the plant it is of')
    .requiredOption('--from <time>', 'ISO 8601 with its zone')
    .requiredOption('--to <time>', 'the window ends before it')
    .option('--tags <names>', 'tag ids and machine names, commas between (default: all)', '')
    .addOption(
      new Option('--format <format>', 'of the file; gemba: with plant, models and notes, for gemba open')
        .choices(exportFormats)
        .makeOptionMandatory(),
    )
    .option('--corrections', 'what was replaced by a later value, and by which, instead of what is in force')
    .requiredOption('--out <file>', 'where to; nothing is written over')
    .option('--data <folder>', 'its data folder (default: .gemba/<plant id>)')
    .action(async (plant: string, flags: ExportFlags) => {
      const { loaded, dataFolder } = await placeOf(root, plant, flags);
      const words = { ...flags, of: flags.corrections ? 'corrections' : 'samples' };
      const wanted = checkExport(loaded.index, words);
      const file = resolve(flags.out);
      if (existsSync(file)) throw new RecordError(`${file} is there already: choose another name.`);
      const draft = `${file}.part`;
      try {
        if (!(await fromGateway(dataFolder, words, draft))) {
          const ids = loaded.index.tags.map(({ id }) => id);
          await withHistorian(dataFolder, ids, async (historian) => {
            learnTexts(loaded.index, await historian.texts());
            await fromStore(historian, loaded, dataFolder, wanted, draft);
            const note = thinnedNote(wanted, await historian.thinned());
            if (note !== null) console.error(note);
          });
        }
        await rename(draft, file);
      } finally {
        await rm(draft, { force: true });
      }
      console.log(`Wrote ${flags.out}`);
      if (flags.format === 'gemba') console.log(`Look at it, on any machine, with: npx gemba open ${flags.out}`);
    });
}

/** False when no gateway runs. */
async function fromGateway(
  dataFolder: string,
  { from, to, tags, format, of }: ExportWords,
  draft: string,
): Promise<boolean> {
  const answer = await askGateway(dataFolder, `/export?${new URLSearchParams({ from, to, tags, format, of })}`);
  if (answer === null) return false;
  if (answer.statusCode !== 200) throw new RecordError((await text(answer)).trim());
  await pipeline(answer, createWriteStream(draft, { mode: 0o600 })).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET') throw error;
    throw new RecordError('The gateway broke the export off; its log says why.');
  });
  const note = answer.headers[thinnedHeader];
  if (note !== undefined) console.error(note);
  return true;
}

async function fromStore(
  historian: Historian,
  { index, folder }: LoadedPlant,
  dataFolder: string,
  wanted: ExportRequest,
  draft: string,
): Promise<void> {
  const target = () => createWriteStream(draft, { mode: 0o600 });
  if (wanted.format === 'csv') return pipeline(Readable.from(csvOf(historian, wanted, never)), target());
  const notes = wanted.format === 'gemba' ? await storedNotes(dataFolder, index) : [];
  const file = await fileOf({ historian, index, folder, notes, log }, wanted, never);
  await pipeline(createReadStream(file.path), target()).finally(file.remove);
}

/** The history is open: so no gateway has the notes. */
async function storedNotes(dataFolder: string, index: PlantIndex): Promise<readonly Note[]> {
  const notes = await Notes.open(join(dataFolder, 'notes'), { index }, systemClock.now, log);
  await notes.close();
  return notes.all();
}
