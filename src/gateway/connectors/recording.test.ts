import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordingSource } from '../../twin/plant.ts';
import { recordingConnector } from './recording.ts';
import { plantOf } from './test-plant.ts';
import { RememberingSink } from './test-sink.ts';

const startMs = Date.UTC(2030, 0, 1);
const addresses = ['pump/P', 'pump/F'];
const mapping = {
  format: 'gemba-recording/1',
  delimiter: ';',
  time: { column: 'time', format: 'iso' },
  columns: { P: 'pump/P', F: { address: 'pump/F', scale: 10, offset: 1 } },
};
const text = `time;P;other;F
2020-01-01 00:00:00;1.5;x;1
2020-01-01 00:00:01;2.5;x;2
2020-01-01 00:00:03;3.5;x;3
`;
const base = Date.UTC(2020, 0, 1);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-recording-'));
  await writeFile(join(folder, 'm.json'), JSON.stringify(mapping));
});
afterAll(() => rm(folder, { recursive: true }));

/** A clock that is where somebody sleeps until. */
const jumpingClock = () => {
  let nowMs = startMs;
  return {
    slept: [] as number[],
    now: () => nowMs,
    async sleep(ms: number, signal: AbortSignal) {
      if (signal.aborted) return;
      this.slept.push(ms);
      nowMs += ms;
    },
  };
};

/** A source with a mapping of these columns. */
async function mapped(columns: unknown): Promise<Partial<RecordingSource>> {
  await writeFile(join(folder, 't.json'), JSON.stringify({ ...mapping, columns }));
  return { mapping: 't.json' };
}

interface Run {
  readonly content?: string | Uint8Array;
  readonly file?: string;
  readonly source?: Partial<RecordingSource>;
  readonly stopAfter?: number;
  readonly own?: readonly string[];
}

async function play({ content = text, file = 'r.csv', source, stopAfter = Infinity, own = addresses }: Run) {
  await writeFile(join(folder, file), content);
  const full: RecordingSource = {
    id: 's',
    type: 'recording',
    file,
    mapping: 'm.json',
    speed: 1,
    loop: false,
    ...source,
  };
  const sink = new RememberingSink();
  const stop = new AbortController();
  sink.beforeDelivery = async () => {
    if (sink.deliveries + 1 >= stopAfter) stop.abort();
  };
  const clock = jumpingClock();
  const error = await recordingConnector(full, plantOf(full, own), { clock, baseFolder: folder })
    .run(sink, stop.signal)
    .then(
      () => undefined,
      (reason: Error) => reason,
    );
  const good = sink.rows.filter(({ quality }) => quality === 'good');
  return { sink, clock, error, good: good.map(({ slot, timeMs, value }) => [slot, timeMs, value]) };
}

