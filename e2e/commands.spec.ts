import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runGemba } from './gateway.ts';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-cli-'));
});
test.afterEach(() => rm(folder, { recursive: true }));

test('a taken port ends in one clear sentence', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, output } = await runGemba('start', 'rig', '--port', String(port), '--data', folder);
  other.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is taken by another program: end that, or choose another port with --port.`);
  expect(output).not.toContain('    at ');
});

test('a data folder that cannot be written ends in one clear sentence', async () => {
  const file = join(folder, 'not-a-folder');
  await writeFile(file, '');
  const { code, output } = await runGemba('start', 'rig', '--data', join(file, 'history'));
  expect(code).toBe(1);
  expect(output).toContain('cannot be written (ENOTDIR): change its rights, or choose another with --data.');
  expect(output).not.toContain('    at ');
});

test('a history that cannot be reached ends in one clear sentence without the password', async () => {
  const address = 'postgres://keeper:a-secret@127.0.0.1:1/plant';
  const { code, output } = await runGemba('start', 'rig', '--data', folder, '--history', address);
  expect(code).toBe(1);
  expect(output).toContain('PostgreSQL at 127.0.0.1:1 refuses connections (ECONNREFUSED): start it, or correct');
  expect(output).not.toContain('a-secret');
  expect(output).not.toContain('    at ');
});

test('a broken plant file is refused with every fault and its line', async () => {
  const file = join(folder, 'broken.json');
  await writeFile(file, '{\n  "format": "gemba-plant/1",\n  "id": 7\n}\n');
  const { code, output } = await runGemba('start', file, '--data', folder);
  expect(code).toBe(1);
  expect(output).toMatch(/broken\.json:3:\d+ /);
  expect(output).not.toContain('    at ');
});

test('a plant file that is not there, or not JSON, says so', async () => {
  const missing = await runGemba('check', join(folder, 'none.json'));
  expect(missing.code).toBe(1);
  expect(missing.output).toContain('none.json');
  expect(missing.output).not.toContain('    at ');
  const file = join(folder, 'torn.json');
  await writeFile(file, '{ "format": ');
  const torn = await runGemba('check', file);
  expect(torn.code).toBe(1);
  expect(torn.output).toContain('torn.json:1:');
});

test('the plants that ship have no fault', async () => {
  for (const plant of ['bottling', 'rig']) {
    const { code, output } = await runGemba('check', plant);
    expect(output).toContain('no faults');
    expect(code).toBe(0);
  }
});

test('help lists the commands with an example each; an unknown one says where to look', async () => {
  const help = await runGemba('--help');
  for (const command of ['start', 'check', 'replay', 'link']) expect(help.output).toContain(`e.g. gemba ${command}`);
  const unknown = await runGemba('strat');
  expect(unknown.code).toBe(1);
  expect(unknown.output).toContain('start');
});
