import { describe, expect, test } from 'vitest';
import type { Site } from '../twin/plant.ts';
import { phrasesOf } from './languages/languages.ts';
import { fixture } from './plant.fixture.ts';
import { readTime } from './time-words.ts';
import { tokenise } from './words.ts';

const { site } = fixture.plant;
/** Wednesday 11 March 2026, 15:30 in Berlin (UTC+1). */
const atMs = Date.UTC(2026, 2, 11, 14, 30);
const utc = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 2, day, hours, minutes);
const read = (text: string, now = atMs, where: Site = site) => readTime(tokenise(text), where, now, phrasesOf.en);

describe('time in questions', () => {
  test.each([
    ['last ten minutes', utc(11, 14, 20), atMs, true],
    ['past 2 h', utc(11, 12, 30), atMs, true],
    ['in the last half an hour', utc(11, 14), atMs, true],
    ['over the past hour and a half', utc(11, 13), atMs, true],
    ['last couple of hours', utc(11, 12, 30), atMs, true],
    ['last 0.5 h', utc(11, 14), atMs, true],
    ['last week', utc(4, 14, 30), atMs, true],
    ['today', utc(10, 23), atMs, true],
    ['yesterday', utc(9, 23), utc(10, 23), false],
    ['since 14:00', utc(11, 13), atMs, true],
    ['since 2pm', utc(11, 13), atMs, true],
    ['since 22:00', utc(10, 21), atMs, true],
    ['since yesterday', utc(9, 23), atMs, true],
    ['since yesterday 14:00', utc(10, 13), atMs, true],
    ['since midnight', utc(10, 23), atMs, true],
    ['since 2 hours ago', utc(11, 12, 30), atMs, true],
    ['since the shift started', utc(11, 13), atMs, true],
    ['between 13:00 and 14:30', utc(11, 12), utc(11, 13, 30), false],
    ['from 1pm to 2:30 pm', utc(11, 12), utc(11, 13, 30), false],
    ['between 2 and 3 pm', utc(11, 13), utc(11, 14), false],
    ['between 10 and 11 am', utc(11, 9), utc(11, 10), false],
    ['from 11 to 1pm', utc(11, 10), utc(11, 12), false],
    ['13:00-14:30', utc(11, 12), utc(11, 13, 30), false],
    ['yesterday between 8 and 9', utc(10, 7), utc(10, 8), false],
    ['between 22:00 and 02:00', utc(10, 21), utc(11, 1), false],
    ['between 15:00 and 18:00', utc(11, 14), atMs, true],
    ['from 13:00 until now', utc(11, 12), atMs, false],
    ['this shift', utc(11, 13), atMs, true],
    ['last shift', utc(11, 5), utc(11, 13), false],
    ['the previous shift', utc(11, 5), utc(11, 13), false],
    ['early shift', utc(11, 5), utc(11, 13), false],
    ['in the night shift', utc(10, 21), utc(11, 5), false],
    ['last late shift', utc(10, 13), utc(10, 21), false],
    ['late shift yesterday', utc(10, 13), utc(10, 21), false],
    ['this morning', utc(11, 5), utc(11, 11), false],
    ['yesterday afternoon', utc(10, 11), utc(10, 17), false],
    ['last night', utc(10, 21), utc(11, 5), false],
    ['this week', utc(8, 23), atMs, true],
  ])('ASK-10, ASK-11: "%s"', (text, fromMs, toMs, closed) => {
    const { window, used, fault } = read(text);
    expect(fault).toBeNull();
    expect(window).toMatchObject({ fromMs, toMs, closed, assumed: false });
    expect(used.size).toBe(tokenise(text).length);
  });

  test.each([
    ['at 14:00', utc(11, 13)],
    ['at 2 pm', utc(11, 13)],
    ['yesterday at noon', utc(10, 11)],
    ['at 23:15', utc(10, 22, 15)],
    ['10 minutes ago', utc(11, 14, 20)],
    ['an hour ago', utc(11, 13, 30)],
  ])('ASK-13: "%s" is a moment', (text, momentMs) => {
    expect(read(text)).toMatchObject({ momentMs, window: null, fault: null });
  });

  test.each(['today between 18:00 and 19:00', 'today at 18:00', 'last 400 days', 'last 0 minutes', 'this evening'])(
    'ASK-13: "%s" has not come or lies too far back',
    (text) => expect(read(text).fault).not.toBeNull(),
  );

  test.each(['filler pressure', 'the last stop', 'top 10', 'above 14'])('"%s" says nothing about time', (text) => {
    expect(read(text)).toMatchObject({ window: null, momentMs: null, fault: null });
  });

  test('a day on which the clocks change is counted by the clock', () => {
    // 29 March 2026: 02:00 becomes 03:00 in Berlin. At 18:00 (UTC+2) the day is 17 h old.
    const now = Date.UTC(2026, 2, 29, 16);
    expect(read('today', now).window).toMatchObject({ fromMs: Date.UTC(2026, 2, 28, 23) });
    expect(read('since 14:00', now).window).toMatchObject({ fromMs: Date.UTC(2026, 2, 29, 12) });
    expect(read('since 01:00', now).window).toMatchObject({ fromMs: Date.UTC(2026, 2, 29, 0) });
    expect(read('night shift', now).window).toMatchObject({
      fromMs: Date.UTC(2026, 2, 28, 21),
      toMs: Date.UTC(2026, 2, 29, 4),
    });
  });

  test('a plant without shifts says so', () => {
    expect(read('last shift', atMs, { ...site, shifts: [] }).fault).toContain('no shifts');
  });
});
