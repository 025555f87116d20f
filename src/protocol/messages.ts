import type { Grouping, KpiReport } from '../analytics/kpi/report.ts';
import type { Answer } from '../query/answer.ts';
import type { Drift } from '../series/forecast/drift.ts';
import type { TagText } from '../series/sample-batch.ts';
import type { AlarmCause, Priority } from '../twin/alarm.ts';
import type { AlarmState } from '../twin/alarms/alarm-state.ts';
import type { Language } from '../twin/language.ts';
import type { ModelFault } from '../twin/model-file/model-fault.ts';
import type { Binding, CadModel, MachineId, Plant, Pose } from '../twin/plant.ts';
import type { WorkOrder } from '../twin/work-order.ts';
import type { AlarmJournalRequest, AlarmJournalRows, AlarmRequest } from './alarms.ts';
import type { Anomalies, JudgeAnomaly } from './anomalies.ts';
import type { NewNote, Note, NoteChange, NoteEdit } from './notes.ts';
import type { OrderAcceptance, OrderClosure, OrderRejection } from './work-orders.ts';

/** Both ends must speak the same version; a page of another one reloads itself. */
export const protocolVersion = 3;

/** What a page says of itself when it connects. */
export interface Opening {
  readonly language: Language;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** First message after a connection is let in, and again when the plant was changed. */
export interface Hello {
  readonly version: number;
  /** Without what only the gateway may know of its sources: passwords and paths are left out. */
  readonly plant: Plant;
  readonly person: Person;
  readonly sources: readonly SourceStatus[];
  readonly recording: RecordingStatus;
  /** What `/models/<machine id>` has to offer. */
  readonly models: readonly ModelStatus[];
}

/** The model file of a machine. */
export interface ModelStatus {
  readonly machine: MachineId;
  /** Another one when the file is another. */
  readonly version: string;
  readonly bytes: number;
  /** Why it cannot be drawn, as far as a look at its header tells. */
  readonly fault: ModelFault | null;
}

/** A change of the plant file. */
export type PlantEdit =
  | { readonly kind: 'model'; readonly machine: MachineId; readonly model: CadModel }
  | { readonly kind: 'bindings'; readonly machine: MachineId; readonly bindings: readonly Binding[] }
  /** A machine of type "cad", without tags of its own, at the end of a line. */
  | { readonly kind: 'machine'; readonly line: string; readonly machine: NewMachine };

export interface NewMachine {
  readonly id: MachineId;
  readonly name: string;
  readonly pose: Pose;
  readonly size: readonly [number, number, number];
  readonly model: CadModel;
}

export interface PlantEdited {
  /** The file has it, but the gateway has to be started again to show it: its tags changed meanwhile. */
  readonly restart: boolean;
}

export interface SourceStatus {
  readonly id: string;
  readonly type: string;
  readonly connected: boolean;
  /** In the viewer's language, as all that is told in words; "" = no more than `connected` says. */
  readonly detail: string;
  /** What was dropped since the gateway started, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** The newest drop in words, or "". */
  readonly lastDropped: string;
}

/** Whether the historian takes samples, and what it holds. */
export interface RecordingStatus {
  readonly recording: boolean;
  /** What people should know of it; "" = no more than `recording` says. */
  readonly detail: string;
  readonly extent: { readonly fromMs: number; readonly toMs: number } | null;
  /** Before which time samples were thinned, by kind of tag; under "compression" those of compressed tags. Unix ms. */
  readonly thinned: Readonly<Record<string, number>>;
}

/** Every request is answered: with what was asked, or with a sentence that says why not. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export interface RangeRequest {
  readonly slot: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** 1 to 4,000 */
  readonly buckets: number;
}

export interface ChangesRequest {
  readonly slot: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** More than 100,000 are summarised to 4,000 buckets, not refused. */
  readonly summary?: boolean;
}

