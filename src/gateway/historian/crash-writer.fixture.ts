import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { Random } from '../../simulation/random.ts';
import { batchOfRow, openStore, rowsPerBatch, tags, type Writing } from './crash.fixture.ts';
import { firstTextNumber } from './historian.ts';

/** Builds the writer into `folder`: inside node_modules, so that it finds its packages. */
export async function buildWriter(root: string, folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(root, 'src/gateway/historian/crash.fixture.ts'), outDir: folder, emptyOutDir: true },
  });
}

/** What runs the writer, as arguments of a shell that puts `before` it: a limit, a tracer. */
export function startWriter(built: string, writing: Writing, before = 'exec') {
  const module = pathToFileURL(join(built, 'crash.fixture.js')).href;
  const code = `import('${module}').then((m) => m.writeBatches(${JSON.stringify(writing)}))`;
  return spawn('sh', ['-c', `${before} "$0" -e "$1"`, process.execPath, code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Lets a writer run until `enough` of what it said, then kills it with SIGKILL; all the complete lines it said. */
export async function writerSays(
  built: string,
  writing: Writing,
  enough: (lines: string[]) => boolean,
  maxFileKb?: number,
): Promise<string[]> {
  const writer = startWriter(built, writing, maxFileKb === undefined ? 'exec' : `ulimit -f ${maxFileKb * 2}; exec`);
  let said = '';
  for await (const text of writer.stdout.setEncoding('utf8')) {
    said += text;
    const lines = completeLines(said);
    if (lines.length > 0 && enough(lines)) writer.kill('SIGKILL');
  }
  return completeLines(said);
}

/** What was said of batches. */
const completeLines = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== 'opening');
export const storedIn = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('stored ')).map((line) => Number(line.split(' ')[1]));

/**
 * Kills a writer again and again, each time up to `longestMs` after it begins to open the store, with a checkpoint
 * every few batches so that kills hit those too. Each round goes on with what the last one left. Yields what was
 * acknowledged so far, and what is wrong with the store.
 */
export async function* killAtRandom(built: string, where: string, rounds: number, longestMs: number, random: Random) {
  const acknowledged: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = acknowledged.reduce((most, n) => Math.max(most, n + 16), 0);
    const killMs = random.uniform() * longestMs;
    const writer = startWriter(built, { where, from: from - (from % 8), checkpointEvery: 25 });
    let said = '';
    for await (const text of writer.stdout.setEncoding('utf8')) {
      if (said === '') void sleep(killMs).then(() => writer.kill('SIGKILL'));
      said += text;
    }
    acknowledged.push(...storedIn(completeLines(said)));
    yield { acknowledged, ...(await checkRecord(where, acknowledged)) };
  }
}

/**
 * What is wrong with a store in sentences: an acknowledged batch not whole, or without its text, half a batch, a row twice or never sent.
 * `setAside`: something was damaged, and opening has moved it aside.
 */
export async function checkRecord(
  where: string,
  acknowledged: readonly number[],
): Promise<{ faults: string[]; setAside: boolean }> {
  const historian = await openStore(where);
  const rows = new Map<number, number>();
  const faults: string[] = [];
  let lastKey = '';
  const never = new AbortController().signal;
  for await (const batch of historian.readTags([...tags.keys()], 0, Number.POSITIVE_INFINITY, never)) {
    for (let i = 0; i < batch.length; i++) {
      const [slot, timeMs, value] = [batch.slots[i]!, batch.timesMs[i]!, batch.values[i]!];
      const key = `${slot} ${timeMs}`;
      const n = batchOfRow(slot, timeMs, value);
      // Rows come by time and tag, so a repeat follows at once.
      if (key === lastKey) faults.push(`tag ${slot} at ${timeMs} is there twice`);
      else if (Number.isNaN(n)) faults.push(`tag ${slot} at ${timeMs} is ${value}, which was never sent`);
      else rows.set(n, (rows.get(n) ?? 0) + 1);
      lastKey = key;
    }
  }
  for (const n of acknowledged) if (!rows.has(n)) faults.push(`batch ${n} was acknowledged and is gone`);
  for (const [n, count] of rows) if (count < rowsPerBatch) faults.push(`of batch ${n} only ${count} rows are there`);
  const texts = new Set((await historian.texts()).map(({ number }) => number - firstTextNumber));
  for (const n of rows.keys()) if (!texts.has(n)) faults.push(`the text of batch ${n} is gone`);
  for (const n of texts) if (!rows.has(n)) faults.push(`of batch ${n} only the text is there`);
  await historian.close();
  return { faults, setAside: historian.notice !== undefined };
}
