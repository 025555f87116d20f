import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { Random } from '../../simulation/random.ts';
import { step } from '../../twin/alarms/alarm-state.ts';
import { AlarmJournal, type NewEntry } from './alarm-journal.ts';

/** Three days before a month ends, so that files are begun, too. */
const startMs = Date.UTC(2026, 0, 29);
const alarms = 40;
const order = ['raise', 'acknowledge', 'clear'] as const;

/**
 * Runs in a process of its own, which is killed: goes on where the journal ends, with one transition or a few at a
 * time, and prints the number of the last one of each append that was acknowledged.
 */
export async function writeTransitions(folder: string, until: number): Promise<void> {
  const journal = await AlarmJournal.open(folder, () => undefined);
  let next = (await counted(journal)).length;
  writeSync(1, 'opened\n');
  while (next < until) {
    // The transitions of one alarm are in different appends, as each rests on the one before.
    const some = Array.from({ length: 1 + (next % 5) }, (_, k) => transition(next + k, journal));
    await journal.append(some);
    next += some.length;
    writeSync(1, `${next}\n`);
    await sleep(1); // so that there is somebody to kill
  }
  await journal.close();
}

/** The k-th transition, the same in every process: each alarm in turn is raised, acknowledged and cleared. */
function transition(k: number, journal: AlarmJournal): NewEntry {
  const alarm = `limit:machine.tag${k % alarms}`;
  const { status } = journal.recordOf(alarm);
  const event = order[Math.floor(k / alarms) % order.length]!;
  const after = step(status, { kind: event }, false);
  if (!after.ok) throw new Error(`transition ${k}: ${event} of a ${status.state} alarm is refused: ${after.why}`);
  const atMs = startMs + k * 60_000;
  return { atMs, timeMs: atMs, alarm, event, from: status.state, status: after.status, priority: 2 };
}

const counted = async (journal: AlarmJournal) => (await journal.read(0, 8e15, 1_000_000)).rows.toReversed();

/** Builds the writer into `folder`: inside node_modules, so that it finds its packages. */
export async function buildAlarmWriter(root: string, folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(root, 'src/gateway/alarms/alarm-writer.fixture.ts'), outDir: folder, emptyOutDir: true },
  });
}

/**
 * Kills writers (SIGKILL), each after up to `mostAppends` of its appends and a moment, until `until` transitions are there.
 * Yields after each kill what is wrong with the journal: entries acknowledged and gone, doubled, or out of order.
 */
export async function* killWriters(built: string, folder: string, until: number, mostAppends: number, random: Random) {
  const module = pathToFileURL(join(built, 'alarm-writer.fixture.js')).href;
  const code = `import('${module}').then((m) => m.writeTransitions(${JSON.stringify(folder)}, ${until}))`;
  let acknowledged = 0;
  while (acknowledged < until) {
    const writer = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const appends = Math.floor(random.uniform() * mostAppends);
    let said = '';
    for await (const text of writer.stdout.setEncoding('utf8')) {
      said += text;
      if (said.split('\n').length > appends + 1) void sleep(2 * random.uniform()).then(() => writer.kill('SIGKILL'));
    }
    const last = said.split('\n').slice(1, -1).at(-1);
    acknowledged = Math.max(acknowledged, Number(last ?? 0));
    yield { acknowledged, faults: await faultsOf(folder, acknowledged) };
  }
}

async function faultsOf(folder: string, acknowledged: number): Promise<readonly string[]> {
  const journal = await AlarmJournal.open(folder, () => undefined);
  const rows = await counted(journal);
  await journal.close();
  const faults: string[] = [];
  if (rows.length < acknowledged) faults.push(`${acknowledged} were acknowledged, ${rows.length} are there`);
  for (const [k, { n, alarm, event }] of rows.entries()) {
    if (n !== k + 1) faults.push(`entry ${k + 1} has the number ${n}`);
    if (alarm !== `limit:machine.tag${k % alarms}` || event !== order[Math.floor(k / alarms) % order.length]) {
      faults.push(`entry ${k + 1} is ${event} of ${alarm}: one before it is lost or doubled`);
    }
  }
  return faults;
}
