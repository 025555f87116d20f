import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Random } from '../../simulation/random.ts';
import { AlarmJournal, type NewEntry } from './alarm-journal.ts';
import { buildAlarmWriter, killWriters } from './alarm-writer.fixture.ts';

const january = Date.UTC(2026, 0, 31, 23, 59);
const february = Date.UTC(2026, 1, 1, 0, 1);

let folder: string;
let logged: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-alarm-journal-'));
  logged = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => AlarmJournal.open(folder, (line) => logged.push(line));
const raised = (alarm: string, atMs: number): NewEntry => ({
  atMs,
  timeMs: atMs,
  alarm,
  event: 'raise',
  from: 'normal',
  status: { state: 'unacknowledged', active: true, suppressing: false, untilMs: null },
  priority: 2,
});
const over = (alarm: string, atMs: number): NewEntry => ({
  ...raised(alarm, atMs),
  event: 'clear',
  from: 'acknowledged',
  status: { state: 'normal', active: false, suppressing: false, untilMs: null },
});
const numbers = async (journal: AlarmJournal) => {
  const { rows } = await journal.read(0, 8e15, 100);
  return rows.map(({ n, alarm }) => `${n} ${alarm}`);
};

describe('ALM-9 the journal', () => {
  test('knows of every alarm how it is, after it was opened again as before', async () => {
    const journal = await open();
    await journal.append([raised('a', january), raised('b', january + 1)]);
    await journal.append([over('a', january + 2)]);
    await journal.close();
    const again = await open();
    for (const each of [journal, again]) {
      expect(each.recordOf('a').status.state).toBe('normal');
      expect(each.recordOf('b')).toMatchObject({ status: { state: 'unacknowledged' }, sinceMs: january + 1 });
      expect(each.recordOf('c').status.state).toBe('normal');
    }
    await again.close();
  });

  test('is a file a month, of which a start reads the newest only', async () => {
    const journal = await open();
    await journal.append([raised('a', january), raised('b', january)]);
    await journal.append([over('a', january)]);
    await journal.append([raised('c', february)]);
    await journal.close();
    await writeFile(join(folder, '2026-01.jsonl'), 'not read');
    const again = await open();
    expect(['a', 'b', 'c'].map((id) => again.recordOf(id).status.state)).toEqual([
      'normal',
      'unacknowledged',
      'unacknowledged',
    ]);
    await again.append([over('b', february + 1)]);
    expect(await numbers(again)).toEqual(['5 b', '4 c']);
    expect(logged).toEqual([]);
    await again.close();
  });

  test('a window has the newest entries first, over months, and says what the limit left out', async () => {
    const journal = await open();
    for (let k = 0; k < 10; k++) await journal.append([raised(`${k}`, (k < 5 ? january : february) + k)]);
    const { rows, more } = await journal.read(january + 1, february + 9, 5);
    expect(rows.map(({ alarm }) => alarm)).toEqual(['8', '7', '6', '5', '4']);
    expect(more).toBe(3);
    await journal.close();
  });

  test('an entry whose writing was cut short is put aside and logged; the next one takes its number', async () => {
    const journal = await open();
    await journal.append([raised('a', january)]);
    await journal.close();
    await appendFile(join(folder, '2026-01.jsonl'), '{"n":2,"atMs":17');
    const again = await open();
    await again.append([raised('b', january + 1)]);
    expect(await numbers(again)).toEqual(['2 b', '1 a']);
    expect(logged).toEqual([expect.stringMatching(/1 damaged line .*damaged\.jsonl, the last because .* cut short/)]);
    await again.close();
  });

  test('a month that was cut short in its first line goes on from the month before', async () => {
    const journal = await open();
    await journal.append([raised('a', january)]);
    await journal.close();
    await writeFile(join(folder, '2026-02.jsonl'), '{"kept":[["a"');
    const again = await open();
    await again.append([raised('b', february)]);
    expect(again.recordOf('a').status.state).toBe('unacknowledged');
    expect(await numbers(again)).toEqual(['2 b', '1 a']);
    await again.close();
    expect(await readFile(join(folder, '2026-02.jsonl'), 'utf8')).toMatch(/^\{"kept":\[\["a",/);
  });

  test('an entry that is there twice counts once', async () => {
    const journal = await open();
    await journal.append([raised('a', january), over('a', january + 1)]);
    await journal.close();
    const file = join(folder, '2026-01.jsonl');
    const [head, first, second] = (await readFile(file, 'utf8')).trim().split('\n');
    await writeFile(file, `${[head, first, second, first].join('\n')}\n`);
    const again = await open();
    expect(again.recordOf('a').status.state).toBe('normal');
    expect(await numbers(again)).toEqual(['2 a', '1 a']);
    expect(await readdir(folder)).toContain('damaged.jsonl');
    await again.close();
  });
});

test('ALM-10 of 300 transitions under kill -9 none is lost and none is there twice', { timeout: 120_000 }, async () => {
  const built = resolve('node_modules/.cache/gemba-alarm-writer-test');
  await buildAlarmWriter(resolve('.'), built);
  let kills = 0;
  let last = 0;
  for await (const { acknowledged, faults } of killWriters(built, folder, 300, 30, new Random(1, 'alarm kills'))) {
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(last);
    last = acknowledged;
    kills++;
  }
  expect(kills).toBeGreaterThan(1);
  await rm(built, { recursive: true, force: true });
});
