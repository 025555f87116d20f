import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import {
  type ClientEvents,
  type Opening,
  protocolVersion,
  type Reply,
  type ServerEvents,
} from '../protocol/messages.ts';
import { isLanguage, type Language, languages } from '../twin/language.ts';
import type { Plant, Source } from '../twin/plant.ts';
import type { PersonIdentity } from './access/identity.ts';
import type { Alarms } from './alarms/alarms.ts';
import type { Clock } from './clock.ts';
import type { Forecasts } from './forecasts/forecasts.ts';
import type { Intake } from './intake.ts';
import type { LiveValues } from './live-values.ts';
import type { NoteBook } from './notes/notes.ts';
import { PlantEditError } from './plants/edit-plant-text.ts';
import type { PlantDesk } from './plants/plant-desk.ts';
import { BadRequest, type Mention, type Requests } from './requests.ts';
import { inWords, sentence } from './sentence.ts';
import { isOwnOrigin } from './server.ts';
import { ToldTexts } from './told-texts.ts';
import { Viewer } from './viewer.ts';
import type { Watch } from './watch/watch.ts';
import type { WorkOrders } from './work-orders/work-orders.ts';

/** At most 20 frames a second; the first value after a pause goes out at once, those behind it share the next frame. */
const tickMs = 50;
const statusMs = 500;
/** Questions and windows are small; anything larger is not ours. */
const maxMessageBytes = 256 * 1024;

interface SocketIdentity {
  person: PersonIdentity;
  /** Also the room that it is in. */
  language: Language;
}

type ViewerSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketIdentity>;

export interface SocketParts {
  readonly desk: Pick<PlantDesk, 'index' | 'models' | 'onChange' | 'edit'>;
  readonly live: LiveValues;
  readonly intake: Intake;
  readonly requests: Requests;
  readonly notes: NoteBook;
  readonly forecasts: Pick<Forecasts, 'all' | 'onChange'>;
  readonly alarms: Pick<Alarms, 'all' | 'onChange' | 'update' | 'adopt' | 'act' | 'read'>;
  readonly watch: Pick<Watch, 'all' | 'onChange' | 'judge'>;
  readonly workOrders: WorkOrders;
  readonly clock: Clock;
  /** Who a cookie header belongs to; null = nobody, and nothing is told. */
  readonly personOf: (cookies: string | undefined) => Promise<PersonIdentity | null>;
}

