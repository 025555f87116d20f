import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { machineCount } from '../twin/plant-index.ts';
import { SignIn } from './access/sign-in.ts';
import { type Clock, systemClock } from './clock.ts';
import { addBackup } from './commands/backup.ts';
import { addDetect } from './commands/detect.ts';
import { addExport } from './commands/export.ts';
import { addKpi } from './commands/kpi.ts';
import { addOpen } from './commands/open.ts';
import { dataFolderOf, defaultPort, type PlaceOptions, portNumber } from './commands/place.ts';
import { addRul } from './commands/rul.ts';
import { addVerify } from './commands/verify.ts';
import { addWorkOrders } from './commands/work-orders.ts';
import type { Connector } from './connectors/connector.ts';
import { recordingConnector } from './connectors/recording.ts';
import { RecordingError } from './connectors/recording-mapping.ts';
import { ReplayError, runReplay } from './connectors/replay.ts';
import { simulationConnector } from './connectors/simulation.ts';
import { sparkplugConnector } from './connectors/sparkplug.ts';
import { exportServer } from './exports/serve-exports.ts';
import { type GatewayOptions, prepareDataFolder, StartError, signInLink, startGateway } from './gateway.ts';
import { type Freeze, openHistorian } from './historian/duckdb-historian.ts';
import type { Historian } from './historian/historian.ts';
import { openPostgresHistorian } from './historian/postgres-historian.ts';
import { kpiServer } from './kpi/serve-kpis.ts';
import { checkReport, wantsColour } from './plants/check-report.ts';
import { CopyError, copyPlant } from './plants/copy-plant.ts';
import { type LoadedPlant, loadPlant, PlantFileError } from './plants/load-plant.ts';
import { PlantDesk } from './plants/plant-desk.ts';
import { consoleIdentity, serveControl } from './records/control.ts';
import { RecordError } from './records/record-error.ts';

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Give a number above 0.');
  return value;
};

interface StartOptions extends PlaceOptions {
  readonly port: number;
  /** The port that links name when the page is served by someone else, as in `npm run dev`. */
  readonly pagePort?: number;
  /** Address of a PostgreSQL database; without one the history is in the data folder. It holds a password. */
  readonly history?: string;
}

function connectorFactory({ index, folder }: LoadedPlant, clock: Clock): GatewayOptions['connectorFor'] {
  return (source, storedToMs): Connector => {
    switch (source.type) {
      case 'simulation':
        return simulationConnector(source, index, { now: clock.now, storedToMs });
      case 'recording':
        return recordingConnector(source, index, { clock, baseFolder: folder });
      case 'sparkplug':
        return sparkplugConnector(source, index, { now: clock.now, random: Math.random });
    }
  };
}

