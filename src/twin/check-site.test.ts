import { describe, expect, test } from 'vitest';
import { faultsAfter } from './small-plant.ts';

describe('time zone and shifts (PLANT-11)', () => {
  test.each([
    ['Europe/Berln', /unknown time zone "Europe\/Berln"; did you mean "Europe\/Berlin"/],
    ['Mars/Olympus Mons', /unknown time zone .*use an IANA name/],
    ['+01:00', /unknown time zone/],
  ])('%s is told', (zone, expected) => {
    expect(faultsAfter([['site', 'timeZone'], zone])).toEqual([expect.stringMatching(expected)]);
  });

  test('shifts that overlap, over midnight and over the end of the week too', () => {
    expect(faultsAfter([['site', 'shifts', 1, 'start'], '13:00'])).toEqual([
      expect.stringContaining('shifts[1] shift "Late" (13:00 to 22:00) overlaps "Early" (06:00 to 14:00) on mon'),
    ]);
    const shift = (days: string[], start: string, end: string) => ({ name: 'S', days, start, end });
    const overlaps = (...shifts: ReturnType<typeof shift>[]) => faultsAfter([['site', 'shifts'], shifts]).length;
    expect(overlaps(shift(['sat'], '22:00', '06:00'), shift(['sun'], '05:59', '10:00'))).toBe(1);
    expect(overlaps(shift(['sat'], '22:00', '06:00'), shift(['sun'], '06:00', '10:00'))).toBe(0);
    expect(overlaps(shift(['mon'], '06:00', '06:00'), shift(['tue'], '05:00', '07:00'))).toBe(1);
    expect(overlaps(shift(['mon'], '06:00', '06:00'), shift(['tue'], '06:00', '07:00'))).toBe(0);
  });
});
