import { beforeEach, describe, expect, it } from 'vitest';
import type { TimelineRequest } from '../../../protocol/messages.ts';
import type { TimelineSummary } from '../../../series/columns.ts';
import { SummaryRecord } from './summary-record.ts';

const minuteMs = 60_000;
let nowMs: number;
let asked: TimelineRequest[];
let record: SummaryRecord;

/** Every bucket tells when it begins and when it was asked for. */
async function answer({ fromMs, toMs, buckets }: TimelineRequest): Promise<TimelineSummary> {
  asked.push({ fromMs, toMs, buckets });
  const bucketMs = (toMs - fromMs) / buckets;
  const counts = () => Uint32Array.from({ length: buckets }, (_, k) => (fromMs + k * bucketMs) / 1000);
  return {
    fromMs,
    bucketMs,
    onsets: [counts(), counts(), counts()],
    firstOnsetsMs: new Float64Array(buckets).fill(nowMs),
    recorded: new Uint8Array(buckets).fill(1),
    rates: Float64Array.from(counts()),
  };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
const liveWindow = () => ({ fromMs: nowMs - 60 * minuteMs, toMs: nowMs + 2 * minuteMs });

async function look(window = liveWindow()): Promise<TimelineSummary> {
  record.summary(window, minuteMs);
  await settled();
  return record.summary(window, minuteMs)!;
}

beforeEach(() => {
  nowMs = 1000 * minuteMs + 12_345;
  asked = [];
  record = new SummaryRecord(answer, () => nowMs);
});

describe('the summary along the timeline', () => {
  it('LANE-3 is asked for once, and a window within it costs nothing', async () => {
    await look();
    await look({ fromMs: nowMs - 50 * minuteMs, toMs: nowMs - 20 * minuteMs });
    expect(asked).toHaveLength(1);
  });

  it('SUM-9 is asked for again while the gateway has not worked out all of it', async () => {
    let isWhole = false;
    record = new SummaryRecord(
      async (request) => {
        const summary = await answer(request);
        if (!isWhole) summary.recorded[3] = 2;
        return summary;
      },
      () => nowMs,
    );
    const window = { fromMs: nowMs - 60 * minuteMs, toMs: nowMs - 10 * minuteMs };
    await look(window);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.at(-1)).toEqual(asked[0]);
    isWhole = true;
    await look(window);
    await settled();
    const { length } = asked;
    await look(window);
    await look(window);
    expect(asked).toHaveLength(length);
  });

  it('TIME-9 is asked for as a whole when samples came late, and not for those after it', async () => {
    const window = { fromMs: nowMs - 60 * minuteMs, toMs: nowMs - 40 * minuteMs };
    await look(window);
    record.late(nowMs - minuteMs);
    await look(window);
    expect(asked).toHaveLength(1);
    record.late(nowMs - 50 * minuteMs);
    await look(window);
    await look(window);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('LANE-2 lies at whole multiples of the bucket', async () => {
    const { fromMs, bucketMs } = await look();
    expect([fromMs % minuteMs, bucketMs]).toEqual([0, minuteMs]);
  });

  it('LANE-3 asks live for what is new and the last two minutes only, and joins it without a seam', async () => {
    await look();
    const firstMs = nowMs;
    nowMs += 3000;
    await look();
    expect(asked).toHaveLength(1);
    nowMs += 90_000;
    const joined = await look();
    expect(asked[1]).toMatchObject({ fromMs: 998 * minuteMs, toMs: 1002 * minuteMs });
    expect([...joined.rates]).toEqual(Array.from(joined.rates, (_, k) => (joined.fromMs + k * minuteMs) / 1000));
    expect([joined.firstOnsetsMs[0], joined.firstOnsetsMs.at(-1)]).toEqual([firstMs, nowMs]);
  });

  it('LANE-3 asks for all of a window that lies elsewhere', async () => {
    await look();
    await look({ fromMs: 100 * minuteMs, toMs: 160 * minuteMs });
    expect(asked[1]).toMatchObject({ fromMs: 70 * minuteMs, toMs: 190 * minuteMs });
  });
});
