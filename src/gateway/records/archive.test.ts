import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Part, textPart, unpackArchive, writeArchive } from './archive.ts';

let folder: string;
let file: string;
const quiet = () => undefined;
const about = { plant: 'p' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-archive-'));
  file = join(folder, 'some.tar');
});
afterEach(() => rm(folder, { recursive: true }));

const parts = [textPart('plant.json', '{}'), textPart('empty', ''), textPart('notes/a.jsonl', 'x'.repeat(3_000_000))];
const write = (list: readonly Part[] = parts) => writeArchive(file, { format: 'f-1', about, parts: list }, quiet);
const unpack = (target = 'out') => unpackArchive(file, join(folder, target), 'f-1', quiet);

describe('an archive', () => {
  test('gives back what was put in, with its manifest', async () => {
    await write();
    const manifest = await unpack();
    expect(manifest).toMatchObject({
      format: 'f-1',
      about,
      parts: [{ name: 'plant.json' }, { name: 'empty' }, { bytes: 3_000_000 }],
    });
    expect(await readFile(join(folder, 'out/notes/a.jsonl'), 'utf8')).toBe('x'.repeat(3_000_000));
    expect(await readFile(join(folder, 'out/empty'), 'utf8')).toBe('');
  });

  test('can be opened by any tar', async () => {
    await write();
    const names = execFileSync('tar', ['tf', file], { encoding: 'utf8' }).trim().split('\n');
    expect(names).toEqual(['plant.json', 'empty', 'notes/a.jsonl', 'manifest.json']);
  });

  test('is refused when any byte of it is another one, or when it is cut anywhere', async () => {
    await write([textPart('a', 'first'), textPart('b', 'second')]);
    const whole = await readFile(file);
    let refused = 0;
    for (let at = 0; at < whole.length; at += 97) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 0x20;
      await writeFile(file, flipped);
      const told = await unpack(`f${at}`).catch((error: Error) => error.message);
      if (typeof told === 'string') refused++;
      // A byte of the padding belongs to nothing.
      else expect(await readFile(join(folder, `f${at}`, 'b'), 'utf8')).toBe('second');
      if (at > whole.length - 512) continue; // the last zeros say nothing
      await writeFile(file, whole.subarray(0, at));
      await expect(unpack(`c${at}`)).rejects.toThrow(/damaged or cut off|is not what is wanted/);
    }
    expect(refused).toBeGreaterThan(10);
  });

  test('never writes over anything, and leaves nothing behind when it fails', async () => {
    await writeFile(file, 'mine');
    await expect(write()).rejects.toThrow(`${file} is there already: choose another name.`);
    expect(await readFile(file, 'utf8')).toBe('mine');
    await rm(file);
    const shrunk: Part = { ...textPart('a', 'short'), bytes: 99 };
    await expect(write([shrunk])).rejects.toThrow('a changed while it was copied: try again.');
    expect(await readdir(folder)).toEqual([]);
  });

  test('that names files outside of its folder is refused', async () => {
    for (const name of ['../out', '/tmp/x', 'a/../../x', 'a//b']) {
      await rm(file, { force: true });
      await write([textPart(name, 'evil')]);
      await expect(unpack(`t${name.length}`)).rejects.toThrow(/names a file outside of its folder/);
    }
  });

  test('refuses what no disk has room for, before it writes', async () => {
    await expect(write([{ ...textPart('huge', ''), bytes: 1e17 }])).rejects.toThrow(
      /has room for .* MB, and .* MB are needed/,
    );
    expect(await readdir(folder)).toEqual([]);
  });
});
