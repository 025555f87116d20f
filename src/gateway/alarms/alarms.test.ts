import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AlarmAction } from '../../protocol/alarms.ts';
import type { AlarmsChange } from '../../protocol/messages.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { TagAlarms } from '../../twin/alarms/tag-alarms.ts';
import { packmlCode } from '../../twin/packml.ts';
import type { MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveValues } from '../live-values.ts';
import { Journal } from '../notes/journal.ts';
import { Alarms } from './alarms.ts';

const plantWith = (limits: object, alarms: TagAlarms = {}): Plant => ({
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [{ id: 'line', type: 'simulation', seed: 1 }],
  areas: [
    {
      id: 'a',
      name: 'A',
      lines: [
        {
          id: 'l',
          name: 'L',
          machines: [
            {
              id: 'pump' as MachineId,
              name: 'Pump',
              type: 'pump',
              pose: { x: 1, z: 1 },
              components: [],
              mainTags: ['state'],
              bindings: [],
              tags: [
                { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 's' },
                { id: 'pressure', name: 'Pressure', kind: 'number', unit: 'bar', limits, alarms, address: 'p' },
                { id: 'speed', name: 'Speed', kind: 'number', unit: 'Hz', address: 'v' },
              ],
            },
          ],
        },
      ],
    },
  ],
  flows: [],
});
const limits = { high: 5, highHigh: 8 };
const [state, pressure, speed] = [0, 1, 2];
const [min, startMs] = [60_000, Date.UTC(2026, 0, 1)];
const anna = { kind: 'person', id: 'anna', name: 'Anna' } as const;
const limit = 'limit:pump.pressure';

let folder: string;
let nowMs: number;
let live: LiveValues;
let connected: boolean;
let alarms: Alarms;
let told: AlarmsChange[];
let logged: string[];

async function open(plant = plantWith(limits)): Promise<void> {
  told = [];
  logged = [];
  alarms = await Alarms.open(join(folder, 'alarms'), indexPlant(plant), {
    live,
    isConnected: () => connected,
    now: () => nowMs,
    log: (line) => logged.push(line),
    locked: null,
  });
  alarms.onChange((change) => told.push(change));
  await alarms.begin();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-alarms-'));
  nowMs = startMs;
  connected = true;
  live = new LiveValues(3);
  await open();
});
afterEach(async () => {
  await alarms.close();
  await rm(folder, { recursive: true });
});

/** What was told since. */
function news(): readonly string[] {
  const changes = told.splice(0).filter(({ whole }) => !whole);
  return changes.flatMap(({ standing, over }) => [
    ...standing.map(({ id, priority, state: is, sinceMs }) => `${id} ${priority} ${is} ${sinceMs - startMs}`),
    ...over.map((id) => `${id} over`),
  ]);
}

/** A value comes in and is looked at; what is told of it. */
async function see(slot: number, atMs: number, value: number, quality: number = Quality.good) {
  nowMs = startMs + atMs;
  const batch = new SampleBatchBuilder();
  batch.push(slot, nowMs, value, quality);
  live.take(batch);
  const written = alarms.update();
  live.clearChanged();
  await written;
  return news();
}
async function wait(untilMs: number) {
  nowMs = startMs + untilMs;
  await alarms.update();
  return news();
}
const act = (action: AlarmAction, ...ids: string[]) => alarms.act({ alarms: ids, action, cursorMs: null }, anna);
const journal = async () => {
  const { rows } = await alarms.read({ fromMs: 0, toMs: nowMs + 1, limit: 100 });
  return rows
    .map(({ n, event, from, status, by }) => `${n} ${event} ${from} ${status.state} ${by?.name ?? '-'}`)
    .reverse();
};
const states = () => alarms.all()!.standing.map(({ id, state: is }) => `${id} ${is}`);

