import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameDecoder, FrameEncoder, frameHeader, type LiveColumns } from './live-frame.ts';

const slotCount = 50;
const table = (): LiveColumns & { slotCount: number } => ({
  slotCount,
  timesMs: new Float64Array(slotCount),
  values: new Float64Array(slotCount),
  qualities: new Uint8Array(slotCount),
});

const update = fc.record({
  slot: fc.nat(slotCount - 1),
  timeMs: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_003 }),
  value: fc.oneof(
    fc.double({ noNaN: false }),
    fc.integer({ min: -1000, max: 1000 }),
    fc.maxSafeInteger(),
    fc.constantFrom(0, -0, 2 ** 51, -(2 ** 51), 1e16, 12345678.9, 1e300, Number.NaN),
  ),
  quality: fc.nat(3),
});

/** What a value is after the wire: whole numbers exactly, others as float32 unless that would lose the seventh digit. */
const wire = (value: number): number => {
  if (Number.isInteger(value) && Math.abs(value) <= 2 ** 51) return value + 0; // -0 is 0
  const float = Math.fround(value);
  if (Number.isInteger(value)) return value;
  return (Math.abs(float - value) > 1e-7 * Math.abs(value) ? value : float) + 0;
};

describe('live frames', () => {
  it('WIRE-1 WIRE-2 arrive as they were sent, tick after tick', () => {
    fc.assert(
      fc.property(fc.array(fc.array(update, { minLength: 1, maxLength: 60 }), { maxLength: 8 }), (ticks) => {
        const sent = table();
        const got = table();
        const encoder = new FrameEncoder(slotCount, 7);
        const decoder = new FrameDecoder(slotCount);
        for (const [tick, updates] of ticks.entries()) {
          const slots = new Set<number>();
          for (const { slot, timeMs, value, quality } of updates) {
            slots.add(slot);
            sent.timesMs[slot] = timeMs;
            sent.values[slot] = value;
            sent.qualities[slot] = quality;
          }
          const frame = encoder.encode(Uint32Array.from(slots), slots.size, sent, 1000 + tick);
          const taken = new Set<number>();
          const header = decoder.decode(frame, (slot, timeMs, value, quality) => {
            taken.add(slot);
            got.timesMs[slot] = timeMs;
            got.values[slot] = value;
            got.qualities[slot] = quality;
          });
          expect(header).toEqual({ epoch: 7, sequence: tick, sentMs: 1000 + tick });
          expect(frameHeader(frame)).toEqual(header);
          expect(taken).toEqual(slots);
        }
        expect(got.timesMs).toEqual(sent.timesMs);
        expect(got.qualities).toEqual(sent.qualities);
        expect(Array.from(got.values, (value) => value + 0)).toEqual(Array.from(sent.values, wire));
      }),
    );
  });

  it('WIRE-3 are refused after a gap, with nothing taken', () => {
    const from = table();
    const encoder = new FrameEncoder(slotCount, 7);
    const decoder = new FrameDecoder(slotCount);
    encoder.encode(Uint32Array.of(1), 1, from, 0);
    const second = encoder.encode(Uint32Array.of(1), 1, from, 0);
    let taken = 0;
    expect(decoder.decode(second, () => taken++)).toBeNull();
    expect(taken).toBe(0);
  });

  it('WIRE-4 cost at most 5 bytes a value for slow sensors', () => {
    const tags = 10_000;
    const from = {
      timesMs: new Float64Array(tags),
      values: Float64Array.from({ length: tags }, (_, slot) => 20 + (slot % 80) + 0.123),
      qualities: new Uint8Array(tags),
    };
    const slots = Uint32Array.from({ length: tags }, (_, slot) => slot);
    const encoder = new FrameEncoder(tags, 0);
    encoder.encode(slots.slice(), tags, from, 0);
    let bytes = 0;
    const ticks = 5;
    for (let tick = 1; tick <= ticks; tick++) {
      for (let slot = 0; slot < tags; slot++) {
        from.timesMs[slot] = 1_700_000_000_000 + tick * 100;
        from.values[slot] = from.values[slot]! + 0.05 * Math.sin(slot * 7 + tick); // noise of a real sensor
      }
      bytes += encoder.encode(slots.slice(), tags, from, tick).length;
    }
    expect(bytes / (ticks * tags)).toBeLessThanOrEqual(5);
  });
});
