import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { expect } from 'vitest';
import { openStore, type Row, rowsOf, tags } from './crash.fixture.ts';
import { readAll } from './historian.contract.ts';

/** Builds the writer that `writerSays` runs into `folder`: inside node_modules, so that it finds its packages. */
export async function buildWriter(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'crash.fixture.ts'), outDir: folder, emptyOutDir: true },
  });
}

/** Lets a writer run until `enough` of what it said, then kills it with SIGKILL; all the complete lines it said. */
export async function writerSays(
  built: string,
  where: string,
  firstBatch: number,
  enough: (lines: string[]) => boolean,
  maxFileKb?: number,
): Promise<string[]> {
  const module = pathToFileURL(join(built, 'crash.fixture.js')).href;
  const code = `import('${module}').then((m) => m.writeForever(${JSON.stringify(where)}, ${firstBatch}))`;
  const limit = maxFileKb === undefined ? '' : `ulimit -f ${maxFileKb * 2}; `;
  const writer = spawn('sh', ['-c', `${limit}exec "$0" -e "$1"`, process.execPath, code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of writer.stdout.setEncoding('utf8')) {
    said += text;
    if (enough(completeLines(said))) writer.kill('SIGKILL');
  }
  return completeLines(said);
}

const completeLines = (text: string) => text.split('\n').slice(0, -1);
export const storedIn = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('stored ')).map((line) => Number(line.split(' ')[1]));

/** HIS-3: kills a writer again and again, after that many batches each; each round continues what the last one left. */
export async function survivesKills(built: string, where: string, rounds: readonly number[]): Promise<void> {
  const acknowledged: number[] = [];
  for (const batches of rounds) {
    const from = acknowledged.length === 0 ? 0 : Math.max(...acknowledged) + 16;
    const lines = await writerSays(built, where, from - (from % 8), (said) => said.length >= batches);
    acknowledged.push(...storedIn(lines));
    expect(storedIn(lines).length).toBeGreaterThanOrEqual(batches);
    await expectRecorded(where, acknowledged);
  }
}

/** Every row of `batches` is there once, and nothing that was never sent. */
export async function expectRecorded(where: string, batches: readonly number[]): Promise<void> {
  const historian = await openStore(where);
  const found = new Map<string, number>();
  for (const slot of tags.keys()) {
    for (const row of await readAll(historian, slot, 0, Number.POSITIVE_INFINITY)) {
      expect(found.has(keyOf(row))).toBe(false);
      found.set(keyOf(row), row.value);
    }
  }
  const missing = batches.flatMap(rowsOf).filter((row) => found.get(keyOf(row)) !== row.value);
  expect(missing).toEqual([]);
  const sent = new Map(
    Array.from({ length: Math.max(...batches) + 40 }, (_, n) => rowsOf(n))
      .flat()
      .map((row) => [keyOf(row), row.value]),
  );
  expect([...found].filter(([key, value]) => sent.get(key) !== value)).toEqual([]);
  const { fromMs, toMs } = (await historian.extent())!;
  const snapshot = await historian.snapshot((fromMs + toMs) / 2, new AbortController().signal);
  for (const slot of tags.keys()) {
    const before = await readAll(historian, slot, 0, (fromMs + toMs) / 2 + 1e-3);
    expect(snapshot.values[slot]).toBe(before.at(-1)?.value ?? Number.NaN);
  }
  await historian.close();
}

const keyOf = (row: Row) => `${row.slot} ${row.timeMs}`;