/** All tags over [fromMs, toMs), whole milliseconds. */
export interface StretchRequest {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Samples of the record, each by its tag's slot and its time; at most 1,000. */
export interface CorrectedRequest {
  readonly samples: readonly (readonly [slot: number, timeMs: number])[];
}

/** A sample that replaced another, and the last that it replaced. */
export interface CorrectedSample {
  readonly slot: number;
  readonly timeMs: number;
  /** What was replaced; null = no number. */
  readonly value: number | null;
  /** When its replacement came in; null = that is not known. */
  readonly correctedMs: number | null;
}

export interface TimelineRequest {
  readonly fromMs: number;
  readonly toMs: number;
  /** 1 to 2,000 */
  readonly buckets: number;
}

export interface KpiRequest {
  readonly fromMs: number;
  readonly toMs: number;
  /** A row for each. */
  readonly by: Grouping;
}

export interface EventsRequest {
  readonly fromMs: number;
  readonly toMs: number;
  /** 1 to 2,000 */
  readonly limit: number;
  /** None = all. */
  readonly filter?: EventFilter;
}

/** Which events are told. */
export interface EventFilter {
  /** Left out: alarms of a priority with their ends, or a kind of event. */
  readonly without: readonly EventSort[];
  /** Only those of this one; null = of all. */
  readonly machine: MachineId | null;
}

export type EventSort = Priority | Exclude<PlantEvent['kind'], 'raised'>;

export interface QuietRequest {
  readonly fromMs: number;
  readonly toMs: number;
  /** Shorter stretches are not told, nor any shorter than a ten-thousandth of the window. */
  readonly leastMs: number;
}

/** Something that happened at `timeMs`, by the record. */
export type PlantEvent =
  | {
      /** An alarm began, or was over. */
      readonly kind: 'raised' | 'cleared';
      readonly timeMs: number;
      readonly machine: MachineId;
      readonly priority: Priority;
      readonly cause: AlarmCause;
      /** The tag's value then. */
      readonly value: number;
    }
  | {
      readonly kind: 'stopped' | 'started';
      readonly timeMs: number;
      readonly machine: MachineId;
      /** PackML, by number. */
      readonly state: number;
    }
  | {
      /** Nothing was recorded until then. */
      readonly kind: 'gap';
      readonly timeMs: number;
      readonly untilMs: number;
    };

export interface PlantEvents {
  /** The newest first. */
  readonly rows: readonly PlantEvent[];
  /** Older ones in the window that the limit left out. */
  readonly more: number;
}

export interface AskRequest {
  readonly text: string;
  /** The moment the timeline shows; null = live. */
  readonly cursorMs: number | null;
  readonly selected: MachineId | null;
}

/** An alarm that is not in its normal state now, by the gateway's live values. */
export interface StandingAlarm {
  /** Stable while it lasts. */
  readonly id: string;
  readonly machine: MachineId;
  readonly priority: Priority;
  readonly cause: AlarmCause;
  /** The sample that raised it last; with `stoodBefore` it stood already when the gateway first looked, at this one. */
  readonly sinceMs: number;
  readonly stoodBefore?: true;
  readonly state: Exclude<AlarmState, 'normal'>;
  /** Whether its condition holds. */
  readonly active: boolean;
  /** Shelved until, Unix ms. */
  readonly untilMs?: number;
  /** The name of who acknowledged it or put it aside, and why. */
  readonly by?: string;
  readonly reason?: string;
  /** Its value went stale or bad since: nobody knows whether it still stands. */
  readonly unconfirmed: boolean;
}

export interface AlarmsChange {
  /** `standing` is all there is. */
  readonly whole: boolean;
  /** Raised, or other than before. */
  readonly standing: readonly StandingAlarm[];
  /** Ids of those that are over. */
  readonly over: readonly string[];
}

/** When a tag will pass its next limit, by the drift of its values: told only where that can be said. Times: Unix ms. */
export interface Forecast {
  readonly slot: number;
  readonly limit: 'high' | 'highHigh' | 'low' | 'lowLow';
  /** The end of the history that it rests on. */
  readonly fromMs: number;
  /** The limit is passed before this, and after `latestMs`, with a chance of 5 % each. */
  readonly earliestMs: number;
  readonly likelyMs: number;
  readonly latestMs: number;
  /** Of the values; towards a low limit, of their negatives. */
  readonly drift: Drift;
}

/** All forecasts as of a moment; null before the first. */
export interface Forecasts {
  readonly madeMs: number | null;
  /** The nearest first. */
  readonly forecasts: readonly Forecast[];
}

export interface ServerEvents {
  hello: (hello: Hello) => void;
  /** Texts whose numbers are in what comes next, a frame or a reply; each comes once a connection. */
  texts: (texts: readonly TagText[]) => void;
  /** A `FrameEncoder` frame. */
  frame: (frame: Uint8Array | ArrayBuffer) => void;
  status: (sources: readonly SourceStatus[], recording: RecordingStatus) => void;
  /** Samples of [fromMs, toMs] were stored, a while after their time: what was told of it before is out of date. */
  late: (fromMs: number, toMs: number) => void;
  /** Every note, after each connection's first `hello`; `locked`: nobody may change or add any. */
  notes: (notes: readonly Note[], locked: boolean) => void;
  noteChanged: (change: NoteChange) => void;
  /** The alarms of now, once they are known and whenever they change; also to a page that shows the past. */
  alarms: (change: AlarmsChange) => void;
  /** All forecasts of now, after each `hello` and once a minute; also to a page that shows the past. */
  forecasts: (forecasts: Forecasts) => void;
  /** After each `hello` and when they change; also to a page that shows the past. */
  anomalies: (anomalies: Anomalies) => void;
  /** A work order was drafted or changed. */
  workOrderChanged: (order: WorkOrder) => void;
}

export interface ClientEvents {
  /** What is said to this viewer from now on is said in this language; a connection begins with the one of its `Opening`. */
  language: (language: Language) => void;
  /**
   * Live values of these slots from now on (u32 little-endian bytes); none = pause. `epoch` numbers the viewer's
   * watches: the next frame of that epoch has sequence 0 and every value in force. Also what a viewer says when it
   * missed a frame.
   */
  watch: (slots: Uint8Array, epoch: number) => void;
  /** A frame came in, of whatever epoch. At most two unseen frames are under way; meanwhile values are merged. */
  seen: (epoch: number, sequence: number) => void;
  /** The gateway's clock, Unix epoch ms. */
  clock: (reply: (nowMs: number) => void) => void;
  /** `encodeSnapshot` of every tag. */
  snapshot: (atMs: number, reply: (reply: Reply<Uint8Array | ArrayBuffer>) => void) => void;
  /** `encodeThinned` */
  range: (request: RangeRequest, reply: (reply: Reply<Uint8Array | ArrayBuffer>) => void) => void;
  /** `encodeChanges`: only samples whose value or quality differs from the one before, the value in force first. */
  changes: (request: ChangesRequest, reply: (reply: Reply<Uint8Array | ArrayBuffer>) => void) => void;
  /**
   * `encodeStretch`, shorter than asked for where that would be too much at once; null for one so new that samples of
   * it may still be under way.
   */
  stretch: (request: StretchRequest, reply: (reply: Reply<Uint8Array | ArrayBuffer | null>) => void) => void;
  /** Which of the samples replaced another. */
  corrected: (request: CorrectedRequest, reply: (reply: Reply<readonly CorrectedSample[]>) => void) => void;
  /**
   * `encodeTimeline`: alarms, data gaps and production of the whole plant. The window is at most ten years; of one beyond
   * 62 days what is older may still be worked out: ask again.
   */
  timeline: (request: TimelineRequest, reply: (reply: Reply<Uint8Array | ArrayBuffer>) => void) => void;
  /** What happened in the window, which is at most 62 days. */
  events: (request: EventsRequest, reply: (reply: Reply<PlantEvents>) => void) => void;
  /**
   * The stretches of the window, at most 62 days, in which no machine changed its state, oldest first: where each begins
   * and ends, Unix ms, to the second.
   */
  quiet: (request: QuietRequest, reply: (reply: Reply<readonly (readonly [number, number])[]>) => void) => void;
  /** Key figures of the window, which is at most 62 days; what is not recorded yet is unknown in them. */
  kpis: (request: KpiRequest, reply: (reply: Reply<KpiReport>) => void) => void;
  ask: (request: AskRequest, reply: (reply: Reply<Answer>) => void) => void;
  /** Changes the plant file: all of the edits or, with the reason, none. Who is connected gets a new `hello`. */
  editPlant: (edits: readonly PlantEdit[], reply: (reply: Reply<PlantEdited>) => void) => void;
  /** Does it with each of the alarms that it can be done with; how many. */
  actOnAlarms: (request: AlarmRequest, reply: (reply: Reply<number>) => void) => void;
  /** What happened to alarms, and what people did with them. */
  alarmJournal: (request: AlarmJournalRequest, reply: (reply: Reply<AlarmJournalRows>) => void) => void;
  addNote: (note: NewNote, reply: (reply: Reply<Note>) => void) => void;
  /** Only its author may edit, remove or restore a note. */
  editNote: (edit: NoteEdit, reply: (reply: Reply<Note>) => void) => void;
  removeNote: (id: string, reply: (reply: Reply<null>) => void) => void;
  /** Takes a removal back, as long as it is one of the newest 100. */
  restoreNote: (id: string, reply: (reply: Reply<Note>) => void) => void;
  /** Replies when it is kept, and, of one that was rejected, learnt. */
  judgeAnomaly: (judged: JudgeAnomaly, reply: (reply: Reply<null>) => void) => void;
  /** The open work orders and the newest 200 of the others. */
  workOrders: (reply: (reply: Reply<readonly WorkOrder[]>) => void) => void;
  /** Each is refused where the order's state does not allow it, with who did what meanwhile. */
  acceptOrder: (order: OrderAcceptance, reply: (reply: Reply<WorkOrder>) => void) => void;
  startOrder: (id: string, reply: (reply: Reply<WorkOrder>) => void) => void;
  closeOrder: (closure: OrderClosure, reply: (reply: Reply<WorkOrder>) => void) => void;
  rejectOrder: (rejection: OrderRejection, reply: (reply: Reply<WorkOrder>) => void) => void;
}
