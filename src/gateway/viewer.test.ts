import { describe, expect, it } from 'vitest';
import { FrameDecoder, frameHeader } from '../protocol/live-frame.ts';
import { SampleBatchBuilder } from '../series/sample-batch.ts';
import { LiveValues } from './live-values.ts';
import { ToldTexts } from './told-texts.ts';
import { Viewer } from './viewer.ts';

const batchOf = (...rows: [slot: number, timeMs: number, value: number][]) => {
  const batch = new SampleBatchBuilder();
  for (const [slot, timeMs, value] of rows) batch.push(slot, timeMs, value);
  return batch;
};

function setUp(slotCount = 4) {
  const live = new LiveValues(slotCount);
  const frames: Uint8Array[] = [];
  const viewer = new Viewer(live, (frame) => frames.push(frame), new ToldTexts([], () => undefined));
  const tick = (...rows: [number, number, number][]) => {
    live.take(batchOf(...rows));
    viewer.tick(0);
    live.clearChanged();
  };
  return { live, frames, viewer, tick };
}

const read = (decoder: FrameDecoder, frame: Uint8Array) => {
  const values = new Map<number, number>();
  const header = decoder.decode(frame, (slot, _timeMs, value) => values.set(slot, value));
  return { sequence: header?.sequence, values: Object.fromEntries(values) };
};

describe('a viewer', () => {
  it('gets every value in force on joining, then only what changed and what it watches', () => {
    const { live, frames, viewer, tick } = setUp();
    live.take(batchOf([0, 10, 1], [1, 10, 2], [2, 10, 3]));
    live.clearChanged();
    viewer.watch(Uint32Array.of(0, 1, 3), 1, 0);
    tick([1, 20, 5], [2, 20, 6]);
    const decoder = new FrameDecoder(4);
    expect(read(decoder, frames[0]!)).toEqual({ sequence: 0, values: { 0: 1, 1: 2 } });
    expect(read(decoder, frames[1]!)).toEqual({ sequence: 1, values: { 1: 5 } });
    expect(frames).toHaveLength(2);
  });

  it('that stops reading gets merged values, not a queue', () => {
    const { frames, viewer, tick } = setUp();
    viewer.watch(Uint32Array.of(0, 1), 1, 0);
    for (let k = 1; k <= 1000; k++) tick([0, k, k], [1, k, -k]);
    const whileSilent = frames.length;
    expect(whileSilent).toBeLessThanOrEqual(2);
    viewer.seen(1, whileSilent - 1, 0);
    tick();
    expect(frames).toHaveLength(whileSilent + 1);
    const decoder = new FrameDecoder(4);
    const last = frames.map((frame) => read(decoder, frame)).at(-1);
    expect(last?.values).toEqual({ 0: 1000, 1: -1000 });
    expect(viewer.merged).toBe(2 * (1000 - whileSilent));
  });

  it('starts afresh when it asks again, as after a missed frame', () => {
    const { frames, viewer, tick } = setUp();
    viewer.watch(Uint32Array.of(0), 1, 0);
    tick([0, 1, 7]);
    viewer.seen(1, 0, 0);
    viewer.watch(Uint32Array.of(0), 2, 0);
    expect(frameHeader(frames.at(-1)!)).toMatchObject({ epoch: 2, sequence: 0 });
    expect(read(new FrameDecoder(4), frames.at(-1)!)).toEqual({ sequence: 0, values: { 0: 7 } });
  });

  it('that asks again and again without looking gets one start, then the newest', () => {
    const { live, frames, viewer } = setUp();
    live.take(batchOf([0, 10, 1], [1, 10, 2]));
    for (let epoch = 1; epoch <= 100; epoch++) viewer.watch(Uint32Array.of(epoch % 2), epoch, 0);
    expect(frames).toHaveLength(1);
    viewer.seen(1, 0, 0);
    expect(frames.map((frame) => frameHeader(frame).epoch)).toEqual([1, 100]);
  });

  it('is told nothing while it watches nothing, and ignores tags that do not exist', () => {
    const { frames, viewer, tick } = setUp();
    viewer.watch(new Uint32Array(0), 1, 0);
    tick([0, 1, 7]);
    viewer.watch(Uint32Array.of(99), 1, 0);
    tick([0, 2, 8]);
    expect(frames).toHaveLength(0);
  });

  it('never sees a late sample', () => {
    const { live } = setUp();
    live.take(batchOf([0, 20, 2], [0, 10, 1]));
    expect(live.values[0]).toBe(2);
  });
});