describe('ALM-7 the alarms of now', () => {
  test('a value passes a limit, then the next one, and is back after the off-delay; it stays until acknowledged', async () => {
    expect(await see(pressure, 1000, 4)).toEqual([]);
    expect(await see(pressure, 2000, 6)).toEqual([`${limit} 2 unacknowledged 2000`]);
    expect(await see(pressure, 3000, 7)).toEqual([]);
    expect(await see(pressure, 4000, 9)).toEqual([`${limit} 1 unacknowledged 4000`]);
    expect(await see(pressure, 5000, 4)).toEqual([]);
    expect(await wait(9999)).toEqual([]);
    expect(await wait(10_000)).toEqual([`${limit} 1 rtnUnacknowledged 4000`]);
    expect(await act({ kind: 'acknowledge' }, limit)).toBe(1);
    expect(news()).toEqual([`${limit} over`]);
    expect(alarms.all()).toEqual({ whole: true, standing: [], over: [] });
  });

  test('one that was acknowledged is over by itself, and unacknowledged again when it becomes worse', async () => {
    await see(pressure, 1000, 6);
    await act({ kind: 'acknowledge' }, limit);
    expect(alarms.all()!.standing[0]).toMatchObject({ state: 'acknowledged', by: 'Anna', sinceMs: startMs + 1000 });
    news();
    expect(await see(pressure, 3000, 9)).toEqual([`${limit} 1 unacknowledged 3000`]);
    expect(alarms.all()!.standing[0]).not.toHaveProperty('by');
    await act({ kind: 'acknowledge' }, limit);
    await see(pressure, 4000, 4);
    news();
    expect(await wait(9000)).toEqual([`${limit} over`]);
  });

  test('a milder limit is told, and is no new alarm', async () => {
    await see(pressure, 1000, 9);
    await act({ kind: 'acknowledge' }, limit);
    await see(pressure, 2000, 7);
    news();
    expect(await wait(7000)).toEqual([`${limit} 2 acknowledged 1000`]);
  });

  test('what goes stale still stands, and says that nobody knows', async () => {
    await see(pressure, 1000, 6);
    await see(pressure, 2000, 6, Quality.stale);
    expect(alarms.all()!.standing[0]).toMatchObject({ unconfirmed: true, sinceMs: startMs + 1000 });
    await see(pressure, 3000, 6);
    expect(alarms.all()!.standing[0]).toMatchObject({ unconfirmed: false });
    expect(await journal()).toHaveLength(1);
  });

  test('a machine that is held; tags without alarms are not looked at', async () => {
    expect(await see(state, 1000, packmlCode('Held'))).toEqual(['state:pump 2 unacknowledged 1000']);
    expect(await see(speed, 1000, 1e9)).toEqual([]);
  });

  test('limits that were edited count at once', async () => {
    await see(pressure, 1000, 6);
    await alarms.adopt(indexPlant(plantWith({ high: 5, highHigh: 6 })));
    expect(told.at(-1)).toMatchObject({ whole: true, standing: [{ priority: 1, state: 'unacknowledged' }] });
    await alarms.adopt(indexPlant(plantWith({ high: 7 })));
    await wait(20_000);
    expect(states()).toEqual([`${limit} rtnUnacknowledged`]);
  });

  test('suppression by design follows the state of the machine', async () => {
    await alarms.close();
    await open(plantWith({ low: 2 }, { limit: { suppressedWhile: ['Stopped'] } }));
    await see(state, 1000, packmlCode('Stopped'));
    await see(pressure, 2000, 1);
    expect(states()).toEqual([`${limit} suppressed`]);
    await see(state, 3000, packmlCode('Execute'));
    expect(states()).toEqual([`${limit} unacknowledged`]);
  });

  test('communication: a source is lost', async () => {
    await alarms.close();
    await open(plantWith(limits, { communication: { name: 'Line lost', onDelayS: 2, priority: 1 } }));
    connected = false;
    expect(await wait(1000)).toEqual([]);
    expect(await wait(3000)).toEqual(['communication:pump.pressure 1 unacknowledged 3000']);
    connected = true;
    await wait(4000);
    expect(await wait(9000)).toEqual(['communication:pump.pressure 1 rtnUnacknowledged 3000']);
  });
});