/** Serves viewers over socket.io until `signal` aborts. */
export function serveSockets(http: HttpServer, parts: SocketParts, signal: AbortSignal): void {
  const { desk, live, intake, requests, notes, forecasts, alarms, watch, workOrders, clock, personOf } = parts;
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, SocketIdentity>(http, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: maxMessageBytes,
    perMessageDeflate: false, // measured: it doubles latency and triples CPU
    pingInterval: 2000, // a dead line shows as greyed values within 4 s
    pingTimeout: 2000,
    // Another site's page must not open a socket with this browser's cookie; CORS does not cover websockets.
    allowRequest: (request, answer) => answer(null, isOwnOrigin(request.headers)),
  });
  io.use((socket, next) => {
    personOf(socket.handshake.headers.cookie).then(
      (person) => {
        if (person === null) return next(new Error('not signed in'));
        socket.data.person = person;
        socket.data.language = languageOf((socket.handshake.auth as Partial<Opening> | null)?.language);
        next();
      },
      () => next(new Error('not signed in')),
    );
  });
  const viewers = new Set<Viewer>();
  io.on('connection', (socket) => {
    void socket.join(socket.data.language);
    const viewer = serveViewer(socket, parts);
    viewers.add(viewer);
    socket.on('disconnect', () => viewers.delete(viewer));
    greet(socket);
    socket.emit('notes', notes.all(), notes.locked);
  });
  notes.onChange((change) => io.emit('noteChanged', change));
  forecasts.onChange((told) => io.emit('forecasts', told));
  alarms.onChange((change) => io.emit('alarms', change));
  watch.onChange((told) => io.emit('anomalies', told));
  workOrders.onChange((order) => io.emit('workOrderChanged', order));
  desk.onChange(() => {
    void alarms.adopt(desk.index);
    for (const socket of io.sockets.sockets.values()) greet(socket);
  });
  let tickedMs = Number.NEGATIVE_INFINITY;
  let waiting = false;
  const tick = (): void => {
    tickedMs = clock.now();
    for (const viewer of viewers) viewer.tick(tickedMs);
    void alarms.update();
    live.clearChanged();
  };
  const tickSoon = (): void => {
    if (waiting) return;
    // A clock that was set back must not hold the frames up.
    const restMs = Math.min(tickMs, tickedMs + tickMs - clock.now());
    if (restMs <= 0) {
      tick();
      return;
    }
    waiting = true;
    void clock.sleep(restMs, signal).then(() => {
      waiting = false;
      if (!signal.aborted) tick();
    });
  };
  live.onChange(tickSoon);
  let told = -1;
  let beat = 0;
  clock.every(
    statusMs,
    () => {
      void alarms.update();
      const late = intake.takeLate();
      if (late) io.emit('late', late.fromMs, late.toMs);
      // The record's extent grows all the time: every tenth beat will do for that.
      if (intake.statusVersion === told && ++beat % 10 !== 0) return;
      told = intake.statusVersion;
      // Said once in each language, however many are listening.
      for (const language of Object.keys(languages) as Language[]) {
        if (io.sockets.adapter.rooms.has(language)) tellStatus(io.to(language), language);
      }
    },
    signal,
  );
  signal.addEventListener('abort', () => void io.close(), { once: true });

  function tellStatus(to: Pick<ViewerSocket, 'emit'>, language: Language): void {
    to.emit('status', intake.sources(language), intake.recording(language));
  }

  function greet(socket: ViewerSocket): void {
    socket.emit('hello', {
      version: protocolVersion,
      plant: withoutSecrets(desk.index.plant),
      person: { id: socket.data.person.id, name: socket.data.person.name },
      sources: intake.sources(socket.data.language),
      recording: intake.recording(socket.data.language),
      models: desk.models,
    });
    const standing = alarms.all();
    if (standing) socket.emit('alarms', standing);
    socket.emit('forecasts', forecasts.all());
    socket.emit('anomalies', watch.all());
  }

  function serveViewer(socket: ViewerSocket, { clock, live }: SocketParts): Viewer {
    const gone = new AbortController();
    socket.on('disconnect', () => gone.abort());
    const texts = new ToldTexts(desk.index.tags, (told) => socket.emit('texts', told));
    const viewer = new Viewer(live, (frame) => socket.emit('frame', frame), texts);
    /** Of the record: the texts of what it has are told before it. */
    const recorded = <T>(reply: (reply: Reply<T>) => void, work: (mention: Mention) => Promise<T>) =>
      answer(reply, socket.data, gone.signal, async () => {
        const value = await work((slot, number) => texts.mention(slot, number));
        texts.tell();
        return value;
      });
    socket.on('watch', (slots, epoch) => {
      if (!(slots instanceof Uint8Array) || slots.length % 4 !== 0 || !isCount(epoch)) return;
      viewer.watch(new Uint32Array(new Uint8Array(slots).buffer), epoch, clock.now());
    });
    socket.on('seen', (epoch, sequence) => {
      if (!isCount(epoch) || !isCount(sequence)) return;
      viewer.seen(epoch, sequence, clock.now());
      if (viewer.behind) tickSoon();
    });
    socket.on('language', (language) => {
      void socket.leave(socket.data.language);
      socket.data.language = languageOf(language);
      void socket.join(socket.data.language);
      tellStatus(socket, socket.data.language);
    });
    socket.on('clock', (reply) => typeof reply === 'function' && reply(clock.now()));
    socket.on('snapshot', (atMs, reply) => recorded(reply, (mention) => requests.snapshot(atMs, gone.signal, mention)));
    socket.on('range', (request, reply) => recorded(reply, (mention) => requests.range(request, gone.signal, mention)));
    socket.on('changes', (request, reply) =>
      recorded(reply, (mention) => requests.changes(request, gone.signal, mention)),
    );
    socket.on('stretch', (request, reply) =>
      recorded(reply, (mention) => requests.stretch(request, gone.signal, mention)),
    );
    socket.on('ask', (request, reply) =>
      answer(reply, socket.data, gone.signal, () => requests.ask(request, socket.data.language, gone.signal)),
    );
    socket.on('corrected', (request, reply) =>
      recorded(reply, (mention) => requests.corrected(request, gone.signal, mention)),
    );
    socket.on('timeline', (request, reply) =>
      answer(reply, socket.data, gone.signal, () => requests.timeline(request, gone.signal)),
    );
    socket.on('events', (request, reply) =>
      answer(reply, socket.data, gone.signal, () => requests.events(request, gone.signal)),
    );
    socket.on('quiet', (request, reply) =>
      answer(reply, socket.data, gone.signal, () => requests.quiet(request, gone.signal)),
    );
    socket.on('kpis', (request, reply) =>
      answer(reply, socket.data, gone.signal, () => requests.kpis(request, gone.signal)),
    );
    socket.on('editPlant', (edits, reply) =>
      answer(reply, socket.data, gone.signal, () => desk.edit(edits, socket.data.person.name)),
    );
    socket.on('actOnAlarms', (request, reply) =>
      answer(reply, socket.data, gone.signal, () => alarms.act(request, socket.data.person)),
    );
    socket.on('alarmJournal', (request, reply) => answer(reply, socket.data, gone.signal, () => alarms.read(request)));
    socket.on('addNote', (note, reply) =>
      answer(reply, socket.data, gone.signal, () => notes.add(note, socket.data.person)),
    );
    socket.on('editNote', (edit, reply) =>
      answer(reply, socket.data, gone.signal, () => notes.edit(edit, socket.data.person)),
    );
    socket.on('removeNote', (id, reply) =>
      answer(reply, socket.data, gone.signal, () => notes.remove(id, socket.data.person)),
    );
    socket.on('restoreNote', (id, reply) =>
      answer(reply, socket.data, gone.signal, () => notes.restore(id, socket.data.person)),
    );
    socket.on('judgeAnomaly', (judged, reply) =>
      answer(reply, socket.data, gone.signal, () => watch.judge(judged, socket.data.person)),
    );
    socket.on('workOrders', (reply) => answer(reply, socket.data, gone.signal, async () => workOrders.told()));
    socket.on('acceptOrder', (acceptance, reply) =>
      answer(reply, socket.data, gone.signal, () => workOrders.accept(acceptance, socket.data.person)),
    );
    socket.on('startOrder', (id, reply) =>
      answer(reply, socket.data, gone.signal, () => workOrders.start(id, socket.data.person)),
    );
    socket.on('closeOrder', (closure, reply) =>
      answer(reply, socket.data, gone.signal, () => workOrders.close(closure, socket.data.person)),
    );
    socket.on('rejectOrder', (rejection, reply) =>
      answer(reply, socket.data, gone.signal, () => workOrders.reject(rejection, socket.data.person)),
    );
    return viewer;
  }
}

const languageOf = (wish: unknown): Language => (isLanguage(wish) ? wish : 'en');
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** A broker's address may carry a password, and paths are the gateway's own: a viewer needs neither. */
function withoutSecrets(plant: Plant): Plant {
  const sources = plant.sources.map((source): Source => {
    if (source.type === 'sparkplug') return { ...source, url: '' };
    return source.type === 'recording' ? { ...source, file: '', mapping: '' } : source;
  });
  return { ...plant, sources };
}

/** Every request gets a reply: the value, or a sentence in the language that the asker has by then. */
function answer<T>(
  reply: (reply: Reply<T>) => void,
  asker: SocketIdentity,
  signal: AbortSignal,
  work: () => Promise<T>,
): void {
  if (typeof reply !== 'function') return;
  Promise.resolve()
    .then(work)
    .then(
      (value) => reply({ ok: true, value }),
      (error: unknown) => {
        if (error instanceof BadRequest || error instanceof PlantEditError)
          return reply({ ok: false, error: inWords(error.sentence, asker.language) });
        if (signal.aborted) return; // whoever asked is gone
        console.error(`a request of ${asker.person.id} failed:`, error);
        reply({ ok: false, error: inWords(sentence('requests.failed'), asker.language) });
      },
    );
}
