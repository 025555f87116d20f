import protobuf from 'protobufjs/minimal.js';
import { reasonOf, type Sentence, SentenceError, sentence } from '../sentence.ts';

/** Sparkplug B datatypes whose values a tag can take (specification 3.0, 6.4.16). */
export const DataType = {
  int8: 1,
  int16: 2,
  int32: 3,
  int64: 4,
  uint8: 5,
  uint16: 6,
  uint32: 7,
  uint64: 8,
  float: 9,
  double: 10,
  boolean: 11,
  string: 12,
  dateTime: 13,
  text: 14,
} as const;

/** An alias is any uint64; those beyond 2^53 come as bigint, so that two of them never fall together. */
export type Alias = number | bigint;

export interface Metric {
  readonly name: string | undefined;
  readonly alias: Alias | undefined;
  readonly timestampMs: number | undefined;
  readonly datatype: number | undefined;
  readonly isHistorical: boolean;
  readonly isNull: boolean;
  /** As on the wire: integers unsigned, see `signed`. Undefined for none, bytes, data sets and templates. */
  readonly value: WireValue | undefined;
  /** The property "Quality" that some edge nodes send: 0 bad, 192 good, 500 stale. */
  readonly quality: number | undefined;
}

/** long_value beyond 2^53 is a bigint, because only the datatype tells whether it is a negative number. */
export type WireValue = number | bigint | boolean | string;

export interface Payload {
  readonly timestampMs: number | undefined;
  readonly seq: number | undefined;
  readonly metrics: readonly Metric[];
}

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];
/** Protobuf's key of a field: its number and how its value is laid out. */
const key = (field: number, wireType: number): number => field * 8 + wireType;

// The fields of Sparkplug B's Payload, Metric, PropertySet and PropertyValue that are read or written here.
const payload = { timestamp: key(1, VARINT), metric: key(2, BYTES), seq: key(3, VARINT) };
const metric = {
  name: key(1, BYTES),
  alias: key(2, VARINT),
  timestamp: key(3, VARINT),
  datatype: key(4, VARINT),
  isHistorical: key(5, VARINT),
  isNull: key(7, VARINT),
  properties: key(9, BYTES),
  int: key(10, VARINT),
  long: key(11, VARINT),
  float: key(12, FIXED32),
  double: key(13, FIXED64),
  boolean: key(14, VARINT),
  string: key(15, BYTES),
};
const propertySet = { key: key(1, BYTES), value: key(2, BYTES) };
const propertyValue = { int: key(3, VARINT), long: key(4, VARINT) };

type Reader = InstanceType<typeof protobuf.Reader>;

/** Reads what the bytes hold; a field unknown, or of another layout than the schema's, is passed over. Never throws. */
export function decodePayload(bytes: Uint8Array): Payload | { readonly malformed: Sentence } {
  try {
    return readPayload(protobuf.Reader.create(bytes));
  } catch (error) {
    return { malformed: reasonOf(error) };
  }
}

function readPayload(reader: Reader): Payload {
  const metrics: Metric[] = [];
  let timestampMs: number | undefined;
  let seq: number | undefined;
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === payload.metric) metrics.push(readMetric(reader, endOfMessage(reader, reader.len)));
    else if (tag === payload.timestamp) timestampMs = Number(readLong(reader));
    else if (tag === payload.seq) seq = Number(readLong(reader));
    else skip(reader, tag);
  }
  return { timestampMs, seq, metrics };
}

function readMetric(reader: Reader, end: number): Metric {
  let name: string | undefined;
  let alias: Alias | undefined;
  let timestampMs: number | undefined;
  let datatype: number | undefined;
  let isHistorical = false;
  let isNull = false;
  let value: WireValue | undefined;
  let quality: number | undefined;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === metric.double) value = reader.double();
    else if (tag === metric.alias) alias = readLong(reader);
    else if (tag === metric.timestamp) timestampMs = Number(readLong(reader));
    else if (tag === metric.name) name = reader.string();
    else if (tag === metric.datatype) datatype = reader.uint32();
    else if (tag === metric.isHistorical) isHistorical = reader.bool();
    else if (tag === metric.isNull) isNull = reader.bool();
    else if (tag === metric.int) value = reader.uint32();
    else if (tag === metric.long) value = readLong(reader);
    else if (tag === metric.float) value = reader.float();
    else if (tag === metric.boolean) value = reader.bool();
    else if (tag === metric.string) value = reader.string();
    else if (tag === metric.properties) quality = readQuality(reader, endOfMessage(reader, end));
    else skip(reader, tag);
  }
  mustEndAt(reader, end);
  return { name, alias, timestampMs, datatype, isHistorical, isNull, value, quality };
}

/** A PropertySet is two lists side by side. */
function readQuality(reader: Reader, end: number): number | undefined {
  const keys: string[] = [];
  const values: (number | undefined)[] = [];
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === propertySet.key) keys.push(reader.string());
    else if (tag === propertySet.value) values.push(readPropertyNumber(reader, endOfMessage(reader, end)));
    else skip(reader, tag);
  }
  mustEndAt(reader, end);
  return values[keys.indexOf('Quality')];
}

