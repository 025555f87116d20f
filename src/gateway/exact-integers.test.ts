import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SampleBatchBuilder } from '../series/sample-batch.ts';
import type { SparkplugSource } from '../twin/plant.ts';
import { indexPlant, type PlantIndex } from '../twin/plant-index.ts';
import { DataType, encodePayload } from './connectors/sparkplug-codec.ts';
import { EdgeNode } from './connectors/sparkplug-node.ts';
import { plantOf } from './connectors/test-plant.ts';
import { residualsOf } from './exact-state.ts';
import { correctionsCsv, csvContent } from './exports/export-csv.ts';
import { correctionsParquet, parquetFile } from './exports/export-parquet.ts';
import { type FileHistorian, openHistorian } from './historian/duckdb-historian.ts';
import { exactRows } from './historian/exact.contract.ts';
import { Intake } from './intake.ts';
import { LiveValues } from './live-values.ts';
import { fillRecording } from './records/opened-recording.ts';
import { recordedCorrections, recordedSamples, recordingFile, unpackRecording } from './records/recording-file.ts';

import { Texts } from './texts.ts';

const source: SparkplugSource = { id: 's', type: 'sparkplug', url: 'mqtt://b', group: 'g', edgeNode: 'n', host: 'h' };
const startMs = Date.UTC(2030, 0, 1, 6);
const never = new AbortController().signal;
const nothing = () => undefined;

/** Two integer tags, and one that is a number. */
function plant(): PlantIndex {
  const text = JSON.stringify(plantOf(source, ['signed', 'unsigned', 'number']).plant);
  return indexPlant(
    JSON.parse(text, (_, value) =>
      value?.address === 'signed' || value?.address === 'unsigned' ? { ...value, kind: 'integer', deadband: 2 } : value,
    ),
  );
}

const index = plant();
const ids = index.tags.map(({ id }) => id);
const signed = [2n ** 53n + 1n, 2n ** 53n + 3n, -(2n ** 63n), -(2n ** 53n) - 1n, -5n];
const unsigned = [2n ** 64n - 1n, 2n ** 63n + 1n, 2n ** 53n + 1n, 7n, 0n];

let folder: string;
let historian: FileHistorian;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-exact-'));
  historian = await openHistorian(join(folder, 'history'), ids);
});
afterEach(async () => {
  await historian.close();
  await rm(folder, { recursive: true });
});

/** A gateway's way from the broker to the record, from its start on. */
async function gateway() {
  const live = new LiveValues(ids.length);
  const state = await historian.snapshot(startMs + 1e6, never);
  live.remember(state, await residualsOf(historian, state, never));
  const intake = new Intake(index, live, historian, () => startMs + 60_000);
  const sink = intake.sinkFor({ kind: 'source', id: 's' });
  const events = { requestRebirth: nothing, dropped: nothing, connection: nothing, numberOf: sink.numberOf };
  const node = new EdgeNode(source, index.tags, () => startMs + 60_000, events);
  node.brokerConnected();
  const out = new SampleBatchBuilder();
  const deliver = async (work: () => void) => {
    out.clear();
    work();
    await sink.deliver(out.copy());
  };
  return { intake, node, out, deliver };
}

async function send() {
  const { node, out, deliver } = await gateway();
  for (const n of signed.keys()) {
    const metrics = [
      { name: 'signed', datatype: DataType.int64, value: signed[n]! },
      { name: 'unsigned', datatype: DataType.uint64, value: unsigned[n]! },
      { name: 'number', datatype: DataType.int64, value: 2n ** 53n + 1n },
    ];
    const [type, seq] = n === 0 ? ['NBIRTH', 0] : ['NDATA', n];
    const born = n === 0 ? [{ name: 'bdSeq', datatype: DataType.int64, value: 1 }] : [];
    const payload = encodePayload({ timestampMs: startMs + n * 1000, seq, metrics: [...metrics, ...born] });
    await deliver(() => node.receive(`spBv1.0/g/${type}/n`, payload, out));
  }
}

const csvRows = async (content: AsyncIterable<Uint8Array>): Promise<Record<string, string>[]> => {
  let text = '';
  for await (const part of content) text += Buffer.from(part).toString();
  return parse(text, { columns: true });
};
const window = { fromMs: startMs, toMs: startMs + 50_000, tags: index.tags };

