import { describe, expect, it } from 'vitest';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from './live-table.ts';

describe('the live table', () => {
  it('starts with nothing known, which is not 0', () => {
    const table = new LiveTable(2);
    expect(table.values[0]).toBeNaN();
    expect(table.qualities[0]).toBe(Quality.stale);
  });

  it('is never rewound by a late sample', () => {
    const table = new LiveTable(1);
    table.write(0, 20, 2, Quality.good);
    table.write(0, 10, 1, Quality.good);
    expect(table.values[0]).toBe(2);
  });

  it('shows the past when told to, and the present again after a fresh start', () => {
    const table = new LiveTable(1);
    table.write(0, 100, 5, Quality.good);
    const epoch = table.epoch;
    table.replace({
      atMs: 50,
      timesMs: Float64Array.of(40),
      values: Float64Array.of(3),
      qualities: Uint8Array.of(Quality.uncertain),
    });
    expect([table.values[0], table.qualities[0]]).toEqual([3, Quality.uncertain]);
    expect(table.epoch).toBeGreaterThan(epoch);
    table.clear();
    expect([table.values[0], table.qualities[0]]).toEqual([Number.NaN, Quality.stale]);
    table.write(0, 30, 9, Quality.good);
    expect(table.values[0]).toBe(9);
  });

  it('tells watchers only what is another sample when another moment is shown', () => {
    const table = new LiveTable(3);
    const of = (...values: number[]) => ({
      atMs: 50,
      timesMs: Float64Array.from(values, (value) => value * 10),
      values: Float64Array.from(values),
      qualities: new Uint8Array(values.length),
    });
    table.replace(of(1, 2, Number.NaN));
    const slots: number[] = [];
    table.watch((slot) => slots.push(slot));
    const before = table.version;
    table.replace(of(1, 3, Number.NaN));
    expect(slots).toEqual([1]);
    expect(table.version).toBeGreaterThan(before);
  });

  it('tells watchers which slots were written, until they stop', () => {
    const table = new LiveTable(3);
    const slots: number[] = [];
    const stop = table.watch((slot) => slots.push(slot));
    table.write(2, 1, 1, Quality.good);
    stop();
    table.write(1, 1, 1, Quality.good);
    expect(slots).toEqual([2]);
  });
});
