import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { SentenceError } from '../sentence.ts';
import {
  DataType,
  decodePayload,
  encodePayload,
  exactOf,
  type Metric,
  type MetricToWrite,
  numberOf,
} from './sparkplug-codec.ts';

/** The same schema for protobufjs' own reflection: another reader and writer of the same bytes. */
const field = (id: number, type: string, rule?: string) => (rule ? { id, type, rule } : { id, type });
const oracle = protobuf.Root.fromJSON({
  nested: {
    Payload: {
      fields: {
        timestamp: field(1, 'uint64'),
        metrics: field(2, 'Metric', 'repeated'),
        seq: field(3, 'uint64'),
        uuid: field(4, 'string'),
        body: field(5, 'bytes'),
      },
    },
    Metric: {
      fields: {
        name: field(1, 'string'),
        alias: field(2, 'uint64'),
        timestamp: field(3, 'uint64'),
        datatype: field(4, 'uint32'),
        isHistorical: field(5, 'bool'),
        isTransient: field(6, 'bool'),
        isNull: field(7, 'bool'),
        properties: field(9, 'PropertySet'),
        intValue: field(10, 'uint32'),
        longValue: field(11, 'uint64'),
        floatValue: field(12, 'float'),
        doubleValue: field(13, 'double'),
        booleanValue: field(14, 'bool'),
        stringValue: field(15, 'string'),
        bytesValue: field(16, 'bytes'),
      },
    },
    PropertySet: {
      fields: { keys: field(1, 'string', 'repeated'), values: field(2, 'PropertyValue', 'repeated') },
    },
    PropertyValue: {
      fields: { type: field(1, 'uint32'), intValue: field(3, 'uint32'), stringValue: field(8, 'string') },
    },
  },
}).lookupType('Payload');

const wireField: Record<number, string> = {
  4: 'longValue',
  8: 'longValue',
  9: 'floatValue',
  10: 'doubleValue',
  11: 'booleanValue',
};

const decoded = (bytes: Uint8Array): readonly Metric[] => {
  const result = decodePayload(bytes);
  if ('malformed' in result) throw new SentenceError(result.malformed);
  return result.metrics;
};

const meantBy = ({ value, datatype }: Metric): unknown => (value === undefined ? undefined : numberOf(value, datatype));

/** Any metric a tag can take, as protobufjs would be told of it and as it must come out. */
const anyMetric = fc
  .record({
    name: fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }), { nil: undefined }),
    alias: fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { nil: undefined }),
    timestamp: fc.option(fc.nat({ max: 2 ** 45 }), { nil: undefined }),
    isHistorical: fc.boolean(),
    content: fc.oneof(
      fc.integer({ min: -128, max: 127 }).map((v) => ({ datatype: DataType.int8, value: v, expected: v })),
      fc.integer({ min: -32768, max: 32767 }).map((v) => ({ datatype: DataType.int16, value: v, expected: v })),
      fc.integer().map((v) => ({ datatype: DataType.int32, value: v, expected: v })),
      fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
        .map((v) => ({ datatype: DataType.int64, value: v, expected: Number(v) })),
      fc.nat({ max: 2 ** 32 - 1 }).map((v) => ({ datatype: DataType.uint32, value: v, expected: v })),
      fc
        .bigInt({ min: 0n, max: 2n ** 64n - 1n })
        .map((v) => ({ datatype: DataType.uint64, value: v, expected: Number(v) })),
      fc.float().map((v) => ({ datatype: DataType.float, value: v, expected: v })),
      fc.double().map((v) => ({ datatype: DataType.double, value: v, expected: v })),
      fc.boolean().map((v) => ({ datatype: DataType.boolean, value: v, expected: v ? 1 : 0 })),
    ),
  })
  .map(({ content, name, alias, timestamp, isHistorical }) => {
    const metric: MetricToWrite = {
      datatype: content.datatype,
      value: content.value,
      isHistorical,
      ...(name !== undefined && { name }),
      ...(alias !== undefined && { alias }),
      ...(timestamp !== undefined && { timestampMs: timestamp }),
    };
    return { metric, expected: content.expected };
  });

