import { describe, expect, test } from 'vitest';
import type { MachineId } from '../../../twin/plant.ts';
import type { ActiveAlarm, Priority } from '../../stores/alarms.ts';
import { Tour } from './tour.ts';

const alarm = (id: string, priority: Priority = 1): ActiveAlarm => ({
  id,
  machine: id as MachineId,
  priority,
  cause: { kind: 'state', state: 'aborted' },
  sinceMs: 0,
});
/** What the tour shows from second to second, as [second, id or null] of each change. */
function shown(
  tour: Tour,
  from: number,
  to: number,
  alarmsAt: (second: number) => readonly ActiveAlarm[],
  allowed = true,
) {
  const changes: [number, string | null][] = [];
  let before: string | null = null;
  for (let second = from; second < to; second++) {
    const now = tour.update(second * 1000, alarmsAt(second), allowed);
    if (now !== before) changes.push([second, now]);
    before = now;
  }
  return changes;
}

describe('tours (WALL-4)', () => {
  test('go to a new alarm for 20 s and back to the whole site', () => {
    expect(shown(new Tour(), 0, 100, (second) => (second < 5 ? [] : [alarm('a')]))).toEqual([
      [5, 'a'],
      [25, null],
    ]);
  });

  test('visit several in turn, the worst first, with the site between', () => {
    const both = [alarm('b', 2), alarm('a', 1)];
    expect(shown(new Tour(), 0, 80, () => both)).toEqual([
      [0, 'a'],
      [20, null],
      [35, 'b'],
      [55, null],
    ]);
  });

  test('leave a lesser alarm at once for a worse one', () => {
    const tour = new Tour();
    expect(shown(tour, 0, 40, (second) => (second < 15 ? [alarm('b', 2)] : [alarm('a', 1), alarm('b', 2)]))).toEqual([
      [10, 'b'],
      [15, 'a'],
      [35, null],
    ]);
  });

  test('do not run after short stops, nor each time that one comes again', () => {
    const short = (second: number) => (second % 30 < 8 ? [alarm('b', 2)] : []);
    expect(shown(new Tour(), 0, 600, short)).toEqual([]);
    const chattering = (second: number) => (second % 60 < 30 ? [alarm('a')] : []);
    const visits = shown(new Tour(), 0, 600, chattering).filter(([, id]) => id === 'a');
    expect(visits.map(([second]) => second)).toEqual([0, 300]);
  });

  test('end soon after the alarm does', () => {
    expect(shown(new Tour(), 0, 60, (second) => (second < 6 ? [alarm('a')] : []))).toEqual([
      [0, 'a'],
      [9, null],
    ]);
  });

  test('show the worst again every 5 min while it stands', () => {
    const visits = shown(new Tour(), 0, 700, () => [alarm('a'), alarm('b', 2)]).filter(([, id]) => id !== null);
    expect(visits).toEqual([
      [0, 'a'],
      [35, 'b'],
      [300, 'a'],
      [600, 'a'],
    ]);
  });

  test('never run while somebody touches the screen, in the past, or switched off', () => {
    const tour = new Tour();
    tour.update(0, [alarm('a')], true);
    tour.touched(2000);
    expect(shown(tour, 2, 90, () => [alarm('a'), alarm('b')])).toEqual([
      [62, 'b'],
      [82, null],
    ]);
    expect(shown(new Tour(), 0, 90, () => [alarm('a')], false)).toEqual([]);
  });

  test('keep nothing over 72 h of alarms that come and go', () => {
    const tour = new Tour();
    for (let second = 0; second < 72 * 3600; second += 5) {
      tour.update(second * 1000, [alarm(`a${Math.floor(second / 20)}`)], true);
    }
    expect(tour.size).toBeLessThan(20);
  });
});