describe('ALM-8 what people do', () => {
  const shelve = { kind: 'shelve', reason: 'sensor is changed', minutes: 15 } as const;

  test('a shelved alarm is listed with who, why and until when, and the live condition decides when it ends', async () => {
    await see(pressure, 1000, 6);
    await act(shelve, limit);
    const shelved = { state: 'shelved', by: 'Anna', reason: 'sensor is changed', untilMs: startMs + 1000 + 15 * min };
    expect(alarms.all()!.standing).toEqual([expect.objectContaining(shelved)]);
    await wait(15 * min);
    expect(states()).toEqual([`${limit} shelved`]);
    await wait(15 * min + 1000);
    expect(states()).toEqual([`${limit} unacknowledged`]);
  });

  test('an alarm that does not stand can be put aside, and is not announced then', async () => {
    await act({ kind: 'remove', reason: 'permit 4711' }, limit);
    await see(pressure, 1000, 9);
    expect(states()).toEqual([`${limit} outOfService`]);
    await act({ kind: 'return' }, limit);
    expect(states()).toEqual([`${limit} unacknowledged`]);
    expect(await journal()).toEqual([
      '1 remove normal outOfService Anna',
      '2 raise outOfService outOfService -',
      '3 return outOfService unacknowledged Anna',
    ]);
  });

  test('many at once: with those that it can be done with', async () => {
    await see(pressure, 1000, 6);
    await see(state, 1000, packmlCode('Held'));
    expect(await act({ kind: 'acknowledge' }, limit, 'state:pump', 'limit:gone.tag')).toBe(2);
    await expect(act({ kind: 'acknowledge' }, limit)).rejects.toThrow('acknowledged already');
  });

  test('of two at the same time the second is told', async () => {
    await see(pressure, 1000, 6);
    const both = await Promise.allSettled([act({ kind: 'acknowledge' }, limit), act({ kind: 'acknowledge' }, limit)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await journal()).toHaveLength(2);
  });

  test.each<readonly [unknown, string]>([
    [{ alarms: [limit], action: { kind: 'acknowledge' }, cursorMs: 5 }, 'go back to live'],
    [{ alarms: [], action: { kind: 'acknowledge' }, cursorMs: null }, 'from one to'],
    [{ alarms: [limit], action: { kind: 'delete' }, cursorMs: null }, 'cannot be done'],
    [{ alarms: [limit], action: { kind: 'shelve', reason: 'x', minutes: 1e9 }, cursorMs: null }, 'shelved for 15, 30'],
    [{ alarms: [limit], action: { kind: 'shelve', reason: ' ', minutes: 15 }, cursorMs: null }, 'reason is needed'],
    [{ alarms: [limit], action: { kind: 'remove' }, cursorMs: null }, 'reason is needed'],
    [null, 'from one to'],
  ])('%j is refused', async (request, why) => {
    await see(pressure, 1000, 6);
    await expect((async () => alarms.act(request, anna))()).rejects.toThrow(why);
    expect(states()).toEqual([`${limit} unacknowledged`]);
  });

  test.each<readonly [AlarmAction, string]>([
    [{ kind: 'acknowledge' }, 'nothing to acknowledge'],
    [{ kind: 'unshelve' }, 'not shelved'],
    [{ kind: 'return' }, 'in service already'],
  ])('%j of a normal alarm is refused', async (action, why) => {
    await expect(act(action, limit)).rejects.toThrow(why);
    expect(await journal()).toEqual([]);
  });
});

describe('ALM-9 after the gateway was started again', () => {
  test('every alarm is as it was, and nothing is told twice', async () => {
    await see(pressure, 1000, 6);
    await act({ kind: 'acknowledge' }, limit);
    await see(state, 2000, packmlCode('Held'));
    await alarms.close();
    nowMs += min;
    await open();
    expect(alarms.all()!.standing).toEqual([
      expect.objectContaining({ id: 'state:pump', state: 'unacknowledged', sinceMs: startMs + 2000 }),
      expect.objectContaining({ id: limit, state: 'acknowledged', by: 'Anna', sinceMs: startMs + 1000 }),
    ]);
    expect(await journal()).toHaveLength(3);
    expect(told).toEqual([expect.objectContaining({ whole: true })]);
  });

  test('what stood when it was first looked at says that it began before; what was seen does not', async () => {
    await alarms.close();
    const batch = new SampleBatchBuilder();
    batch.push(pressure, startMs, 6, Quality.good);
    live.take(batch);
    await open();
    expect(alarms.all()!.standing).toEqual([expect.objectContaining({ sinceMs: startMs, stoodBefore: true })]);
    await see(pressure, 1000, 9);
    expect(alarms.all()!.standing[0]).not.toHaveProperty('stoodBefore');
  });

  test('what was over meanwhile is so after the off-delay, and a shelf that ended has ended', async () => {
    await see(pressure, 1000, 6);
    await act({ kind: 'acknowledge' }, limit);
    await act({ kind: 'shelve', reason: 'x', minutes: 15 }, 'state:pump');
    await alarms.close();
    live = new LiveValues(3);
    const batch = new SampleBatchBuilder();
    batch.push(pressure, startMs + 2000, 3, Quality.good);
    live.take(batch);
    nowMs = startMs + 20 * min;
    await open();
    expect(states()).toEqual([`${limit} acknowledged`]);
    await wait(20 * min + 5000);
    expect(states()).toEqual([]);
    expect((await journal()).slice(-2)).toEqual(['4 expire shelved normal -', '5 clear acknowledged normal -']);
  });

  test('an alarm that the plant has no more is not told', async () => {
    await see(pressure, 1000, 6);
    await alarms.close();
    await open(plantWith({}));
    await alarms.adopt(indexPlant({ ...plantWith({}), areas: [] }));
    expect(alarms.all()!.standing).toEqual([]);
  });
});

test('ALM-10 while the disk takes nothing alarms are told and kept for it, and actions are refused', async () => {
  const broken = new Error('no space') as NodeJS.ErrnoException;
  broken.code = 'ENOSPC';
  const disk = vi.spyOn(Journal.prototype, 'append').mockRejectedValue(broken);
  expect(await see(pressure, 1000, 6)).toEqual([`${limit} 2 unacknowledged 1000`]);
  await expect(act({ kind: 'acknowledge' }, limit)).rejects.toThrow('ENOSPC');
  expect(states()).toEqual([`${limit} unacknowledged`]);
  disk.mockRestore();
  await see(pressure, 2000, 6);
  expect(await act({ kind: 'acknowledge' }, limit)).toBe(1);
  expect(await journal()).toEqual([
    '1 raise normal unacknowledged -',
    '2 acknowledge unacknowledged acknowledged Anna',
  ]);
  expect(logged).toEqual([expect.stringContaining('ENOSPC'), expect.stringContaining('written again')]);
});
