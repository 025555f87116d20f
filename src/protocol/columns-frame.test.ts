import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  decodeChanges,
  decodeSnapshot,
  decodeThinned,
  decodeTimeline,
  encodeChanges,
  encodeSnapshot,
  encodeThinned,
  encodeTimeline,
} from './columns-frame.ts';

const doubles = (length: number) => fc.float64Array({ minLength: length, maxLength: length });

it('WIRE-5 the record arrives with every bit', () => {
  fc.assert(
    fc.property(
      fc
        .nat(40)
        .chain((length) =>
          fc.tuple(
            doubles(length),
            doubles(length),
            fc.uint8Array({ minLength: length, maxLength: length }),
            fc.uint32Array({ minLength: length, maxLength: length }),
          ),
        ),
      ([timesMs, values, qualities, counts]) => {
        const columns = { timesMs, values, qualities };
        const changes = { ...columns, bucketMs: 0.25 };
        expect(decodeChanges(encodeChanges(changes))).toEqual(changes);
        const snapshot = { atMs: 1.5, ...columns };
        expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
        const summary = {
          fromMs: 7,
          bucketMs: 0.5,
          onsets: [counts, counts.slice().reverse(), counts] as const,
          firstOnsetsMs: timesMs,
          recorded: qualities,
          rates: values,
        };
        expect(decodeTimeline(encodeTimeline(summary))).toEqual(summary);
        const thinned = {
          fromMs: -1,
          bucketMs: 1000,
          firstTimesMs: timesMs,
          lastTimesMs: timesMs,
          firsts: values,
          lows: values,
          highs: values,
          lasts: values,
          counts,
        };
        expect(decodeThinned(encodeThinned(thinned))).toEqual(thinned);
      },
    ),
  );
});

it('a frame cut short is an error, never a shorter answer', () => {
  const whole = encodeChanges({
    timesMs: Float64Array.of(1, 2),
    values: Float64Array.of(3, 4),
    qualities: Uint8Array.of(0, 1),
    bucketMs: 0,
  });
  for (let length = 0; length < whole.length; length++) {
    expect(() => decodeChanges(whole.subarray(0, length))).toThrow(RangeError);
  }
});