describe('Sparkplug payloads', () => {
  test('SPB-1 what is written is read again, and protobufjs reads the same', () => {
    fc.assert(
      fc.property(fc.array(anyMetric, { maxLength: 12 }), fc.nat({ max: 255 }), (metrics, seq) => {
        const bytes = encodePayload({ timestampMs: 1_700_000_000_000, seq, metrics: metrics.map((m) => m.metric) });
        const read = decodePayload(bytes);
        expect(read).toMatchObject({ timestampMs: 1_700_000_000_000, seq });
        const seen = oracle.toObject(oracle.decode(bytes), { longs: String, defaults: true });
        expect(seen.metrics.length).toBe(metrics.length);
        decoded(bytes).forEach((metric, i) => {
          const { metric: written, expected } = metrics[i]!;
          expect(meantBy(metric)).toBe(expected);
          expect(metric.name).toBe(written.name);
          expect(metric.timestampMs).toBe(written.timestampMs);
          expect(metric.isHistorical).toBe(written.isHistorical);
          expect(metric.alias === undefined ? undefined : BigInt(metric.alias)).toBe(written.alias);
          const other = seen.metrics[i];
          expect(other.name).toBe(written.name ?? '');
          expect(other.alias).toBe(String(written.alias ?? 0));
          expect(other.datatype).toBe(written.datatype);
          expect(other.timestamp).toBe(String(written.timestampMs ?? 0));
          const value = other[wireField[written.datatype] ?? 'intValue'];
          if (written.datatype === DataType.int64)
            expect(BigInt.asIntN(64, BigInt(value))).toBe(BigInt(written.value as bigint));
          else if (written.datatype <= DataType.int32) expect(value | 0).toBe(written.value);
          else expect(String(value)).toBe(String(written.value));
        });
      }),
    );
  });

  test('SPB-1 what protobufjs writes is read, with fields that are of no use here passed over', () => {
    const bytes = oracle
      .encode(
        oracle.fromObject({
          timestamp: 1000,
          seq: 7,
          uuid: 'a',
          body: Buffer.from([1, 2]),
          metrics: [
            { name: 'é/水', alias: 3, datatype: 12, isTransient: true, stringValue: 'Execute' },
            { datatype: 17, bytesValue: Buffer.from([1]), isNull: true },
            {
              datatype: 3,
              intValue: 0xffffffff,
              properties: {
                keys: ['engUnit', 'Quality'],
                values: [{ stringValue: 'bar' }, { type: 3, intValue: 500 }],
              },
            },
          ],
        }),
      )
      .finish();
    const [text, none, number] = decoded(bytes);
    expect(text).toMatchObject({ name: 'é/水', alias: 3, value: 'Execute', isNull: false });
    expect(none).toMatchObject({ isNull: true, value: undefined });
    expect(number).toMatchObject({ quality: 500 });
    expect(meantBy(number!)).toBe(-1);
  });

  test.each([
    [DataType.int8, 0xff, -1],
    [DataType.int8, 0xffffff80, -128],
    [DataType.int8, 127, 127],
    [DataType.int16, 0x8000, -32768],
    [DataType.int16, 0xffff8000, -32768],
    [DataType.int32, 0x80000000, -(2 ** 31)],
    [DataType.uint8, 0xff, 255],
    [DataType.uint32, 0xffffffff, 2 ** 32 - 1],
    [DataType.int64, 2n ** 64n - 5n, -5],
    [DataType.uint64, 2n ** 64n - 1n, 2 ** 64],
    [DataType.int64, 2n ** 53n + 1n, 2 ** 53],
    // A float where the datatype says integer keeps its value.
    [DataType.int16, 40000.5, 40000.5],
  ])('SPB-1 datatype %i turns %s on the wire into %d', (datatype, wire, expected) => {
    expect(numberOf(wire, datatype)).toBe(expected);
  });

  test.each([
    [DataType.int64, 2n ** 53n + 1n],
    [DataType.int64, -(2n ** 63n)],
    [DataType.int64, -(2n ** 53n) - 1n],
    [DataType.uint64, 2n ** 64n - 1n],
    [DataType.uint64, 2n ** 63n],
  ])('SPB-1 datatype %i brings %s across exactly', (datatype, value) => {
    const [metric] = decoded(encodePayload({ metrics: [{ name: 'm', datatype, value }] }));
    expect(exactOf(metric!.value!, metric!.datatype)).toBe(value);
  });

  test('SPB-2 random bytes never make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        decodePayload(bytes);
      }),
      { numRuns: 3000 },
    );
  });

  test('SPB-2 a payload cut off or with a byte changed never makes it throw', () => {
    const bytes = encodePayload({
      timestampMs: 1_700_000_000_000,
      seq: 200,
      metrics: [
        { name: 'Motor/Current', alias: 1, timestampMs: 1_700_000_000_001, datatype: DataType.double, value: 1.5 },
        { name: 'State', alias: 2, datatype: DataType.string, value: 'Execute' },
        { alias: 2n ** 63n, datatype: DataType.int64, value: -1n, isHistorical: true },
      ],
    });
    let malformed = 0;
    for (let cut = 0; cut < bytes.length; cut++) if ('malformed' in decodePayload(bytes.subarray(0, cut))) malformed++;
    expect(malformed).toBeGreaterThan(bytes.length / 2);
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Uint8Array.from(bytes);
        changed[at]! ^= 1 << bit;
        decodePayload(changed);
      }
    }
  });

  test('SPB-2 a metric longer than its payload, and one that ends within a field, are malformed', () => {
    expect(decodePayload(Uint8Array.of(0x12, 0x7f, 0x08))).toHaveProperty('malformed');
    expect(decodePayload(Uint8Array.of(0x12, 0x02, 0x69, 0, 0, 0, 0, 0, 0, 0, 0))).toHaveProperty('malformed');
  });
});
