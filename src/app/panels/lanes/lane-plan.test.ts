import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketFor, lanesHeight, planLanes } from './lane-plan.ts';

const names = (roomPx: number, counts = true) => planLanes(roomPx, counts).map(({ name }) => name);

describe('the lanes of the whole plant', () => {
  it('LANE-1 give way one after the other: production first, alarms last', () => {
    expect(names(106)).toEqual(['alarms', 'rate', 'gaps']);
    expect(names(80)).toEqual(['alarms', 'gaps']);
    expect(names(50)).toEqual(['alarms']);
    expect(names(30)).toEqual([]);
  });

  it('LANE-1 have no production where nothing is counted', () => {
    expect(names(300, false)).toEqual(['alarms', 'gaps']);
  });

  it('LANE-1 follow each other without holes and leave machines half of the room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (roomPx) => {
        const lanes = planLanes(roomPx, true);
        for (const [k, lane] of lanes.entries()) expect(lane.topPx).toBe(lanesHeight(lanes.slice(0, k)));
        expect(lanesHeight(lanes)).toBeLessThanOrEqual(roomPx / 2);
      }),
    );
  });

  it('LANE-2 have round buckets that can be pointed at', () => {
    expect(bucketFor(8 * 3_600_000, 1000)).toBe(120_000);
    expect(bucketFor(900_000, 1000)).toBe(5000);
    expect(bucketFor(60_000, 1000)).toBe(1000);
  });
});
