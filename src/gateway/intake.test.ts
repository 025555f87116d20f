import { describe, expect, it } from 'vitest';
import { type SampleBatch, SampleBatchBuilder, type TagText } from '../series/sample-batch.ts';
import type { Machine, MachineId, Plant, Tag } from '../twin/plant.ts';
import { indexPlant } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import { firstTextNumber, type Historian, mostTexts } from './historian/historian.ts';
import { Intake } from './intake.ts';
import { LiveValues } from './live-values.ts';
import { type Sentence, sentence } from './sentence.ts';

const nowMs = 1_900_000_000_000;
const tag = (id: string, more: Partial<Tag> = {}): Tag => ({ id, name: id, kind: 'number', address: id, ...more });

const machine: Machine = {
  id: 'm' as MachineId,
  name: 'M',
  type: 'pump',
  pose: { x: 1, z: 1 },
  components: [],
  mainTags: [],
  bindings: [],
  tags: [
    tag('pressure', { range: [0, 10] }),
    tag('flow', { deadband: 0.5 }),
    tag('other', { source: 'b' }),
    tag('batch', { kind: 'text' }),
  ],
};

const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [
    { id: 'a', type: 'simulation', seed: 1 },
    { id: 'b', type: 'simulation', seed: 1 },
  ],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [machine] }] }],
  flows: [],
};

function setUp() {
  const stored: [slot: number, timeMs: number, value: number, quality: number][] = [];
  const received: (Float64Array | undefined)[] = [];
  /** Of each append that was tried. */
  const texts: (readonly TagText[])[] = [];
  const disk: { full: boolean; notice?: Sentence } = { full: false };
  const historian: Pick<Historian, 'append' | 'extent' | 'notice' | 'texts' | 'thinned'> = {
    get notice() {
      return disk.notice;
    },
    async append({ length, slots, timesMs, values, qualities, receivedMs, texts: brought = [] }: SampleBatch) {
      texts.push(brought);
      if (disk.full) throw new Error('the disk is full');
      for (let k = 0; k < length; k++) stored.push([slots[k]!, timesMs[k]!, values[k]!, qualities[k]!]);
      received.push(receivedMs);
    },
    extent: async () => null,
    texts: async () => [{ slot: 3, number: firstTextNumber, text: 'Lot 7' }],
    thinned: async () => new Map(),
  };
  const live = new LiveValues(4);
  const index = indexPlant(plant);
  const intake = new Intake(index, live, historian as Historian, () => nowMs);
  const deliver = (...rows: [slot: number, timeMs: number, value: number][]) => {
    const batch = new SampleBatchBuilder();
    for (const row of rows) batch.push(...row);
    return intake.sinkFor({ kind: 'source', id: 'a' }).deliver(batch);
  };
  return { live, intake, index, stored, received, texts, deliver, disk, dropped: () => intake.sources('en')[0]! };
}

