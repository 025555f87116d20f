import { ByteReader, ByteWriter } from './bytes.ts';

/**
 * One tick of live values as bytes. Header: epoch (varint: which `watch` of the reader it answers), sequence (varint,
 * from 0 in each epoch), sentMs (f64). Then runs of values that share a source time and a quality: slots left out,
 * ascending, as gaps. Each value is told by what changed since the last frame:
 *
 *   head = varint(gap * 8 + form)
 *   form 0..4  the float32 bits XOR those sent last; that many low bytes follow (a slow sensor keeps its high bytes)
 *   form 5     a whole number: zigzag varint of the difference to the whole number sent last (counters, states)
 *   form 6     float64, for larger whole numbers and what a float32 would round by more than 1e-7 of itself
 *
 * Other numbers travel as float32 (7 digits); the record keeps float64. Both ends keep what was sent
 * last, so a frame is read in order or not at all: a reader that misses one starts a new epoch.
 */
const form = { integer: 5, double: 6 } as const;

/** What a reader must hold to understand the next frame, by slot. */
interface Memory {
  readonly bits: Uint32Array;
  readonly whole: Float64Array;
}

const memoryOf = (slotCount: number): Memory => ({
  bits: new Uint32Array(slotCount),
  whole: new Float64Array(slotCount),
});

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);
const largestWhole = 2 ** 51; // its zigzag code still fits 2^53

/** Where the values of a frame are taken from, by slot: the table of the newest values. */
export interface LiveColumns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
}

/** Encodes frames for one reader. */
export class FrameEncoder {
  readonly epoch: number;
  readonly #memory: Memory;
  readonly #out = new ByteWriter();
  #sequence = 0;

  constructor(slotCount: number, epoch: number) {
    this.epoch = epoch;
    this.#memory = memoryOf(slotCount);
  }

  get lastSequence(): number {
    return this.#sequence - 1;
  }

  /** `slots[0..count)` are reordered in place: by time, then quality, then slot. */
  encode(slots: Uint32Array, count: number, from: LiveColumns, sentMs: number): Uint8Array {
    const out = this.#out;
    out.reset();
    out.varint(this.epoch);
    out.varint(this.#sequence++);
    out.f64(sentMs);
    const used = slots.subarray(0, count);
    if (!oneRun(used, from)) {
      used.sort((a, b) => from.timesMs[a]! - from.timesMs[b]! || from.qualities[a]! - from.qualities[b]! || a - b);
    } else used.sort();
    for (let start = 0; start < count; ) {
      const timeMs = from.timesMs[used[start]!]!;
      const quality = from.qualities[used[start]!]!;
      let end = start + 1;
      while (end < count && from.timesMs[used[end]!] === timeMs && from.qualities[used[end]!] === quality) end++;
      out.f64(timeMs);
      out.u8(quality);
      out.varint(end - start);
      let previous = -1;
      for (let k = start; k < end; k++) {
        const slot = used[k]!;
        this.#value(slot, slot - previous - 1, from.values[slot]!);
        previous = slot;
      }
      start = end;
    }
    return out.done();
  }

  #value(slot: number, gap: number, value: number): void {
    const { bits, whole } = this.#memory;
    const out = this.#out;
    if (Number.isInteger(value) && Math.abs(value) <= largestWhole) {
      const difference = value - whole[slot]!;
      out.varint(gap * 8 + form.integer);
      out.varint(difference >= 0 ? difference * 2 : -difference * 2 - 1);
      whole[slot] = value;
      return;
    }
    float[0] = value;
    if (Number.isInteger(value) || Math.abs(float[0]! - value) > 1e-7 * Math.abs(value)) {
      out.varint(gap * 8 + form.double);
      out.f64(value);
      return;
    }
    const now = floatBits[0]!;
    const changed = (now ^ bits[slot]!) >>> 0;
    const bytes = changed === 0 ? 0 : changed < 0x100 ? 1 : changed < 0x10000 ? 2 : changed < 0x1000000 ? 3 : 4;
    out.varint(gap * 8 + bytes);
    out.low(changed, bytes);
    bits[slot] = now;
  }
}

function oneRun(slots: Uint32Array, from: LiveColumns): boolean {
  const timeMs = from.timesMs[slots[0]!];
  const quality = from.qualities[slots[0]!];
  for (const slot of slots) if (from.timesMs[slot] !== timeMs || from.qualities[slot] !== quality) return false;
  return true;
}

/** Takes each value of a frame. */
export type TakeValue = (slot: number, timeMs: number, value: number, quality: number) => void;

export interface FrameHeader {
  readonly epoch: number;
  readonly sequence: number;
  readonly sentMs: number;
}

const readHeader = (input: ByteReader): FrameHeader => ({
  epoch: input.varint(),
  sequence: input.varint(),
  sentMs: input.f64(),
});

export const frameHeader = (bytes: Uint8Array): FrameHeader => readHeader(new ByteReader(bytes));

/** Decodes the frames of one encoder (one epoch), in order. */
export class FrameDecoder {
  readonly #memory: Memory;
  #expected = 0;

  constructor(slotCount: number) {
    this.#memory = memoryOf(slotCount);
  }

  /** The header, or null when a frame before this one is missing: nothing was taken, ask for a fresh start. */
  decode(bytes: Uint8Array, take: TakeValue): FrameHeader | null {
    const input = new ByteReader(bytes);
    const header = readHeader(input);
    if (header.sequence !== this.#expected) return null;
    this.#expected++;
    const { bits, whole } = this.#memory;
    while (!input.done) {
      const timeMs = input.f64();
      const quality = input.u8();
      let slot = -1;
      for (let left = input.varint(); left > 0; left--) {
        const head = input.varint();
        slot += Math.floor(head / 8) + 1;
        const kind = head % 8;
        let value: number;
        if (kind === form.integer) {
          const code = input.varint();
          value = whole[slot]! + (code % 2 === 0 ? code / 2 : -(code + 1) / 2);
          whole[slot] = value;
        } else if (kind === form.double) {
          value = input.f64();
        } else {
          const now = (bits[slot]! ^ input.low(kind)) >>> 0;
          bits[slot] = now;
          floatBits[0] = now;
          value = float[0]!;
        }
        take(slot, timeMs, value, quality);
      }
    }
    return header;
  }
}
