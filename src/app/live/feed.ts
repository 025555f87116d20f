import { io, type Socket } from 'socket.io-client';
import type { KpiReport } from '../../analytics/kpi/report.ts';
import type { AlarmJournalRequest, AlarmJournalRows, AlarmRequest } from '../../protocol/alarms.ts';
import type { Anomalies, JudgeAnomaly } from '../../protocol/anomalies.ts';
import {
  decodeChanges,
  decodeSnapshot,
  decodeStretch,
  decodeThinned,
  decodeTimeline,
} from '../../protocol/columns-frame.ts';
import { FrameDecoder, frameHeader } from '../../protocol/live-frame.ts';
import {
  type AlarmsChange,
  type AskRequest,
  type ChangesRequest,
  type ClientEvents,
  type CorrectedRequest,
  type CorrectedSample,
  type EventsRequest,
  type Forecasts,
  type Hello,
  type KpiRequest,
  type Opening,
  type PlantEdit,
  type PlantEdited,
  type PlantEvents,
  protocolVersion,
  type QuietRequest,
  type RangeRequest,
  type RecordingStatus,
  type Reply,
  type ServerEvents,
  type SourceStatus,
  type StretchRequest,
  type TimelineRequest,
} from '../../protocol/messages.ts';
import type { NewNote, Note, NoteChange, NoteEdit } from '../../protocol/notes.ts';
import type { Answer } from '../../query/answer.ts';
import type { ChangeColumns, Snapshot, ThinnedSeries, TimelineSummary } from '../../series/columns.ts';
import type { TagText } from '../../series/sample-batch.ts';
import type { Stretch } from '../../series/stretch.ts';
import type { Plant } from '../../twin/plant.ts';
import { languageStore, text } from '../languages/language.ts';
import { followClock, nowMs } from './clock.ts';
import { costMeter } from './cost-meter.ts';
import type { LatencyMeter } from './latency-meter.ts';
import { LiveTable } from './live-table.ts';

/** What the feed tells; each is called in the order things happened. */
export interface FeedListener {
  /** Connected and let in: `table` is new when the plant is. */
  opened(hello: Hello, table: LiveTable): void;
  /** The connection is gone; it is being tried again. */
  lost(): void;
  /** Not signed in: trying again is hopeless. */
  refused(): void;
  /** Texts whose numbers are in what comes next. */
  texts(texts: readonly TagText[]): void;
  status(sources: readonly SourceStatus[], recording: RecordingStatus): void;
  /** What was told before of this span of the record is out of date. */
  late(fromMs: number, toMs: number): void;
  /** Every note there is, after each connection. */
  notes(notes: readonly Note[], locked: boolean): void;
  noteChanged(change: NoteChange): void;
  /** The alarms of now. */
  alarms(change: AlarmsChange): void;
  /** All forecasts of now. */
  forecasts(forecasts: Forecasts): void;
  /** All anomalies of now. */
  anomalies(anomalies: Anomalies): void;
}

/** A person who saves something waits this long for the line to come back. */
const waitForLineMs = 10_000;

/** Between two frames while nobody sees the page, ms. */
const hiddenFrameMs = 1000;

/** The page's one connection to the gateway. */
export class Feed {
  readonly #socket: Socket<ServerEvents, ClientEvents>;
  readonly #latency: LatencyMeter;
  #table: LiveTable | null = null;
  #decoder: FrameDecoder | null = null;
  #watched: Uint32Array | null = null;
  #epoch = 0;
  #plant = '';
  #opened = new AbortController();

