import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReplayBacklog } from './replay-backlog.ts';

const row = (n: number) => ({ timeMs: n, values: [n] });

/** The same, told as plainly as can be: every row with when it was sent, the oldest forgotten by rule. */
class Model {
  kept: { n: number; sentMs: number | undefined }[] = [];
  next = 0;
  liveFrom = 0;
  lost = 0;
  readonly capacity: number;
  readonly keepMs: number;
  constructor(capacity: number, keepMs: number) {
    this.capacity = capacity;
    this.keepMs = keepMs;
  }
  push(n: number) {
    this.kept.push({ n, sentMs: undefined });
    if (this.kept.length > this.capacity && this.kept.shift()!.sentMs === undefined) this.lost++;
    this.next = Math.max(this.next, this.kept[0]!.n);
  }
  sendAgain(sinceMs: number) {
    const first = this.kept.find(({ sentMs }) => sentMs === undefined || sentMs >= sinceMs);
    if (first && first.n < this.next) this.next = first.n;
  }
  take(count: number, nowMs: number) {
    const waiting = this.kept.filter(({ n }) => n >= this.next);
    const isHistorical = waiting.length > 0 && waiting[0]!.n < this.liveFrom;
    const taken = waiting.filter(({ n }) => n < this.liveFrom === isHistorical).slice(0, count);
    for (const each of taken) {
      each.sentMs = nowMs;
      this.next = each.n + 1;
    }
    while (this.kept.length > 1 && this.kept[0]!.n < this.next && this.kept[0]!.sentMs! < nowMs - this.keepMs)
      this.kept.shift();
    return { rows: taken.map(({ n }) => n), isHistorical };
  }
}

describe('the rows an edge node keeps', () => {
  test('RPL-3 RPL-4 are sent in order, again when doubtful, and forgotten when old, as a plain model says', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constant('push' as const), count: fc.integer({ min: 1, max: 8 }) }) },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('take' as const), count: fc.integer({ min: 1, max: 5 }) }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('again' as const), count: fc.integer({ min: 0, max: 40 }) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('live' as const), count: fc.constant(0) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const backlog = new ReplayBacklog(20, 10);
        const model = new Model(20, 10);
        let [n, nowMs] = [0, 0];
        for (const { do: what, count } of steps) {
          nowMs += 3;
          if (what === 'push') {
            for (let k = 0; k < count; k++, n++) {
              backlog.push(row(n));
              model.push(n);
            }
          } else if (what === 'take') {
            const { rows, isHistorical } = backlog.take(count, nowMs);
            const expected = model.take(count, nowMs);
            expect(rows.map(({ timeMs }) => timeMs)).toEqual(expected.rows);
            if (rows.length > 0) expect(isHistorical).toBe(expected.isHistorical);
          } else if (what === 'again') {
            backlog.sendAgain(nowMs - count);
            model.sendAgain(nowMs - count);
          } else {
            backlog.beginLive();
            model.liveFrom = n;
          }
          expect(backlog.lost).toBe(model.lost);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('RPL-3 that were never sent outlive those that were; beyond the bound the oldest go, and are counted', () => {
    const backlog = new ReplayBacklog(3, 1000);
    backlog.push(row(0));
    backlog.take(10, 0);
    for (const n of [1, 2, 3, 4]) backlog.push(row(n));
    expect(backlog.lost).toBe(1);
    expect(backlog.take(10, 1).rows.map(({ timeMs }) => timeMs)).toEqual([2, 3, 4]);
  });
});
