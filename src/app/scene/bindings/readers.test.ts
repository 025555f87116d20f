import { expect, test } from 'vitest';
import { Quality } from '../../../twin/quality.ts';
import { LiveTable } from '../../live/live-table.ts';
import { Readers } from './readers.ts';

function put() {
  const table = new LiveTable(4);
  const readers = new Readers(table, [[0, 1], [2], [], [1, 2]]);
  const drained = () => {
    const called: number[] = [];
    readers.drain((k) => called.push(k) > 0);
    return called;
  };
  return { table, readers, drained };
}

test('SCENE-34: at first everybody looks, then only those of whose slots one was written, once each', () => {
  const { table, drained } = put();
  expect(drained()).toEqual([0, 1, 2, 3]);
  expect(drained()).toEqual([]);
  table.write(1, 1, 5, Quality.good);
  table.write(1, 2, 6, Quality.good);
  table.write(0, 2, 6, Quality.good);
  expect(drained()).toEqual([0, 3]);
  table.write(3, 1, 1, Quality.good);
  expect(drained()).toEqual([]);
});

test('SCENE-34: all are called when the table is cleared, and none after the end', () => {
  const { table, readers, drained } = put();
  drained();
  table.clear();
  expect(drained().toSorted()).toEqual([0, 1, 3]);
  readers.dispose();
  table.write(1, 9, 5, Quality.good);
  expect(drained()).toEqual([]);
});

test('tells whether any of them changed something', () => {
  const { table, readers } = put();
  expect(readers.drain((k) => k === 3)).toBe(true);
  table.write(2, 1, 5, Quality.good);
  expect(readers.drain(() => false)).toBe(false);
});