describe('a recording', () => {
  test('REC-3 plays with its first row as now, scaled, in its own rhythm', async () => {
    const { good, clock, error } = await play({});
    expect(error).toBeUndefined();
    expect(good).toEqual([
      [0, startMs, 1.5],
      [1, startMs, 11],
      [0, startMs + 1000, 2.5],
      [1, startMs + 1000, 21],
      [0, startMs + 3000, 3.5],
      [1, startMs + 3000, 31],
    ]);
    expect(clock.slept).toEqual([1000, 2000]);
  });

  test('REC-3 plays ten times as fast out of a gzip file', async () => {
    const { good, clock } = await play({ content: gzipSync(text), file: 'r.csv.gz', source: { speed: 10 } });
    expect(good.map(([, timeMs]) => timeMs! - startMs)).toEqual([0, 0, 100, 100, 300, 300]);
    expect(clock.slept).toEqual([100, 200]);
  });

  test('REC-3 in a loop goes on one row after its end', async () => {
    const { good } = await play({ source: { loop: true }, stopAfter: 6 });
    const times = good.filter(([slot]) => slot === 0).map(([, timeMs]) => timeMs! - startMs);
    expect(times).toEqual([0, 1000, 3000, 5000, 6000, 8000]);
  });

  test('REC-4 at speed 0 keeps the times of the file', async () => {
    const { good, clock } = await play({ source: { speed: 0 } });
    expect(good.filter(([slot]) => slot === 0)).toEqual([
      [0, base, 1.5],
      [0, base + 1000, 2.5],
      [0, base + 3000, 3.5],
    ]);
    expect(clock.slept).toEqual([]);
  });

  test('REC-4 does not loop at speed 0', async () => {
    const { error } = await play({ source: { speed: 0, loop: true } });
    expect(error?.message).toContain('a loop at speed 0 would never end');
  });

  test('REC-5 ends with its tags stale', async () => {
    const { sink } = await play({});
    expect(sink.inForce(0)).toEqual({ slot: 0, timeMs: startMs + 5000, value: 3.5, quality: 'stale' });
    expect(sink.state).toEqual({ connected: false, detail: 'r.csv has been read to its end: 3 rows' });
  });

  test('REC-1 leaves bad rows out and says line and column of each', async () => {
    const content = `${text}soon;4;x;4\n2020-01-01 00:00:05;high;x;5\n2020-01-01 00:00:06;6;x\n2020-01-01 00:00:06;6";x;6\n2020-01-01 00:00:07;7;x;7\n`;
    const { sink, good } = await play({ content, source: { speed: 0 } });
    expect(sink.drops.map(({ reason, detail }) => `${reason} ${detail}`)).toEqual([
      'malformed r.csv line 5: column "time": "soon" is not a time of the form iso',
      'malformed r.csv line 6: column "P": "high" is not a number',
      'malformed r.csv line 7: 3 cells where the header has 4',
      'malformed r.csv line 8: column "P": "6"" is not a number',
    ]);
    expect(good.at(-2)).toEqual([0, base + 7000, 7]);
  });

  test('REC-2 takes an empty cell as no sample, and NaN as a bad one', async () => {
    const { sink, good } = await play({
      content: `time;P;F\n2020-01-01 00:00:00;;1\n2020-01-01 00:00:01;NaN;-inf\n`,
      source: { speed: 0 },
    });
    expect(good).toEqual([[1, base, 11]]);
    expect(sink.rows.filter(({ quality }) => quality === 'bad').map(({ slot, value }) => [slot, value])).toEqual([
      [0, Number.NaN],
      [1, Number.NaN],
    ]);
    expect(sink.drops.map(({ reason, detail }) => `${reason} ${detail}`)).toEqual([
      'not-a-number column "P": NaN',
      'not-a-number column "F": -Infinity',
    ]);
  });

  test('REC-7 keeps integers of 64 bits to the last digit, of integer tags that nothing scales', async () => {
    const [large, negative, unsigned] = ['9007199254740993', '-9223372036854775807', '18446744073709551615'];
    const { sink } = await play({
      content: `time;P;F;G\n2020-01-01 00:00:00;${large};${large};${large}\n2020-01-01 00:00:01;${negative};1;1\n2020-01-01 00:00:02;${unsigned};1;1\n`,
      source: {
        speed: 0,
        ...(await mapped({ P: 'm/Count', F: { address: 'm/ScaledCount', scale: 10 }, G: 'm/Level' })),
      },
      own: ['m/Count', 'm/ScaledCount', 'm/Level'],
    });
    const told = (slot: number) =>
      sink.digits.filter((_, k) => sink.rows[k]!.slot === slot && sink.rows[k]!.quality === 'good');
    expect(told(0)).toEqual([large, negative, unsigned]);
    expect(told(1)[0]).toBe('90071992547409920');
    expect(told(2)[0]).toBe('9007199254740992');
  });

  test.each([
    ['a missing column', 'time;Q;F\n', /line 1: no column "P".*it has "time", "Q", "F"/],
    ['a misspelt column', 'tme;P;F\n', /no column "time" \(is "tme" meant\?\)/],
    ['another delimiter', 'time,P,F\n', /no column "time".*is ";" its delimiter\?/],
    ['a column twice', 'time;P;P;F\n', /two columns are called "P"/],
    ['nothing in it', '', /is empty: it needs a header line/],
    ['a quote without end', 'time;P;F\n2020-01-01;"1;2\n', /r\.csv: Quote Not Closed/],
  ])('REC-1 with %s is refused', async (_, content, message) => {
    const { error, sink } = await play({ content });
    expect(error?.message).toMatch(message);
    expect(sink.rows).toEqual([]);
  });

  test('REC-1 that is not there, no gzip, or cut off is refused with the reason', async () => {
    expect((await play({ source: { file: 'none.csv' } })).error?.message).toMatch(/there is no file .*none\.csv/);
    expect((await play({ source: { mapping: 'none.json' } })).error?.message).toMatch(
      /cannot read the mapping .*ENOENT/,
    );
    expect((await play({ file: 'no.csv.gz' })).error?.message).toMatch(/is not a gzip file/);
    const long = `time;P;F\n${'2020-01-01 00:00:00;1;1\n'.repeat(20_000)}`;
    const cut = gzipSync(long).subarray(0, -20);
    expect((await play({ file: 'cut.csv.gz', content: cut })).error?.message).toMatch(
      /cut off or damaged after line \d+/,
    );
  });

  test('REC-5 that is cut off leaves its tags stale before it is refused', async () => {
    const rows = Array.from({ length: 20_000 }, (_, k) => `${new Date(base + k * 1000).toISOString()};${k};1\n`);
    const cut = gzipSync(`time;P;F\n${rows.join('')}`).subarray(0, -5000);
    const { sink, error } = await play({ file: 'cut.csv.gz', content: cut, source: { speed: 0 } });
    expect(error?.message).toMatch(/cut off or damaged after line \d+/);
    const last = sink.rows.filter(({ slot, quality }) => slot === 0 && quality === 'good').at(-1)!;
    expect(last.value).toBeGreaterThan(1000);
    expect(sink.inForce(0)).toEqual({ ...last, timeMs: last.timeMs + 1000, quality: 'stale' });
  });

  test('names the addresses that no tag has, and is refused when that is all of them', async () => {
    const { sink, good } = await play({ own: ['pump/F'] });
    expect(sink.drops).toEqual([
      { reason: 'undeclared', detail: 'no tag has "pump/P" as address, so column "P" is ignored', count: 1 },
    ]);
    expect(good).toHaveLength(3);
    expect((await play({ own: ['other'] })).error?.message).toMatch(/none of the mapping's addresses/);
  });

  test('REC-6 reads columns of texts as they stand, and an empty cell as no sample', async () => {
    const content = `time;P;F
2020-01-01 00:00:00;1; 007 
2020-01-01 00:00:01;2;
2020-01-01 00:00:02;3;NaN
2020-01-01 00:00:03;4;"a;""b"""
`;
    const { sink, good } = await play({
      content,
      source: { ...(await mapped({ P: 'pump/P', F: { address: 'pump/Text', text: true } })), speed: 0 },
      own: ['pump/P', 'pump/Text'],
    });
    expect(sink.texts).toEqual(['007', 'NaN', 'a;"b"']);
    expect(good.filter(([slot]) => slot === 1)).toEqual([
      [1, base, 0],
      [1, base + 2000, 1],
      [1, base + 3000, 2],
    ]);
    expect(sink.drops).toEqual([]);
  });

  test('REC-6 is refused where tag and mapping do not agree about what is a text', async () => {
    const refusal = async (own: string, columns: unknown) =>
      (await play({ own: [own], source: await mapped(columns) })).error?.message;
    expect(await refusal('pump/Text', { P: 'pump/Text' })).toBe(
      'the tag m.t0 is a text: write {"address": ..., "text": true} for column "P" in the mapping',
    );
    expect(await refusal('pump/P', { P: { address: 'pump/P', text: true } })).toBe(
      'column "P" is read as text, but the tag m.t0 is none: take "text" out of the mapping, or make the tag\'s kind "text"',
    );
  });

  test('waits for a record that takes nothing, and loses no row', async () => {
    await writeFile(join(folder, 'r.csv'), text);
    const source: RecordingSource = {
      id: 's',
      type: 'recording',
      file: 'r.csv',
      mapping: 'm.json',
      speed: 0,
      loop: false,
    };
    const sink = new RememberingSink();
    let refusals = 1;
    sink.beforeDelivery = async () => {
      if (refusals-- > 0) throw new Error('disk full');
    };
    const connector = recordingConnector(source, plantOf(source, addresses), {
      clock: jumpingClock(),
      baseFolder: folder,
    });
    await connector.run(sink, new AbortController().signal);
    expect(sink.states).toContainEqual({
      connected: true,
      detail: 'reading r.csv; the record takes nothing: disk full',
    });
    expect(sink.rows.filter(({ quality }) => quality === 'good')).toHaveLength(6);
  });
});
