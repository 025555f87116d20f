import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { frames } from './frames.ts';

const beats: (() => void)[] = [];
let drawn: string[] = [];
let stop = () => {};
const beat = () => {
  for (const each of beats.splice(0)) each();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('document', { hidden: false, addEventListener: () => {}, removeEventListener: () => {} });
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => beats.push(run));
  stop = frames.add({
    frame(_, early) {
      drawn.push(early ? 'early' : 'beat');
      return false;
    },
    unseen: () => {},
  });
  beat();
  drawn = [];
});
afterEach(() => {
  stop();
  beat();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('however often somebody wakes it, it takes one frame', () => {
  for (let k = 0; k < 5; k++) frames.wake();
  expect(drawn).toEqual([]);
  beat();
  expect(drawn).toEqual(['beat']);
  beat();
  expect(drawn).toEqual(['beat']);
});

test('what a hand waits for is drawn once the script is done, and the device has its frame after that', async () => {
  frames.soon();
  expect(drawn).toEqual([]);
  await Promise.resolve();
  expect(drawn).toEqual(['early']);
  beat();
  expect(drawn).toEqual(['early', 'beat']);
});

test('a hand that moves on is followed once between two frames of the device', async () => {
  for (let k = 0; k < 4; k++) {
    frames.soon();
    await Promise.resolve();
  }
  expect(drawn).toEqual(['early']);
  beat();
  frames.soon();
  await Promise.resolve();
  expect(drawn).toEqual(['early', 'beat', 'early']);
});

test('what moves on in a frame is drawn by that frame', async () => {
  const stopMoving = frames.add({
    frame() {
      frames.soon();
      return false;
    },
    unseen: () => {},
  });
  beat();
  await Promise.resolve();
  stopMoving();
  expect(drawn).toEqual(['beat']);
});

test('nothing is drawn while the page is hidden', async () => {
  (document as { hidden: boolean }).hidden = true;
  frames.soon();
  await Promise.resolve();
  expect(drawn).toEqual([]);
});
