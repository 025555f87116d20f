import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { systemClock } from '../clock.ts';
import type { Connector } from '../connectors/connector.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import type { Historian } from '../historian/historian.ts';
import { lockedNotes } from '../notes/locked-notes.ts';
import { loadPlant } from '../plants/load-plant.ts';
import { PlantDesk } from '../plants/plant-desk.ts';
import { fillRecording, openedRecording, recordingTitle } from '../records/opened-recording.ts';
import {
  type RecordingAbout,
  recordedCorrections,
  recordedNotes,
  recordedSamples,
  unpackRecording,
} from '../records/recording-file.ts';
import { inWords, sentence } from '../sentence.ts';
import { Texts } from '../texts.ts';
import { defaultPort, portNumber } from './place.ts';

export function addOpen(program: Command, root: string): void {
  program
    .command('open')
    .description('show a recording on any machine, read-only and without any source\n  e.g. gemba open incident.gemba')
    .argument('<file>', 'what gemba export --format gemba wrote')
    .option('--port <number>', 'port on localhost', portNumber, defaultPort)
    .action(async (file: string, { port }: { readonly port: number }) => {
      const folder = await mkdtemp(join(tmpdir(), 'gemba-open-'));
      const removed = () => rm(folder, { recursive: true, force: true });
      try {
        const gateway = await openRecording(resolve(file), folder, { port, pageFolder: join(root, 'dist/page') });
        const stop = () =>
          void gateway
            .stop()
            .then(removed)
            .then(() => process.exit(0));
        process.once('SIGINT', stop);
        process.once('SIGTERM', stop);
        console.log(`\nOpen this link to sign in (it works once, within 24 h):\n\n    ${await gateway.createLink()}\n`);
        console.log('Stop with Ctrl+C');
      } catch (error) {
        await removed();
        throw error;
      }
    });
}

/** Serves a recording from an empty folder. */
export async function openRecording(
  file: string,
  folder: string,
  { port, pageFolder }: { readonly port: number; readonly pageFolder: string },
): Promise<Gateway> {
  const unpacked = join(folder, 'recording');
  const about = await unpackRecording(file, unpacked);
  const title = recordingTitle(about);
  const [from, to] = [about.fromMs, about.toMs].map((ms) => new Date(ms).toISOString());
  console.log(`Opening the ${inWords(title, 'en')}`);
  const locked = sentence('recordings.staysAsItIs', { title });
  const notes = await recordedNotes(file, unpacked);
  const loaded = await loadPlant(join(unpacked, 'plant.json'));
  const log = (line: string) => console.log(line);
  const nobody: Connector = {
    async run(sink) {
      sink.connection({ connected: false, detail: title });
    },
  };
  return startGateway({
    desk: await PlantDesk.open({ ...loaded, locked }, log),
    port,
    pagePort: port,
    home: `/?at=${from}&window=${from}_${to}`,
    dataFolder: join(folder, 'data'),
    pageFolder,
    clock: systemClock,
    openHistorian: async (where, index) => openedRecording(await filled(where, index, unpacked, about), about),
    notes: lockedNotes(notes, locked),
    connectorFor: () => nobody,
    log,
  });
}

async function filled(where: string, index: PlantIndex, unpacked: string, about: RecordingAbout): Promise<Historian> {
  const historian = await openHistorian(
    where,
    index.tags.map(({ id }) => id),
  );
  const texts = new Texts([]);
  const samples = recordedSamples(unpacked, index, texts);
  await fillRecording(historian, samples, recordedCorrections(unpacked, index, texts), about);
  return historian;
}
