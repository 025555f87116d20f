import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { columnNames, readJobLog } from './read-job-log.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-job-log-'));
  file = join(folder, 'log.csv');
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (text: string, names = {}) => {
  await writeFile(file, text);
  return readJobLog(file, names);
};

describe('a job log (KPI-13)', () => {
  test('is read by the usual names of its columns; minutes outweigh the end', async () => {
    const jobs = await read(
      'Case ID,Resource,Start Timestamp,Complete Timestamp,span_min,Qty Completed,Qty Rejected,Qty for MRB,Rework\n' +
        'Case 1,Lathe,2012/01/30 06:24:00.000,2012/01/30 09:00:00.000,30,8,2,1,Y\n' +
        'Case 1,Oven,,,15,,,,\n',
    );
    const fromMs = Date.UTC(2012, 0, 30, 6, 24);
    const minute = 60_000;
    expect(jobs).toEqual([
      {
        order: 'Case 1',
        resource: 'Lathe',
        fromMs,
        toMs: fromMs + 30 * minute,
        bookedMs: 30 * minute,
        good: 8,
        rejected: 2,
        inReview: 1,
        isRework: true,
      },
      expect.objectContaining({ resource: 'Oven', fromMs: null, toMs: null, bookedMs: 15 * minute, isRework: false }),
    ]);
  });

  test('without minutes a job lasts to its end; columns may be named, times have a zone', async () => {
    const names = columnNames('order=Auftrag, resource=Platz,good=gut');
    const [job] = await read(
      'Auftrag;Platz;start;end;gut\n7;Fräse;2030-01-07T06:00+01:00;2030-01-07T07:30:30+01:00;12\n',
      names,
    );
    expect(job).toMatchObject({ order: '7', resource: 'Fräse', fromMs: Date.UTC(2030, 0, 7, 5), bookedMs: 5_430_000 });
    expect(job).toMatchObject({ good: 12, rejected: 0 });
  });

  test.each([
    ['order,start,end\n1,2030-01-07,2030-01-08\n', /tell the resource of a job: .*--columns resource=NAME.*"order"/],
    ['machine,start\nA,2030-01-07\n', /tell the end of a job/],
    [
      'machine,start,end\nA,yesterday,2030-01-08\n',
      /Row 1 of .* has no time "yesterday": write it as 2030-01-31T06:00/,
    ],
    ['machine,start,end\nA,2030-13-07,2030-01-08\n', /Row 1 of .* has no time "2030-13-07"/],
    ['machine,start,end\nA,2030-01-08,2030-01-07\n', /Row 1 of .* ends .* before it starts/],
    ['machine,start,minutes,good\nA,2030-01-08,5,1\nA,2030-01-08,5,many\n', /Row 2 of .* says "many" for good/],
    ['machine,start,minutes\nA,2030-01-08,-5\n', /Row 1 of .* says "-5" for minutes/],
  ])('%j is told what to mend', async (text, expected) => {
    await expect(read(text)).rejects.toThrow(expected);
  });

  test('a wrong word for a column is told with the right ones', () => {
    expect(() => columnNames('orders=a')).toThrow(/one of order, resource, start, .*not "orders=a"/);
    expect(() => columnNames('good')).toThrow(/not "good"/);
  });
});