describe('the intake', () => {
  it('stores what is plausible and shows it live', async () => {
    const { deliver, stored, live } = setUp();
    await deliver([0, nowMs, 5], [1, nowMs, 7]);
    expect(stored).toEqual([
      [0, nowMs, 5, Quality.good],
      [1, nowMs, 7, Quality.good],
    ]);
    expect(live.values[0]).toBe(5);
  });

  it('tells the earliest time of what was stored, and nothing of what was not', async () => {
    const { deliver, intake, disk } = setUp();
    const told: number[] = [];
    intake.onStored((earliestMs) => told.push(earliestMs));
    await deliver([0, nowMs, 5], [1, nowMs - 9000, 7]);
    disk.full = true;
    await deliver([0, nowMs, 5]).catch(() => undefined);
    expect(told).toEqual([nowMs - 9000]);
  });

  it('tells what became of a damaged record, and that it records', () => {
    const { intake, disk } = setUp();
    expect(intake.recording('en')).toMatchObject({ recording: true, detail: '' });
    disk.notice = sentence('history.saved', { count: 1234, aside: '/old' });
    expect(intake.recording('en')).toMatchObject({
      recording: true,
      detail: '1,234 samples of the damaged record were saved; it is kept in /old',
    });
    expect(intake.recording('de')).toMatchObject({
      recording: true,
      detail: '1.234 Messwerte der beschädigten Aufzeichnung wurden gerettet; sie liegt in /old',
    });
  });

  it('takes no tag from a source it does not belong to', async () => {
    const { deliver, stored, dropped } = setUp();
    await deliver([2, nowMs, 1], [99, nowMs, 1], [1, nowMs, 3]);
    expect(stored).toEqual([[1, nowMs, 3, Quality.good]]);
    expect(dropped().dropped).toEqual({ undeclared: 2 });
  });

  it('turns NaN and infinity into bad quality, never into a number', async () => {
    const { deliver, live, dropped } = setUp();
    await deliver([0, nowMs, Number.NaN], [1, nowMs, Number.POSITIVE_INFINITY]);
    expect([live.values[0], live.qualities[0]]).toEqual([Number.NaN, Quality.bad]);
    expect([live.values[1], live.qualities[1]]).toEqual([Number.NaN, Quality.bad]);
    expect(dropped().lastDropped).toContain('m.flow');
  });

  it('drops what claims to be from more than 5 minutes ahead, and keeps the rest', async () => {
    const { deliver, stored, dropped, live } = setUp();
    await deliver([0, nowMs + 3600_000, 5], [0, nowMs + 299_000, 6]);
    expect(stored).toEqual([[0, nowMs + 299_000, 6, Quality.good]]);
    expect(dropped().dropped).toEqual({ future: 1 });
    expect(dropped().lastDropped).toBe("m.pressure: its clock is 3,600 s ahead of the gateway's");
    expect(live.values[0]).toBe(6);
  });

  it('drops what is from before any plant had a clock that is set', async () => {
    const { deliver, stored, intake } = setUp();
    await deliver([0, nowMs / 1000, 5], [0, Number.NaN, 5]);
    expect(stored).toEqual([]);
    expect(intake.sources('en')[0]!.dropped).toEqual({ past: 2 });
    expect(intake.recording('en').extent).toBeNull();
  });

  it('marks the tags of a source that gave up stale, live and in the record', async () => {
    const { deliver, intake, stored, live } = setUp();
    await deliver([0, nowMs, 5]);
    await intake.markStale({ kind: 'source', id: 'a' }, nowMs - 1000);
    expect(stored.at(-1)).toEqual([0, nowMs + 1, 5, Quality.stale]);
    expect(stored).toHaveLength(2); // a tag that never spoke has nothing to be stale
    expect(live.qualities[0]).toBe(Quality.stale);
  });

  it('marks what no such sensor can report as uncertain', async () => {
    const { deliver, stored } = setUp();
    await deliver([0, nowMs, 11]);
    expect(stored).toEqual([[0, nowMs, 11, Quality.uncertain]]);
  });

  it('leaves out of the record, not of the live view, what differs by less than the deadband', async () => {
    const { deliver, live, stored } = setUp();
    await deliver([1, nowMs, 1]);
    await deliver([1, nowMs + 1000, 1.4], [0, nowMs + 1000, 1.4]);
    await deliver([1, nowMs + 2000, 1.5]);
    expect(stored).toEqual([
      [1, nowMs, 1, Quality.good],
      [0, nowMs + 1000, 1.4, Quality.good],
      [1, nowMs + 2000, 1.5, Quality.good],
    ]);
    await deliver([1, nowMs + 3000, 1.9]);
    expect(stored).toHaveLength(3);
    expect(live.values[1]).toBe(1.9);
  });

  it('stores the last value before it is marked stale, be it within the deadband', async () => {
    const { deliver, intake, stored } = setUp();
    await deliver([1, nowMs, 1], [1, nowMs + 1000, 1.4]);
    await intake.markStale({ kind: 'source', id: 'a' }, nowMs + 5000);
    expect(stored.slice(1)).toEqual([
      [1, nowMs + 1000, 1.4, Quality.good],
      [1, nowMs + 5000, 1.4, Quality.stale],
    ]);
  });

  it('takes for stored what is within the deadband only when that is stored which speaks for it', async () => {
    const { deliver, stored, disk } = setUp();
    disk.full = true;
    const both = [deliver([1, nowMs, 1]), deliver([1, nowMs + 1000, 1.2])];
    for (const each of both) await expect(each).rejects.toThrow('the disk is full');
    disk.full = false;
    // The connectors try again, in any order.
    await deliver([1, nowMs + 1000, 1.2]);
    await deliver([1, nowMs, 1]);
    expect(stored.map(([, timeMs]) => timeMs)).toEqual([nowMs + 1000, nowMs]);
    await deliver([1, nowMs + 2000, 1.3]);
    expect(stored).toHaveLength(2);
  });

  it('notes when samples came in beside the time of their source', async () => {
    const { deliver, received } = setUp();
    await deliver([0, nowMs - 250, 1], [1, nowMs - 90_000, 2]);
    expect(received).toEqual([Float64Array.of(nowMs, nowMs)]);
  });

  it('TEXT-1 gives texts their numbers, and the record what these stand for no later than the samples', async () => {
    const { deliver, intake, index, stored, texts, disk } = setUp();
    await intake.open();
    const sink = intake.sinkFor({ kind: 'source', id: 'a' });
    const numberOf = (text: string) => sink.numberOf(index.tags[3]!, text);
    expect(index.tags[3]!.texts).toEqual(new Map([[firstTextNumber, 'Lot 7']]));
    await deliver([3, nowMs, numberOf('Lot 7')]);
    disk.full = true;
    await deliver([3, nowMs + 1, numberOf('Lot 8')]).catch(() => undefined);
    disk.full = false;
    await deliver([3, nowMs + 1, numberOf('Lot 8')]);
    await deliver([3, nowMs + 2, numberOf('Lot 8')]);
    expect(stored.map(([, , value]) => value - firstTextNumber)).toEqual([0, 1, 1]);
    const lot8 = [{ slot: 3, number: firstTextNumber + 1, text: 'Lot 8' }];
    expect(texts).toEqual([[], lot8, lot8, []]);
  });

  it('HIS-24 tells the record all texts again when some of it was damaged', async () => {
    const { deliver, intake, index, texts, disk } = setUp();
    await intake.open();
    const sink = intake.sinkFor({ kind: 'source', id: 'a' });
    await deliver([3, nowMs, sink.numberOf(index.tags[3]!, 'Lot 8')]);
    disk.notice = sentence('history.saved', { count: 1234, aside: '/old' });
    for (const later of [1, 2]) await deliver([3, nowMs + later, sink.numberOf(index.tags[3]!, 'Lot 8')]);
    const told = texts.slice(1).map((each) => each.map(({ text }) => text));
    expect(told).toEqual([['Lot 7', 'Lot 8'], []]);
  });

  it('TEXT-2 TEXT-3 counts what it cannot take of texts, with the reason', async () => {
    const { deliver, intake, index, stored, dropped } = setUp();
    await intake.open();
    const sink = intake.sinkFor({ kind: 'source', id: 'a' });
    sink.numberOf(index.tags[3]!, 'x'.repeat(300));
    expect(dropped()).toMatchObject({
      dropped: { 'long-text': 1 },
      lastDropped: 'm.batch sent a text of more than 256 characters, its end is cut off',
    });
    for (let n = 0; n < mostTexts; n++) sink.numberOf(index.tags[3]!, `text ${n}`);
    expect(dropped()).toMatchObject({
      dropped: { 'too-many-texts': 2 },
      lastDropped: 'm.batch has had 65,536 different texts, new ones are not taken',
    });
    await deliver([3, nowMs, 4711], [0, nowMs, 5]);
    expect(stored).toEqual([[0, nowMs, 5, Quality.good]]);
    expect(dropped()).toMatchObject({
      dropped: { 'not-a-text': 1 },
      lastDropped: 'm.batch is a text, and 4711 is none',
    });
  });

  it('keeps late rows for the record only', async () => {
    const { deliver, stored, live } = setUp();
    await deliver([0, nowMs, 5]);
    await deliver([0, nowMs - 60_000, 4]);
    expect(stored).toHaveLength(2);
    expect(live.values[0]).toBe(5);
  });

  it('goes on live when it cannot record, says so, and recovers', async () => {
    const { deliver, intake, live, disk } = setUp();
    disk.full = true;
    await expect(deliver([0, nowMs, 5])).rejects.toThrow('the disk is full'); // the connector keeps it
    expect(live.values[0]).toBe(5);
    expect(intake.recording('en')).toMatchObject({ recording: false, detail: 'the disk is full' });
    disk.full = false;
    await deliver([0, nowMs + 1, 6]);
    expect(intake.recording('en')).toMatchObject({ recording: true, extent: { fromMs: nowMs + 1, toMs: nowMs + 1 } });
  });
});
