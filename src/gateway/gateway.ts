import { setMaxListeners } from 'node:events';
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildVocabulary } from '../query/vocabulary.ts';
import type { Snapshot } from '../series/columns.ts';
import type { Source } from '../twin/plant.ts';
import { type PlantIndex, sourceTags } from '../twin/plant-index.ts';
import { SignIn } from './access/sign-in.ts';
import { Alarms } from './alarms/alarms.ts';
import type { Clock } from './clock.ts';
import type { Connector } from './connectors/connector.ts';
import { residualsOf } from './exact-state.ts';
import { exportServer } from './exports/serve-exports.ts';
import { Forecasts, forecastEachMinute } from './forecasts/forecasts.ts';
import type { Historian } from './historian/historian.ts';
import { Intake } from './intake.ts';
import { LiveValues } from './live-values.ts';
import { modelServer } from './models/serve-models.ts';
import { type NoteBook, Notes } from './notes/notes.ts';
import { loadPage } from './page.ts';
import type { PlantDesk } from './plants/plant-desk.ts';
import { Requests } from './requests.ts';
import { thinRecord } from './retention.ts';
import { inWords, reasonOf, sentence } from './sentence.ts';
import { cookieOf, createHttpServer, sessionCookie } from './server.ts';
import { serveSockets } from './sockets.ts';
import { Turns } from './turns.ts';
import { Watch } from './watch/watch.ts';
import { WorkOrders } from './work-orders/work-orders.ts';

/** Something a person can mend; its message is one sentence that says how. */
export class StartError extends Error {}

export interface GatewayOptions {
  readonly desk: PlantDesk;
  readonly port: number;
  /** Port that sign-in links name. */
  readonly pagePort: number;
  /** The view that a sign-in opens, a path of the page; default: its plain view. */
  readonly home?: string;
  readonly dataFolder: string;
  readonly pageFolder: string;
  readonly clock: Clock;
  readonly openHistorian: (folder: string, index: PlantIndex) => Promise<Historian>;
  /** Default: those kept in the data folder. */
  readonly notes?: NoteBook;
  /** `storedToMs`: the newest stored time of the source's tags; null when nothing is. */
  readonly connectorFor: (source: Source, storedToMs: number | null) => Connector;
  readonly log: (line: string) => void;
}

export interface Gateway {
  readonly url: string;
  readonly notes: Pick<NoteBook, 'all'>;
  /** A new one-time sign-in link. */
  createLink(): Promise<string>;
  /** Resolves when every source that fills the record first (the simulation) has done so. */
  readonly filled: Promise<void>;
  stop(): Promise<void>;
}

/** Makes the data folder ready, or says why it cannot be. */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `The data folder ${folder} cannot be written (${code}): change its rights, or choose another with --data.`,
    );
  }
}

