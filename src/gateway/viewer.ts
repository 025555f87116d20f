import { FrameEncoder } from '../protocol/live-frame.ts';
import type { LiveValues } from './live-values.ts';
import type { ToldTexts } from './told-texts.ts';

/** Frames sent and not yet seen; beyond it values are merged until the viewer catches up. */
const maxUnseen = 2;

/**
 * What one viewer still has to be told. However slow it is, at most one entry a tag waits: the newest value wins, so
 * memory and delay stay bounded.
 */
export class Viewer {
  readonly #live: LiveValues;
  readonly #send: (frame: Uint8Array) => void;
  readonly #texts: ToldTexts;
  #encoder: FrameEncoder;
  readonly #watched: Uint8Array;
  readonly #waits: Uint8Array;
  readonly #waiting: Uint32Array;
  #waitingCount = 0;
  #seen = -1;
  #any = false;
  /** A `watch` that waits until the viewer has seen the start of the one before: a flood of them is no flood of frames. */
  #next: { readonly slots: Uint32Array; readonly epoch: number } | null = null;
  /** Values overwritten by newer ones before they were sent. */
  merged = 0;

  constructor(live: LiveValues, send: (frame: Uint8Array) => void, texts: ToldTexts) {
    this.#live = live;
    this.#send = send;
    this.#texts = texts;
    this.#encoder = new FrameEncoder(live.slotCount, 0);
    this.#watched = new Uint8Array(live.slotCount);
    this.#waits = new Uint8Array(live.slotCount);
    this.#waiting = new Uint32Array(live.slotCount);
  }

  /** From a fresh start: the first frame has every value in force. Slots that do not exist are ignored. */
  watch(slots: Uint32Array, epoch: number, nowMs: number): void {
    const startUnseen = this.#encoder.lastSequence >= 0 && this.#seen < 0;
    if (startUnseen) this.#next = { slots, epoch };
    else this.#start(slots, epoch, nowMs);
  }

  #start(slots: Uint32Array, epoch: number, nowMs: number): void {
    this.#next = null;
    this.#watched.fill(0);
    this.#waits.fill(0);
    this.#waitingCount = 0;
    this.#seen = -1;
    this.#encoder = new FrameEncoder(this.#live.slotCount, epoch);
    this.#any = false;
    for (const slot of slots) {
      if (slot >= this.#live.slotCount || this.#watched[slot] === 1) continue;
      this.#any = true;
      this.#watched[slot] = 1;
      if (!Number.isNaN(this.#live.timesMs[slot]!)) this.#wait(slot);
    }
    if (this.#any) this.#flush(nowMs);
  }

  seen(epoch: number, sequence: number, nowMs: number): void {
    if (epoch !== this.#encoder.epoch) return;
    if (sequence <= this.#encoder.lastSequence && sequence > this.#seen) this.#seen = sequence;
    if (this.#next && this.#seen >= 0) this.#start(this.#next.slots, this.#next.epoch, nowMs);
  }

  /** Values wait for it to catch up. */
  get behind(): boolean {
    return this.#waitingCount > 0;
  }

  /** Takes over what changed in this tick and sends it, unless the viewer is behind. */
  tick(nowMs: number): void {
    if (!this.#any) return;
    const { changed, changedCount } = this.#live;
    for (let k = 0; k < changedCount; k++) {
      const slot = changed[k]!;
      if (this.#watched[slot] === 1) this.#wait(slot);
    }
    if (this.#waitingCount > 0 && this.#encoder.lastSequence - this.#seen < maxUnseen) this.#flush(nowMs);
  }

  #wait(slot: number): void {
    if (this.#waits[slot] === 1) {
      this.merged++;
      return;
    }
    this.#waits[slot] = 1;
    this.#waiting[this.#waitingCount++] = slot;
  }

  #flush(nowMs: number): void {
    for (let k = 0; k < this.#waitingCount; k++) {
      const slot = this.#waiting[k]!;
      this.#texts.mention(slot, this.#live.values[slot]!);
    }
    this.#texts.tell();
    this.#send(this.#encoder.encode(this.#waiting, this.#waitingCount, this.#live, nowMs));
    for (let k = 0; k < this.#waitingCount; k++) this.#waits[this.#waiting[k]!] = 0;
    this.#waitingCount = 0;
  }
}