  constructor(listener: FeedListener, latency: LatencyMeter) {
    this.#latency = latency;
    // Websocket only: long polling would double the latency, and nothing we run on lacks websockets.
    const socket: Socket<ServerEvents, ClientEvents> = io({
      transports: ['websocket'],
      reconnectionDelay: 250,
      reconnectionDelayMax: 3000,
      randomizationFactor: 0.5,
      auth: (open: (opening: Opening) => void) => open({ language: languageStore.getState().language }),
    });
    this.#socket = socket;
    languageStore.subscribe(({ language }) => {
      if (socket.connected) socket.emit('language', language);
    });
    socket.on('hello', (hello) => {
      if (hello.version !== protocolVersion) {
        location.reload();
        return;
      }
      // The same plant came back, or another one: a slot may mean another tag now, a limit another number.
      const plant = JSON.stringify(hello.plant);
      if (this.#table === null || plant !== this.#plant) {
        this.#plant = plant;
        this.#table = new LiveTable(tagCount(hello.plant));
      }
      // A plant that was edited is told by another hello.
      this.#opened.abort();
      const opened = new AbortController();
      this.#opened = opened;
      socket.once('disconnect', () => opened.abort());
      // A lost connection ends it; the next hello starts it again.
      const ask = () => this.#ask<number>((reply) => socket.emit('clock', reply));
      followClock(ask, (byMs) => latency.clockMoved(byMs), opened.signal).catch(() => undefined);
      listener.opened(hello, this.#table);
    });
    socket.on('frame', (frame) => this.#take(new Uint8Array(frame)));
    socket.on('texts', (texts) => listener.texts(texts));
    socket.on('status', (sources, recording) => listener.status(sources, recording));
    socket.on('late', (fromMs, toMs) => listener.late(fromMs, toMs));
    socket.on('notes', (notes, locked) => listener.notes(notes, locked));
    socket.on('alarms', (change) => listener.alarms(change));
    socket.on('forecasts', (forecasts) => listener.forecasts(forecasts));
    socket.on('anomalies', (anomalies) => listener.anomalies(anomalies));
    socket.on('noteChanged', (change) => listener.noteChanged(change));
    socket.on('disconnect', () => listener.lost());
    socket.on('connect_error', (error) => {
      if (error.message === 'not signed in') {
        socket.disconnect();
        listener.refused();
      } else listener.lost();
    });
  }

  /** A plant that is shown already, from what was kept of it: should the gateway serve just that one, its table stays. */
  adopt(plant: Plant): LiveTable {
    this.#plant = JSON.stringify(plant);
    this.#table = new LiveTable(tagCount(plant));
    return this.#table;
  }

  /** Live values of these slots from now on, from a fresh start; none = pause (the table is then the timeline's). */
  watch(slots: Uint32Array): void {
    this.#watched = slots;
    this.#epoch++;
    this.#decoder = this.#table && new FrameDecoder(this.#table.slotCount);
    this.#socket.emit('watch', new Uint8Array(slots.buffer, slots.byteOffset, slots.byteLength), this.#epoch);
  }

  async snapshot(atMs: number): Promise<Snapshot> {
    return decodeSnapshot(
      new Uint8Array(
        await this.#request<Uint8Array | ArrayBuffer>((reply) => this.#socket.emit('snapshot', atMs, reply)),
      ),
    );
  }

  async range(request: RangeRequest): Promise<ThinnedSeries> {
    return decodeThinned(
      new Uint8Array(
        await this.#request<Uint8Array | ArrayBuffer>((reply) => this.#socket.emit('range', request, reply)),
      ),
    );
  }

  /** Only samples whose value or quality differs from the one before, the value in force at `fromMs` first; or a summary. */
  async changes(request: ChangesRequest): Promise<ChangeColumns> {
    return decodeChanges(
      new Uint8Array(
        await this.#request<Uint8Array | ArrayBuffer>((reply) => this.#socket.emit('changes', request, reply)),
      ),
    );
  }

  /** May be shorter than asked for; null for one so new that samples of it may still be under way. */
  async stretch(request: StretchRequest): Promise<Stretch | null> {
    const bytes = await this.#request<Uint8Array | ArrayBuffer | null>((reply) =>
      this.#socket.emit('stretch', request, reply),
    );
    return bytes && decodeStretch(new Uint8Array(bytes));
  }

  /** Which of these samples replaced another, and what. */
  corrected(request: CorrectedRequest): Promise<readonly CorrectedSample[]> {
    return this.#request<readonly CorrectedSample[]>((reply) => this.#socket.emit('corrected', request, reply));
  }

  /** Alarms, data gaps and production of the whole plant; at most ten years. */
  async plantSummary(request: TimelineRequest): Promise<TimelineSummary> {
    return decodeTimeline(
      new Uint8Array(
        await this.#request<Uint8Array | ArrayBuffer>((reply) => this.#socket.emit('timeline', request, reply)),
      ),
    );
  }

  /** What happened in the plant; at most 62 days. */
  events(request: EventsRequest): Promise<PlantEvents> {
    return this.#request<PlantEvents>((reply) => this.#socket.emit('events', request, reply));
  }

  /** The stretches in which no machine changed its state, [from, to] in Unix ms; of at most 62 days. */
  quiet(request: QuietRequest): Promise<readonly (readonly [number, number])[]> {
    return this.#request((reply) => this.#socket.emit('quiet', request, reply));
  }

  /** Key figures; at most 62 days. */
  kpis(request: KpiRequest): Promise<KpiReport> {
    return this.#request<KpiReport>((reply) => this.#socket.emit('kpis', request, reply));
  }

  ask(request: AskRequest): Promise<Answer> {
    return this.#request<Answer>((reply) => this.#socket.emit('ask', request, reply));
  }

  /** Changes the plant file; rejects with the reason. A connection that is lost just now is waited for. */
  async editPlant(edits: readonly PlantEdit[]): Promise<PlantEdited> {
    await this.#again(waitForLineMs);
    return this.#request<PlantEdited>((reply) => this.#socket.emit('editPlant', edits, reply));
  }

  /** Every page, this one, too, is told of what was changed. Rejects with the reason. */
  addNote(note: NewNote): Promise<Note> {
    return this.#request<Note>((reply) => this.#socket.emit('addNote', note, reply));
  }

  actOnAlarms(request: AlarmRequest): Promise<number> {
    return this.#request<number>((reply) => this.#socket.emit('actOnAlarms', request, reply));
  }

  alarmJournal(request: AlarmJournalRequest): Promise<AlarmJournalRows> {
    return this.#request<AlarmJournalRows>((reply) => this.#socket.emit('alarmJournal', request, reply));
  }

  editNote(edit: NoteEdit): Promise<Note> {
    return this.#request<Note>((reply) => this.#socket.emit('editNote', edit, reply));
  }

  removeNote(id: string): Promise<null> {
    return this.#request<null>((reply) => this.#socket.emit('removeNote', id, reply));
  }

  /** Every page is told of what it changes. Rejects with the reason. */
  judgeAnomaly(judged: JudgeAnomaly): Promise<null> {
    return this.#request<null>((reply) => this.#socket.emit('judgeAnomaly', judged, reply));
  }

  restoreNote(id: string): Promise<Note> {
    return this.#request<Note>((reply) => this.#socket.emit('restoreNote', id, reply));
  }

  /** For what comes later than the first load: lets it ask what is asked for here by no method. Rejects with the reason. */
  later<T>(send: (socket: Socket<ServerEvents, ClientEvents>, reply: (reply: Reply<T>) => void) => void): Promise<T> {
    return this.#request<T>((reply) => send(this.#socket, reply));
  }

  /** The same for what is listened to, for as long as the page lives. */
  listen(to: (socket: Pick<Socket<ServerEvents, ClientEvents>, 'on'>) => void): void {
    to(this.#socket);
  }

  /** Resolves when there is a connection, or when it has been waited for long enough. */
  #again(mostMs: number): Promise<void> {
    if (this.#socket.connected) return Promise.resolve();
    return new Promise((resolve) => {
      const waited = setTimeout(resolve, mostMs);
      this.#socket.once('hello', () => {
        clearTimeout(waited);
        resolve();
      });
    });
  }

