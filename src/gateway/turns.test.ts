import { describe, expect, test } from 'vitest';
import { Turns } from './turns.ts';

const never = new AbortController().signal;
/** Sleepers wake when the test says so, or when they need not sleep any more. */
class Sleepers {
  readonly #asleep: { readonly ms: number; readonly wake: () => void }[] = [];

  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#asleep.push({ ms, wake });
      signal.addEventListener('abort', wake);
    });

  async pass(ms: number): Promise<void> {
    for (const each of this.#asleep.splice(0)) {
      if (each.ms <= ms) each.wake();
      else this.#asleep.push({ ...each, ms: each.ms - ms });
    }
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('looks that can wait', () => {
  test('come one after another, in the order in which they were asked for', async () => {
    const turns = new Turns(new Sleepers().sleep);
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
    const turns = new Turns(new Sleepers().sleep);
    const first = turns.take(never, () => Promise.reject(new Error('no such tag')));
    const second = turns.take(never, async () => 2);
    await expect(first).rejects.toThrow('no such tag');
    await expect(second).resolves.toBe(2);
  });

  test('who has gone before the turn came is passed over', async () => {
    const turns = new Turns(new Sleepers().sleep);
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

describe('looks that somebody waits for', () => {
  const cases = () => {
    const time = new Sleepers();
    const turns = new Turns(time.sleep);
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    /** Ends when told to, or as soon as it has to give way. */
    const look = (name: string) => (signal: AbortSignal) => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends.set(name, () => resolve(name));
        signal.addEventListener('abort', () => reject(new Error('interrupted')));
      });
    };
    return { time, turns, begun, ends, look };
  };

  test('run at once, and what can wait begins anew when a hand has come to rest', async () => {
    const { time, turns, begun, ends, look } = cases();
    const waits = turns.take(never, look('day'));
    await settled();
    const moment = turns.ahead(() => look('moment')(never));
    await settled();
    expect(begun).toEqual(['day', 'moment']);
    ends.get('moment')!();
    await expect(moment).resolves.toBe('moment');
    await time.pass(200);
    expect(begun).toEqual(['day', 'moment']);
    await time.pass(50);
    expect(begun).toEqual(['day', 'moment', 'day']);
    ends.get('day')!();
    await expect(waits).resolves.toBe('day');
  });

  test('a hand that goes on and on holds nobody up for more than three seconds, and breaks off nothing then', async () => {
    const { time, turns, begun, ends, look } = cases();
    void turns.ahead(async () => undefined);
    const waits = turns.take(never, look('day'));
    await settled();
    for (let passedMs = 0; passedMs < 3000; passedMs += 100) {
      await time.pass(100);
      expect(begun.includes('day')).toBe(passedMs >= 2900);
      void turns.ahead(async () => undefined);
      await settled();
    }
    ends.get('day')!();
    await expect(waits).resolves.toBe('day');
    expect(begun).toEqual(['day']);
  });

  test('who goes while it is put off is told at once, and holds nobody up', async () => {
    const { time, turns, begun, ends, look } = cases();
    void turns.ahead(async () => undefined);
    const gone = new AbortController();
    const first = turns.take(gone.signal, look('first'));
    const second = turns.take(never, look('second'));
    await settled();
    gone.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await time.pass(250);
    expect(begun).toEqual(['second']);
    ends.get('second')!();
    await expect(second).resolves.toBe('second');
  });

  test('one that fails lets the others go on, and tells who asked', async () => {
    const { time, turns, begun, ends, look } = cases();
    await expect(turns.ahead(() => Promise.reject(new Error('no such moment')))).rejects.toThrow('no such moment');
    const waits = turns.take(never, look('day'));
    await time.pass(250);
    expect(begun).toEqual(['day']);
    ends.get('day')!();
    await waits;
  });
});