function readPropertyNumber(reader: Reader, end: number): number | undefined {
  let value: number | undefined;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === propertyValue.int) value = reader.uint32();
    else if (tag === propertyValue.long) value = Number(readLong(reader));
    else skip(reader, tag);
  }
  mustEndAt(reader, end);
  return value;
}

function readLong(reader: Reader): number | bigint {
  const { low, high } = reader.uint64();
  const lowBits = low >>> 0;
  const highBits = high >>> 0;
  if (highBits < 2 ** 21) return highBits * 2 ** 32 + lowBits;
  return (BigInt(highBits) << 32n) | BigInt(lowBits);
}

function endOfMessage(reader: Reader, outerEnd: number): number {
  const size = reader.size();
  const end = reader.pos + size;
  if (end > outerEnd) throw new SentenceError(sentence('sparkplug.beyondEnd', { count: size }));
  return end;
}

function mustEndAt(reader: Reader, end: number): void {
  if (reader.pos !== end) throw new SentenceError(sentence('sparkplug.beyondMetric'));
}

function skip(reader: Reader, tag: number): void {
  reader.skipType(tag & 7, undefined, tag >>> 3);
}

const signedBits: Readonly<Record<number, number>> = { 1: 8, 2: 16, 3: 32, 4: 64 };

/**
 * A number out of a wire value, NaN for strings; a bigint where the wire has one. Sparkplug sends Int8 to Int64 as two's
 * complement in unsigned fields, some nodes sign-extended to 32 bits and some not.
 */
export function exactOf(value: WireValue, datatype: number | undefined): number | bigint {
  if (typeof value === 'string') return Number.NaN;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const bits = signedBits[datatype ?? 0];
  if (bits === undefined) return value;
  if (typeof value === 'bigint') return BigInt.asIntN(bits, value);
  const unsigned = Number.isInteger(value) && value >= 0 && value < 2 ** 32;
  return unsigned ? Number(BigInt.asIntN(bits, BigInt(value))) : value;
}

/** A 64-bit value beyond 2^53 is rounded to the nearest double. */
export const numberOf = (value: WireValue, datatype: number | undefined): number => Number(exactOf(value, datatype));

/** What is written: `value` null for a metric without one; the datatype decides the wire field. */
export interface MetricToWrite {
  readonly name?: string;
  readonly alias?: Alias;
  readonly timestampMs?: number;
  readonly datatype: number;
  readonly isHistorical?: boolean;
  readonly value: WireValue | null;
  /** DATA may leave the datatype to the birth. */
  readonly omitDatatype?: boolean;
}

export interface PayloadToWrite {
  readonly timestampMs?: number;
  /** 0 to 255; commands and NDEATH have none. */
  readonly seq?: number;
  readonly metrics: readonly MetricToWrite[];
}

type Writer = InstanceType<typeof protobuf.Writer>;

export function encodePayload(content: PayloadToWrite): Uint8Array {
  const writer = protobuf.Writer.create();
  if (content.timestampMs !== undefined) writer.uint32(payload.timestamp).uint64(content.timestampMs);
  for (const each of content.metrics) {
    writer.uint32(payload.metric).fork();
    writeMetric(writer, each);
    writer.ldelim();
  }
  if (content.seq !== undefined) writer.uint32(payload.seq).uint64(content.seq);
  return writer.finish();
}

function writeMetric(writer: Writer, content: MetricToWrite): void {
  const { name, alias, timestampMs, datatype, value } = content;
  if (name !== undefined) writer.uint32(metric.name).string(name);
  if (alias !== undefined) writeLong(writer.uint32(metric.alias), alias);
  if (timestampMs !== undefined) writer.uint32(metric.timestamp).uint64(timestampMs);
  if (!content.omitDatatype) writer.uint32(metric.datatype).uint32(datatype);
  if (content.isHistorical) writer.uint32(metric.isHistorical).bool(true);
  if (value === null) writer.uint32(metric.isNull).bool(true);
  else if (typeof value === 'string') writer.uint32(metric.string).string(value);
  else if (typeof value === 'boolean') writer.uint32(metric.boolean).bool(value);
  else if (datatype === DataType.float) writer.uint32(metric.float).float(Number(value));
  else if (datatype === DataType.double) writer.uint32(metric.double).double(Number(value));
  else if (datatype === DataType.int64 || datatype === DataType.uint64 || datatype === DataType.dateTime)
    writeLong(writer.uint32(metric.long), value);
  else writer.uint32(metric.int).uint32(Number(value) >>> 0);
}

function writeLong(writer: Writer, value: number | bigint): void {
  if (typeof value === 'number' && value >= 0) writer.uint64(value);
  else writer.uint64(BigInt.asUintN(64, BigInt(value)).toString());
}
