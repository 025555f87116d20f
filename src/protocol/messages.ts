import type { Answer } from '../query/answer.ts';
import type { MachineId, Plant } from '../twin/plant.ts';

/** Both ends must speak the same version; a page of another one reloads itself. */
export const protocolVersion = 1;

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** First message after a connection is let in. */
export interface Hello {
  readonly version: number;
  /** Without what only the gateway may know of its sources: passwords and paths are left out. */
  readonly plant: Plant;
  readonly person: Person;
  readonly sources: readonly SourceStatus[];
  readonly recording: RecordingStatus;
}

export interface SourceStatus {
  readonly id: string;
  readonly type: string;
  readonly connected: boolean;
  readonly detail: string;
  /** What was dropped since the gateway started, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** The newest drop in words, or "". */
  readonly lastDropped: string;
}

/** Whether the historian takes samples, and what it holds. */
export interface RecordingStatus {
  readonly recording: boolean;
  readonly detail: string;
  readonly extent: { readonly fromMs: number; readonly toMs: number } | null;
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
}

export interface AskRequest {
  readonly text: string;
  /** The moment the timeline shows; null = live. */
  readonly cursorMs: number | null;
  readonly selected: MachineId | null;
}

export interface ServerEvents {
  hello: (hello: Hello) => void;
  /** A `FrameEncoder` frame. */
  frame: (frame: Uint8Array | ArrayBuffer) => void;
  status: (sources: readonly SourceStatus[], recording: RecordingStatus) => void;
}

export interface ClientEvents {
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
  /** `encodeColumns`: only samples whose value or quality differs from the one before, the value in force first. */
  changes: (request: ChangesRequest, reply: (reply: Reply<Uint8Array | ArrayBuffer>) => void) => void;
  ask: (request: AskRequest, reply: (reply: Reply<Answer>) => void) => void;
}
