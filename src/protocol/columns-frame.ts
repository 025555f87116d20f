import type { ChangeColumns, Snapshot, ThinnedSeries, TimelineSummary } from '../series/columns.ts';
import type { Stretch } from '../series/stretch.ts';
import { ByteReader, ByteWriter } from './bytes.ts';

/** History answers as bytes: full float64, because they are evidence. Arrays are copied raw, little-endian. */
const out = new ByteWriter();

const array = (values: Float64Array | Uint32Array | Uint8Array): void => {
  out.varint(values.length);
  out.raw(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
};
const doubles = (input: ByteReader): Float64Array => {
  const length = input.varint();
  return new Float64Array(input.raw(length * 8).slice().buffer);
};
const words = (input: ByteReader): Uint32Array => {
  const length = input.varint();
  return new Uint32Array(input.raw(length * 4).slice().buffer);
};
const octets = (input: ByteReader): Uint8Array => input.raw(input.varint()).slice();

export function encodeSnapshot(snapshot: Snapshot): Uint8Array {
  out.reset();
  out.f64(snapshot.atMs);
  array(snapshot.timesMs);
  array(snapshot.values);
  array(snapshot.qualities);
  return out.done();
}

export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const input = new ByteReader(bytes);
  return { atMs: input.f64(), timesMs: doubles(input), values: doubles(input), qualities: octets(input) };
}

export function encodeStretch({ fromMs, toMs, state, offsetsMs, slots, values, qualities }: Stretch): Uint8Array {
  out.reset();
  out.f64(fromMs);
  out.f64(toMs);
  array(state.timesMs);
  array(state.values);
  array(state.qualities);
  array(offsetsMs);
  array(slots);
  array(values);
  array(qualities);
  return out.done();
}

export function decodeStretch(bytes: Uint8Array): Stretch {
  const input = new ByteReader(bytes);
  const fromMs = input.f64();
  return {
    fromMs,
    toMs: input.f64(),
    state: { atMs: fromMs, timesMs: doubles(input), values: doubles(input), qualities: octets(input) },
    offsetsMs: words(input),
    slots: words(input),
    values: doubles(input),
    qualities: octets(input),
  };
}

export function encodeChanges(columns: ChangeColumns): Uint8Array {
  out.reset();
  array(columns.timesMs);
  array(columns.values);
  array(columns.qualities);
  out.f64(columns.bucketMs);
  return out.done();
}

export function decodeChanges(bytes: Uint8Array): ChangeColumns {
  const input = new ByteReader(bytes);
  return { timesMs: doubles(input), values: doubles(input), qualities: octets(input), bucketMs: input.f64() };
}

export function encodeThinned(series: ThinnedSeries): Uint8Array {
  out.reset();
  out.f64(series.fromMs);
  out.f64(series.bucketMs);
  array(series.firstTimesMs);
  array(series.lastTimesMs);
  array(series.firsts);
  array(series.lows);
  array(series.highs);
  array(series.lasts);
  array(series.counts);
  return out.done();
}

export function decodeThinned(bytes: Uint8Array): ThinnedSeries {
  const input = new ByteReader(bytes);
  return {
    fromMs: input.f64(),
    bucketMs: input.f64(),
    firstTimesMs: doubles(input),
    lastTimesMs: doubles(input),
    firsts: doubles(input),
    lows: doubles(input),
    highs: doubles(input),
    lasts: doubles(input),
    counts: words(input),
  };
}

export function encodeTimeline({
  fromMs,
  bucketMs,
  onsets,
  firstOnsetsMs,
  recorded,
  rates,
}: TimelineSummary): Uint8Array {
  out.reset();
  out.f64(fromMs);
  out.f64(bucketMs);
  for (const counts of onsets) array(counts);
  array(firstOnsetsMs);
  array(recorded);
  array(rates);
  return out.done();
}

export function decodeTimeline(bytes: Uint8Array): TimelineSummary {
  const input = new ByteReader(bytes);
  return {
    fromMs: input.f64(),
    bucketMs: input.f64(),
    onsets: [words(input), words(input), words(input)],
    firstOnsetsMs: doubles(input),
    recorded: octets(input),
    rates: doubles(input),
  };
}