async function start(root: string, plant: string, options: StartOptions): Promise<void> {
  const loaded = await loadPlant(plant, join(root, 'src/gateway/plants'));
  const { index } = loaded;
  const dataFolder = dataFolderOf(options, index.plant.id);
  console.log(`Starting ${index.plant.name}: ${machineCount(index)} machines, ${index.tags.length} tags`);
  const { history } = options;
  console.log(!history ? `History in ${dataFolder}` : `Sessions in ${dataFolder}, history in PostgreSQL`);
  const log = (line: string) => console.log(line);
  let historian: Historian | undefined;
  let freeze = async (): Promise<Freeze> => {
    throw new RecordError('The history is in PostgreSQL: back it up there, for instance with pg_dump.');
  };
  const desk = await PlantDesk.open(loaded, log);
  const gateway = await startGateway({
    desk,
    port: options.port,
    pagePort: options.pagePort ?? options.port,
    dataFolder,
    pageFolder: join(root, 'dist/page'),
    clock: systemClock,
    async openHistorian(folder, { tags }) {
      const ids = tags.map(({ id }) => id);
      if (history) {
        historian = await openPostgresHistorian(history, index.plant.id, ids, { onNotice: log });
        return historian;
      }
      const own = await openHistorian(folder, ids, { recovery: { now: systemClock.now, log } });
      historian = own;
      freeze = () => own.freeze();
      return own;
    },
    connectorFor: connectorFactory(loaded, systemClock),
    log,
  });
  const control = await serveControl(dataFolder, {
    freeze: () => freeze(),
    exports: exportServer({
      desk,
      historian: historian!,
      notes: gateway.notes,
      personOf: async () => consoleIdentity,
      log,
    }),
    kpis: kpiServer({ desk, historian: historian!, now: systemClock.now }),
  }).catch((error: Error) => {
    log(`Commands such as backup cannot reach this gateway while it runs (${error.message}).`);
  });
  let stopping = false;
  const stop = (): void => {
    stopping = true;
    console.log('Stopping: waiting for the last samples to be stored');
    control?.close();
    control?.closeAllConnections();
    gateway.stop().then(
      () => process.exit(0),
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await gateway.filled;
  if (stopping) return;
  try {
    console.log(`\nOpen this link to sign in (it works once, within 24 h):\n\n    ${await gateway.createLink()}\n`);
  } catch (error) {
    // Those who are signed in go on: the plant is still shown, whatever is wrong with the disk.
    console.error(`\nNo sign-in link could be written to ${dataFolder} (${(error as Error).message}).`);
  }
  console.log('Print another with: npx gemba link       Stop with Ctrl+C');
}

/** What a person can mend: the message says how. */
const mendable = [StartError, RecordingError, ReplayError, CopyError, RecordError];

/** The command line. Ends the process with 1 and one clear sentence when a person has to mend something. */
export async function run(root: string, argv: readonly string[]): Promise<void> {
  const program = new Command('gemba').description('A live 3D twin of a factory, in the browser.');
  program.showHelpAfterError('(see: gemba --help)');
  program
    .command('start')
    .description('start the gateway and serve the twin\n  e.g. gemba start bottling --port 8080')
    .argument('[plant]', 'a plant file, or the name of one that ships: bottling, rig', 'bottling')
    .option('--port <number>', 'port on localhost', portNumber, defaultPort)
    .option('--page-port <number>', 'port that the sign-in link names (default: the same)', portNumber)
    .option('--data <folder>', 'where history and sessions are kept (default: .gemba/<plant id>)')
    .addOption(
      new Option('--history <address>', 'keep the history in PostgreSQL: postgres://user@host/database').env(
        'GEMBA_HISTORY',
      ),
    )
    .action((plant: string, options: StartOptions) => start(root, plant, options));
  program
    .command('check')
    .description('list every fault of a plant file\n  e.g. gemba check my-plant.json')
    .argument('<plant>', 'a plant file, or the name of one that ships')
    .action(async (plant: string) => {
      const colour = wantsColour(process.stdout, process.env);
      const { sound, text } = await checkReport(plant, colour, join(root, 'src/gateway/plants'));
      console.log(text);
      if (!sound) process.exitCode = 1;
    });
  program
    .command('copy')
    .description(
      'copy a plant file, and the files that it names, to make it yours\n  e.g. gemba copy bottling my-plant.json',
    )
    .argument('<plant>', 'a plant file, or the name of one that ships')
    .argument('<file>', 'where to; nothing is written over')
    .action(async (plant: string, file: string) => {
      for (const line of await copyPlant(plant, file, join(root, 'src/gateway/plants'))) console.log(line);
    });
  program
    .command('link')
    .description('print a new one-time sign-in link for a gateway of this folder\n  e.g. gemba link bottling')
    .argument('[plant]', 'the plant it runs', 'bottling')
    .option('--port <number>', 'port of that gateway', portNumber, defaultPort)
    .option('--data <folder>', 'its data folder (default: .gemba/<plant id>)')
    .action(async (plant: string, options: StartOptions) => {
      const { index } = await loadPlant(plant, join(root, 'src/gateway/plants'));
      const folder = dataFolderOf(options, index.plant.id);
      await prepareDataFolder(folder);
      const signIn = await SignIn.open(join(folder, 'access'), systemClock.now);
      console.log(signInLink(options.port, await signIn.createLink('admin', 'Administrator')));
    });
  program
    .command('replay')
    .description(
      'publish a recording to a broker as a Sparkplug B edge node\n  e.g. gemba replay run.csv.gz --mapping skab --broker mqtt://localhost:1883',
    )
    .argument('<file>', 'CSV or CSV.gz')
    .requiredOption('--mapping <file>', 'mapping of its columns, or the name of one that ships: skab')
    .option('--broker <url>', 'mqtt:// or mqtts:// address', 'mqtt://localhost:1883')
    .option('--group <id>', 'Sparkplug group id', 'gemba')
    .option('--node <id>', 'Sparkplug edge node id', 'rig')
    .option('--speed <times>', 'times real time', positive, 1)
    .option('--loop', 'start again at the end', false)
    .action(async (file: string, options: ReplayFlags) => {
      const stopping = new AbortController();
      process.once('SIGINT', () => stopping.abort());
      process.once('SIGTERM', () => stopping.abort());
      await runReplay(
        { ...options, file, clock: systemClock, mappingsFolder: join(root, 'src/gateway/plants') },
        stopping.signal,
        (line) => console.log(line),
      );
    });
  addDetect(program);
  addRul(program);
  addVerify(program, root);
  addBackup(program, root);
  addExport(program, root);
  addKpi(program, root);
  addOpen(program, root);
  addWorkOrders(program, root);
  try {
    await program.parseAsync(argv as string[]);
  } catch (error) {
    if (error instanceof PlantFileError) console.error(error.report);
    else if (mendable.some((kind) => error instanceof kind)) console.error((error as Error).message);
    else console.error(error);
    process.exit(1);
  }
}

interface ReplayFlags {
  readonly mapping: string;
  readonly broker: string;
  readonly group: string;
  readonly node: string;
  readonly speed: number;
  readonly loop: boolean;
}
