import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { Checkpoints } from './checkpoints.ts';

test('HIS-3 a checkpoint waits for queries from before a change, and is made later', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-checkpoints-'));
  const log = join(folder, 'history.duckdb.wal');
  const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'), { checkpoint_threshold: '1TB' });
  const [writer, reader] = [await instance.connect(), await instance.connect()];
  const checkpoints = await Checkpoints.open(folder, writer);
  // Each of these is about 2 MB of log.
  const fill = async (times: number) => {
    for (let i = 0; i < times; i++) await writer.run('INSERT INTO row SELECT range, random() FROM range(100000)');
  };
  await writer.run('CREATE TABLE row (number BIGINT, value DOUBLE)');
  await fill(1);
  await reader.run('BEGIN; SELECT count(*) FROM row');
  await writer.run('UPDATE row SET value = 0 WHERE number = 5');
  await fill(12);
  await checkpoints.runIfDue();
  expect((await stat(log)).size).toBeGreaterThan(16e6);
  await expect(checkpoints.freeze()).rejects.toThrow('it is being read from before its last change');
  expect(await readdir(folder)).not.toContain('history.duckdb.guard');
  await reader.run('COMMIT');
  // Not at once: asked after every commit, it would cost too much while the query goes on.
  await checkpoints.runIfDue();
  expect((await stat(log)).size).toBeGreaterThan(16e6);
  await fill(12);
  await checkpoints.runIfDue();
  expect(await readdir(folder)).toEqual(['history.duckdb']);
  const freeze = await checkpoints.freeze();
  await fill(12);
  await checkpoints.runIfDue();
  expect((await stat(freeze.file)).size).toBe(freeze.bytes);
  expect(await freeze.thaw()).toBe(true);
  await checkpoints.runIfDue();
  expect(await readdir(folder)).toEqual(['history.duckdb']);
  await checkpoints.end();
  for (const connection of [reader, writer]) connection.closeSync();
  instance.closeSync();
  await checkpoints.release();
  await rm(folder, { recursive: true });
});
