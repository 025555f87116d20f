import { expect, test } from 'vitest';
import type { MachineId } from '../../twin/plant.ts';
import { accountOf } from './account.ts';
import { ranked } from './bottleneck.ts';
import { minute, reasons, span, states, unit } from './test-unit.ts';

const over = span(0, 100);
const id = (name: string) => name as MachineId;

test('KPI-9: the bottleneck is the machine that waits least, with what cost it most', () => {
  const accountWith = (parts: Pick<Parameters<typeof unit>[0], 'states' | 'reasons'>) =>
    accountOf(unit({ ...parts, over }), [over]);
  const starved = accountWith({
    states: states([0, 'Execute'], [50, 'Suspended']),
    reasons: reasons([0, 'none'], [50, 'starved']),
  });
  // It is down for half of the time, but the others wait for it.
  const broken = accountWith({
    states: states([0, 'Execute'], [20, 'Held'], [70, 'Execute'], [95, 'Suspended']),
    reasons: reasons([0, 'none'], [20, 'jam'], [70, 'none'], [95, 'blocked']),
  });
  const silent = accountWith({ states: states() });
  const ranking = ranked([
    [id('starved'), starved],
    [id('broken'), broken],
    [id('silent'), silent],
  ]);
  expect(ranking.map(({ machine, waitingShare }) => [machine, waitingShare])).toEqual([
    ['broken', 0.05],
    ['starved', 0.5],
  ]);
  expect(ranking[0]).toMatchObject({
    blockedMs: 5 * minute,
    starvedMs: 0,
    worst: { loss: 'breakdown', ms: 50 * minute },
  });
});

test('KPI-9: where no machine waits for another nothing tells a bottleneck', () => {
  const busy = accountOf(unit({ states: states([0, 'Execute']), over }), [over]);
  expect(
    ranked([
      [id('one'), busy],
      [id('other'), busy],
    ]),
  ).toEqual([]);
});