/** Starts everything; rejects with a `StartError` when a person has to mend something first. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { desk, port, dataFolder, pageFolder, clock, log } = options;
  const { index } = desk;
  await prepareDataFolder(dataFolder);
  const page = await loadPage(pageFolder);
  const signIn = await SignIn.open(join(dataFolder, 'access'), clock.now).catch((error: Error) => {
    throw new StartError(
      `The data folder ${dataFolder} cannot be used (${error.message}): choose another with --data.`,
    );
  });
  const historian = await options.openHistorian(join(dataFolder, 'history'), index).catch((error: Error) => {
    throw new StartError(error.message);
  });
  // After the history, which no two gateways can have open: so these are this one's alone.
  const opening = options.notes ?? Notes.open(join(dataFolder, 'notes'), desk, clock.now, log);
  const notes = await Promise.resolve(opening).catch(async (error: Error) => {
    await historian.close();
    throw new StartError(`The notes in ${dataFolder} cannot be read (${error.message}): choose another with --data.`);
  });
  const ordering = WorkOrders.open(join(dataFolder, 'work-orders'), index, clock.now, log);
  const workOrders = await ordering.catch(async (error: Error) => {
    await historian.close();
    await notes.close();
    throw new StartError(
      `The work orders in ${dataFolder} cannot be read (${error.message}): choose another with --data.`,
    );
  });
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(0, signal); // all that runs listens to it
  const live = new LiveValues(index.tags.length);
  const stored = await historian.snapshot(clock.now(), signal);
  live.remember(stored, await residualsOf(historian, stored, signal));
  const intake = new Intake(index, live, historian, clock.now);
  await intake.open();
  const alarms = await Alarms.open(join(dataFolder, 'alarms'), index, {
    live,
    isConnected: (id) => intake.isConnected(id),
    now: clock.now,
    log,
    locked: historian.readOnly === undefined ? null : sentence('alarms.recording'),
  }).catch(async (error: Error) => {
    await Promise.all([historian.close(), notes.close()]);
    throw new StartError(`The alarms in ${dataFolder} cannot be read (${error.message}): choose another with --data.`);
  });
  const personOf = (cookies: string | undefined) => signIn.personOf(cookieOf(cookies, sessionCookie(port)));
  const http = createHttpServer({
    page,
    models: modelServer({ desk, personOf }),
    exports: exportServer({ desk, historian, notes, personOf, log }),
    signIn,
    port,
    home: options.home ?? '/',
    signedIn: (person) => log(`${person.name} signed in`),
  });
  const turns = new Turns(clock.sleep);
  const requests = new Requests(index, buildVocabulary(index), historian, live, clock.now, turns);
  const forecasts = new Forecasts(index, { historian, live, clock, turns });
  const watch = await Watch.open(index, { historian, clock, turns, folder: join(dataFolder, 'anomalies'), log });
  intake.onTaken((batch) => watch.take(batch));
  intake.onStored((earliestMs) => {
    requests.stored(earliestMs);
    forecasts.stored(earliestMs);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, 'localhost', resolve);
    });
  } catch (error) {
    await Promise.all([historian.close(), notes.close(), alarms.close(), watch.close(), workOrders.end()]);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(`Port ${port} is taken by another program: end that, or choose another port with --port.`);
    }
    throw new StartError(`Port ${port} cannot be opened (${code}): choose another with --port.`);
  }
  desk.onChange((changed) => {
    requests.adopt(changed, buildVocabulary(changed));
    forecasts.adopt(changed);
    watch.adopt(changed);
    workOrders.adopt(changed);
  });
  forecasts.onChange((told) => void workOrders.consider(told));
  const parts = { desk, live, intake, requests, notes, forecasts, alarms, watch, workOrders, clock, personOf };
  serveSockets(http, parts, signal);

  clock.every(1000, logChanges(intake, log), signal);
  const fills = new Set(index.plant.sources.filter(({ type }) => type === 'simulation').map(({ id }) => id));
  const runs = index.plant.sources.map(async (source) => {
    const identity = { kind: 'source', id: source.id } as const;
    const sink = intake.sinkFor(identity);
    // Whatever ended the last run may have left no word: until the source speaks its values are old, also in the record.
    // A simulation fills the record's gap instead.
    if (source.type !== 'simulation') await intake.markStale(identity, 0).catch(() => undefined);
    try {
      await options.connectorFor(source, lastStoredMs(stored, index, source)).run(sink, signal);
    } catch (error) {
      const why = reasonOf(error);
      log(`source ${source.id} gave up: ${inWords(why, 'en')}`);
      sink.connection({ connected: false, detail: why });
      await intake.markStale(identity, clock.now()).catch(() => undefined);
    } finally {
      fills.delete(source.id);
    }
  });
  const thinning = thinRecord(
    { index: () => desk.index, historian, clock, onThinned: () => intake.noteThinned(), log },
    signal,
  );
  const filled = (async () => {
    const waiting = () => intake.sources('en').some(({ id, connected }) => fills.has(id) && !connected);
    while (!signal.aborted && waiting()) await clock.sleep(100, signal);
  })();
  // What is filled in is past: an alarm of it is none of now.
  const announcing = filled.then(() => (signal.aborted ? undefined : alarms.begin()));
  const forecasting = filled.then(() => forecastEachMinute(forecasts, clock, log, signal));
  const watching = historian.readOnly ? undefined : filled.then(() => watch.run(signal));

  return {
    url: `http://localhost:${port}`,
    notes,
    async createLink() {
      return signInLink(options.pagePort, await signIn.createLink('admin', 'Administrator'));
    },
    filled,
    async stop() {
      stopping.abort();
      http.close();
      http.closeAllConnections();
      await Promise.allSettled([...runs, thinning, forecasting, announcing, watching]);
      await alarms.close();
      await historian.close();
      await notes.close();
      await watch.close();
      await workOrders.end();
    },
  };
}

export const signInLink = (port: number, secret: string): string => `http://localhost:${port}/sign-in?token=${secret}`;

/** When the source last had a sample stored, or null when it never had: another source may have run longer. */
function lastStoredMs({ timesMs }: Snapshot, index: PlantIndex, { id }: Source): number | null {
  let lastMs: number | null = null;
  for (const { slot } of sourceTags(index, id)) {
    const timeMs = timesMs[slot]!;
    if (timeMs > (lastMs ?? Number.NEGATIVE_INFINITY)) lastMs = timeMs;
  }
  return lastMs;
}

/** Logs what the sources and the record say when it is new: progress, an outage, the way back. */
function logChanges(intake: Intake, log: (line: string) => void): () => void {
  const said = new Map<string, string>([['record', 'recording']]);
  const say = (who: string, what: string): void => {
    if (said.get(who) === what) return;
    said.set(who, what);
    log(`${who}: ${what}`);
  };
  return () => {
    for (const { id, connected, detail } of intake.sources('en')) {
      say(`source ${id}`, detail || (connected ? 'connected' : 'not connected'));
    }
    const { recording, detail } = intake.recording('en');
    say('record', [recording ? 'recording' : 'not recording', detail].filter((each) => each !== '').join(': '));
  };
}