  #take(frame: Uint8Array): void {
    const table = this.#table;
    const { epoch, sequence } = frameHeader(frame);
    this.#tellSeen(epoch, sequence);
    // A frame of an older `watch` was on its way when this one was said.
    if (!table || !this.#decoder || !this.#watched || epoch !== this.#epoch) return;
    if (sequence === 0) table.clear();
    const startMs = nowMs();
    let newestMs = 0;
    const header = this.#decoder.decode(frame, (slot, timeMs, value, quality) => {
      table.write(slot, timeMs, value, quality);
      if (timeMs > newestMs) newestMs = timeMs;
    });
    if (header === null) this.watch(this.#watched);
    else if (sequence > 0) this.#latency.arrived(newestMs);
    costMeter.tookIn(nowMs() - startMs);
  }

  /**
   * The gateway merges what comes while frames are unseen: a page that nobody looks at sees one a second, which keeps
   * its states and alarms right and costs next to nothing.
   */
  #tellSeen(epoch: number, sequence: number): void {
    if (!document.hidden) {
      this.#socket.emit('seen', epoch, sequence);
      return;
    }
    const tell = () => {
      clearTimeout(waiting);
      document.removeEventListener('visibilitychange', tell);
      this.#socket.emit('seen', epoch, sequence);
    };
    const waiting = setTimeout(tell, hiddenFrameMs);
    document.addEventListener('visibilitychange', tell);
  }

  #ask<T>(send: (reply: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.#socket.connected) {
        reject(new Error(text('status.noGateway')));
        return;
      }
      const gone = () => reject(new Error(text('status.gatewayLost')));
      this.#socket.once('disconnect', gone);
      send((value) => {
        this.#socket.off('disconnect', gone);
        resolve(value);
      });
    });
  }

  async #request<T>(send: (reply: (value: Reply<T>) => void) => void): Promise<T> {
    const reply = await this.#ask<Reply<T>>(send);
    if (!reply.ok) throw new Error(reply.error);
    return reply.value;
  }
}

function tagCount({ areas }: Plant): number {
  let count = 0;
  for (const area of areas)
    for (const line of area.lines) for (const machine of line.machines) count += machine.tags.length;
  return count;
}
