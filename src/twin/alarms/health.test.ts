import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlant } from '../check-plant.ts';
import type { MachineId, Plant } from '../plant.ts';
import { indexPlant } from '../plant-index.ts';
import { smallPlant } from '../small-plant.ts';
import type { AlarmEntry } from './alarm-entry.ts';
import { groupAlarms } from './first-out.ts';
import { alarmHealth, staleOf } from './health.ts';
import type { Priority } from './tag-alarms.ts';

const [s, min, hour] = [1000, 60_000, 3_600_000];
const raise = (atMs: number, alarm = 'a', priority: Priority = 2): AlarmEntry => ({
  n: 1,
  atMs,
  timeMs: atMs,
  alarm,
  event: 'raise',
  from: 'normal',
  status: { state: 'unacknowledged', active: true, suppressing: false, untilMs: null },
  priority,
});

describe('ALM-12 the health of the alarm system', () => {
  test('counts what was announced: not what is acknowledged, over, or put aside, but what became worse', () => {
    const entry = raise(0);
    const entries: AlarmEntry[] = [
      entry,
      { ...entry, event: 'escalate', from: 'unacknowledged' },
      { ...entry, event: 'acknowledge', from: 'unacknowledged', status: { ...entry.status, state: 'acknowledged' } },
      { ...entry, event: 'raise', from: 'shelved', status: { ...entry.status, state: 'shelved', untilMs: 9 } },
      { ...entry, event: 'unshelve', from: 'shelved' },
    ];
    expect(alarmHealth(entries, 0, hour).announced).toBe(3);
  });

  test('rates are means over the window, the most in ten minutes is what it was at its worst', () => {
    const entries = [0, 1, 2, 3, 40, 50].map((at) => raise(at * min, `${at}`));
    const health = alarmHealth(entries, 0, 2 * hour);
    expect(health).toMatchObject({ announced: 6, perTenMinutes: 0.5, perHour: 3, perDay: 72, mostInTenMinutes: 4 });
  });

  test('a flood is more than ten in ten minutes, until there are fewer than five', () => {
    // One every 30 s: the eleventh comes after 5 min. Of the 12, the eighth has gone 10 min after it came.
    const entries = Array.from({ length: 12 }, (_, k) => raise(k * 30 * s, `${k}`));
    expect(alarmHealth(entries.slice(0, 10), 0, hour).floods).toEqual([]);
    const { floods, floodShare } = alarmHealth(entries, 0, hour);
    expect(floods).toEqual([{ fromMs: 5 * min, toMs: 13.5 * min }]);
    expect(floodShare).toBeCloseTo(8.5 / 60, 10);
    expect(alarmHealth(entries, 0, 7 * min).floods).toEqual([{ fromMs: 5 * min, toMs: 7 * min }]);
  });

  test('three within a minute chatter, and are named; so are the noisiest ten', () => {
    const entries = [
      ...[0, 20, 59].map((at) => raise(at * s, 'chatters')),
      ...[100, 130, 161].map((at) => raise(at * s, 'nearly')),
      ...Array.from({ length: 10 }, (_, k) => raise((200 + k) * s, `once ${k}`)),
    ];
    const { chattering, noisiest, noisiestShare } = alarmHealth(entries, 0, hour);
    expect(chattering).toEqual(['chatters']);
    expect(noisiest).toHaveLength(10);
    expect(noisiest.slice(0, 2)).toEqual([
      { alarm: 'chatters', count: 3 },
      { alarm: 'nearly', count: 3 },
    ]);
    expect(noisiestShare).toBe(14 / 16);
  });

  test('priorities are shares; a window without alarms has none', () => {
    const entries = [raise(0, 'a', 1), raise(1, 'b', 3), raise(2, 'c', 3), raise(3, 'd', 2)];
    expect(alarmHealth(entries, 0, hour).shares).toEqual({ 1: 0.25, 2: 0.25, 3: 0.5 });
    expect(alarmHealth([], 0, hour)).toMatchObject({ announced: 0, floodShare: 0, noisiestShare: 0 });
  });

  test('what stands for more than a day is stale', () => {
    expect(staleOf([{ sinceMs: 0 }, { sinceMs: 1 }], 24 * hour + 1)).toEqual([{ sinceMs: 0 }]);
  });

  test('floods are those that a look at every second finds', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 80 });
    fc.assert(
      fc.property(gaps, (steps) => {
        const times: number[] = [];
        for (const step of steps) times.push((times.at(-1) ?? 0) + step * s);
        const endMs = (times.at(-1) ?? 0) + 20 * min;
        const { floods } = alarmHealth(
          times.map((at) => raise(at)),
          0,
          endMs,
        );
        let isFlood = false;
        for (let atMs = 0; atMs < endMs; atMs += s) {
          const count = times.filter((time) => time <= atMs && time > atMs - 10 * min).length;
          isFlood = isFlood ? count >= 5 : count > 10;
          expect(floods.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)).toBe(isFlood);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('ALM-13 first-out', () => {
  const { plant } = checkPlant(smallPlant) as { plant: Plant };
  const index = indexPlant(plant);
  const alarm = (id: string, machine: string, sinceMs: number) => ({ id, machine: machine as MachineId, sinceMs });
  const groups = (...alarms: ReturnType<typeof alarm>[]) =>
    groupAlarms(alarms, index).map(({ first, others }) => [first.id, ...others.map(({ id }) => id)]);

  test('what came first leads what followed on machines that material connects', () => {
    expect(
      groups(alarm('capper', 'capper', 30 * s), alarm('filler', 'filler', 0), alarm('belt', 'conveyor-1', 60 * s)),
    ).toEqual([['filler', 'capper', 'belt']]);
  });

  test('of those at the same time the one upstream leads', () => {
    expect(groups(alarm('capper', 'capper', 0), alarm('filler', 'filler', 2 * s))).toEqual([['filler', 'capper']]);
    expect(groups(alarm('capper', 'capper', 0), alarm('filler', 'filler', 3 * s))).toEqual([['capper', 'filler']]);
  });

  test('what comes a minute later, or elsewhere, is by itself', () => {
    expect(groups(alarm('filler', 'filler', 0), alarm('capper', 'capper', 61 * s))).toEqual([['filler'], ['capper']]);
    const elsewhere = plant.areas[0]!.lines[1]!.machines[0]!.id;
    const connected = plant.flows.some(({ from, to }) => from === elsewhere && to === 'filler');
    expect(connected).toBe(false);
    expect(groups(alarm('filler', 'filler', 0), alarm('pump', elsewhere, s))).toEqual([['filler'], ['pump']]);
  });
});
