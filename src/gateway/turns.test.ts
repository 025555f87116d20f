import { describe, expect, test } from 'vitest';
import { Turns } from './turns.ts';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('looks that can wait', () => {
  test('come one after another, in the order in which they were asked for', async () => {
    const turns = new Turns();
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const look = (name: string) => () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const all = ['a', 'b', 'c'].map((name) => turns.take(never, look(name)));
    for (const so of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      await settled();
      expect(begun).toEqual(so);
      ends.shift()!();
    }
    await Promise.all(all);
  });

  test('one that fails tells who asked, and the next has its turn', async () => {
    const turns = new Turns();
    const first = turns.take(never, () => Promise.reject(new Error('no such tag')));
    const second = turns.take(never, async () => 2);
    await expect(first).rejects.toThrow('no such tag');
    await expect(second).resolves.toBe(2);
  });

  test('who has gone before the turn came is passed over', async () => {
    const turns = new Turns();
    const gone = new AbortController();
    let end = () => {};
    const first = turns.take(never, () => new Promise<void>((resolve) => (end = resolve)));
    let looked = false;
    const second = turns.take(gone.signal, async () => {
      looked = true;
    });
    second.catch(() => undefined);
    await settled();
    gone.abort();
    end();
    await first;
    await expect(second).rejects.toThrow();
    expect(looked).toBe(false);
  });
});