test('HIS-23 integers of 64 bits go from the wire to the files without losing a digit', async () => {
  await send();
  const rows = await csvRows(csvContent(historian, window, never));
  const valuesOf = (tag: string) => rows.filter((row) => row.tag!.endsWith(tag)).map(({ value }) => value);
  expect(valuesOf('t0')).toEqual(signed.map(String));
  expect(valuesOf('t1')).toEqual(unsigned.map(String));
  // A number is a float64.
  expect(valuesOf('t2')).toEqual(signed.map(() => '9007199254740992'));
  const file = await parquetFile(historian, window, never);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const read = `read_parquet('${file.path}')`;
  const integers = await connection.runAndReadAll(`SELECT integer::VARCHAR FROM ${read} ORDER BY time, tag`);
  expect(integers.getRows().flat()).toEqual(signed.flatMap((each, n) => [String(each), String(unsigned[n]), null]));
  const types = await connection.runAndReadAll(`SELECT typeof(integer), typeof(value) FROM ${read} LIMIT 1`);
  expect(types.getRows()).toEqual([['DECIMAL(20,0)', 'DOUBLE']]);
  instance.closeSync();
  await file.remove();
});

test('HIS-23 what a source leaves behind when it goes quiet is its last integer, also after a restart', async () => {
  const { node, out, deliver } = await gateway();
  const metrics = [
    { name: 'signed', datatype: DataType.int64, value: -(2n ** 63n) + 1n },
    { name: 'unsigned', datatype: DataType.uint64, value: 2n ** 64n - 1n },
    { name: 'bdSeq', datatype: DataType.int64, value: 1 },
  ];
  const payload = encodePayload({ timestampMs: startMs, seq: 0, metrics });
  await deliver(() => node.receive('spBv1.0/g/NBIRTH/n', payload, out));
  const { intake } = await gateway();
  await intake.markStale({ kind: 'source', id: 's' }, startMs + 20_000);
  await deliver(() => node.brokerLost(out));
  const rows = await exactRows(historian, [0, 1]);
  expect(rows.map(({ timeMs }) => timeMs - startMs)).toEqual([0, 0, 20_000, 20_000, 60_000, 60_000]);
  const expected = [-(2n ** 63n) + 1n, 2n ** 64n - 1n];
  expect(rows.map(({ exact }) => exact)).toEqual([...expected, ...expected, ...expected]);
});

test('HIS-19 23 a deadband counts the digits that a float64 does not have', async () => {
  const { node, out, deliver } = await gateway();
  const base = 2n ** 63n;
  const steps = [0n, 1n, 2n, 3n, 9n, 8n];
  for (const [n, step] of steps.entries()) {
    const metrics = [{ name: 'unsigned', datatype: DataType.uint64, value: base + step }];
    const born = n === 0 ? [{ name: 'bdSeq', datatype: DataType.int64, value: 1 }] : [];
    const payload = encodePayload({ timestampMs: startMs + n * 1000, seq: n, metrics: [...metrics, ...born] });
    // What is left out is acknowledged with the next that is not.
    void deliver(() => node.receive(`spBv1.0/g/${n === 0 ? 'NBIRTH' : 'NDATA'}/n`, payload, out));
  }
  await historian.close();
  historian = await openHistorian(join(folder, 'history'), ids);
  expect((await exactRows(historian, [1])).map(({ exact }) => exact - base)).toEqual([0n, 2n, 9n]);
});

test('HIS-22 23 a recording has the exact integers, in force and replaced', async () => {
  await send();
  const batch = new SampleBatchBuilder();
  // The same float64, another integer.
  batch.push(0, startMs, 2 ** 53, 0, startMs + 30_000, 0);
  await historian.append(batch);
  const recorded = { historian, index, folder, notes: [], log: nothing };
  const cut = { ...window, fromMs: startMs + 500 };
  for (const [name, each] of Object.entries({ whole: window, cut })) {
    const made = await recordingFile(recorded, each, never);
    const unpacked = join(folder, name);
    const about = await unpackRecording(made.path, unpacked);
    await made.remove();
    const copy = await openHistorian(join(folder, `${name}-history`), ids);
    const texts = new Texts([]);
    const corrections = recordedCorrections(unpacked, index, texts);
    await fillRecording(copy, recordedSamples(unpacked, index, texts), corrections, about);
    // The state before a window comes along, and at its end each value again, stale.
    const rows = await exactRows(copy, [0, 1]);
    const original = await exactRows(historian, [0, 1]);
    expect(rows.slice(0, original.length)).toEqual(original);
    expect(rows.slice(original.length).map(({ exact }) => exact)).toEqual([signed.at(-1), unsigned.at(-1)]);
    const told = await csvRows(correctionsCsv(copy, window, never));
    const expected = name === 'cut' ? [] : [['9007199254740993', '9007199254740992']];
    expect(told.map((row) => [row.value, row.new_value])).toEqual(expected);
    await copy.close();
  }
  const file = await correctionsParquet(historian, window, never);
  const instance = await DuckDBInstance.create();
  const found = await (await instance.connect()).runAndReadAll(
    `SELECT integer::VARCHAR, new_integer::VARCHAR FROM read_parquet('${file.path}')`,
  );
  expect(found.getRows()).toEqual([['9007199254740993', '9007199254740992']]);
  instance.closeSync();
  await file.remove();
});
