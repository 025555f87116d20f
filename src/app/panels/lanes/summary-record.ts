import type { TimelineRequest } from '../../../protocol/messages.ts';
import type { TimelineSummary } from '../../../series/columns.ts';
import type { Span } from '../../../twin/calendar.ts';
import { Asked } from '../time/asked.ts';

/** While the newest moment is in the window. */
const appendEveryMs = 4000;
/** What was told of the last minutes may still change: a rate is that of whole minutes. */
const unsettledMs = 2 * 60_000;
const mostBuckets = 2000;

interface Kept {
  readonly summary: TimelineSummary;
  /** One that reaches it was cut off there, and can be continued. */
  readonly askedMs: number;
}

/**
 * The plant's summary, asked for once a window with half a window more on either side; what is new since is appended
 * every few seconds. Buckets lie at whole multiples of their length, so that they stay what they are as time moves on.
 */
export class SummaryRecord {
  readonly #fetch: (request: TimelineRequest) => Promise<TimelineSummary>;
  readonly #nowMs: () => number;
  readonly asked: Asked<Kept>;

  constructor(fetch: (request: TimelineRequest) => Promise<TimelineSummary>, nowMs: () => number) {
    this.#fetch = fetch;
    this.#nowMs = nowMs;
    this.asked = new Asked(nowMs);
  }

  /** The summary that covers the window up to now; an older one, or null, while it is being fetched. */
  summary(window: Span, bucketMs: number): TimelineSummary | null {
    const nowMs = this.#nowMs();
    const { kept } = this.asked;
    const toMs = Math.min(window.toMs, nowMs);
    const fits = kept !== null && kept.summary.bucketMs === bucketMs && kept.summary.fromMs <= window.fromMs;
    const isOpen = fits && endOf(kept.summary) >= kept.askedMs;
    const isCovered = fits && (isOpen || endOf(kept.summary) >= toMs);
    const isWhole = isCovered && !isComing(kept.summary) && !this.asked.outdated;
    const isOld = isOpen && toMs > kept.askedMs && nowMs - kept.askedMs >= appendEveryMs;
    // Where it fails, the connection's own banner says what is wrong; the lanes stay as they were.
    if (!isWhole || isOld) this.asked.ask(() => this.#next(isWhole ? kept : null, window, bucketMs, nowMs));
    return kept?.summary ?? null;
  }

  /** Samples from `fromMs` on were stored late. */
  late(fromMs: number): void {
    const { kept } = this.asked;
    if (kept !== null && endOf(kept.summary) > fromMs) this.asked.outdate();
  }

  async #next(kept: Kept | null, window: Span, bucketMs: number, nowMs: number): Promise<Kept> {
    const half = (window.toMs - window.fromMs) / 2;
    const endMs = Math.ceil(Math.min(nowMs, window.toMs + half) / bucketMs) * bucketMs;
    const wholeMs = Math.max(Math.floor((window.fromMs - half) / bucketMs) * bucketMs, endMs - mostBuckets * bucketMs);
    const newMs = kept && Math.floor((kept.askedMs - unsettledMs) / bucketMs) * bucketMs;
    const isSmall = kept !== null && (endMs - kept.summary.fromMs) / bucketMs <= 2 * mostBuckets;
    const fromMs = newMs !== null && isSmall ? Math.max(newMs, kept.summary.fromMs) : wholeMs;
    const buckets = Math.max(1, Math.round((endMs - fromMs) / bucketMs));
    const part = await this.#fetch({ fromMs, toMs: fromMs + buckets * bucketMs, buckets });
    const summary = fromMs === wholeMs || kept === null ? part : joined(kept.summary, part);
    return { summary, askedMs: nowMs };
  }
}

/** The gateway has not worked out all of it yet. */
export const isComing = ({ recorded }: TimelineSummary): boolean => recorded.includes(2);

const endOf = ({ fromMs, bucketMs, rates }: TimelineSummary): number => fromMs + bucketMs * rates.length;

/** The older one up to where the newer one begins. */
function joined(old: TimelineSummary, next: TimelineSummary): TimelineSummary {
  const keep = Math.round((next.fromMs - old.fromMs) / old.bucketMs);
  const counts = (priority: 0 | 1 | 2) =>
    Uint32Array.from([...old.onsets[priority].subarray(0, keep), ...next.onsets[priority]]);
  return {
    fromMs: old.fromMs,
    bucketMs: old.bucketMs,
    onsets: [counts(0), counts(1), counts(2)],
    firstOnsetsMs: Float64Array.from([...old.firstOnsetsMs.subarray(0, keep), ...next.firstOnsetsMs]),
    recorded: Uint8Array.from([...old.recorded.subarray(0, keep), ...next.recorded]),
    rates: Float64Array.from([...old.rates.subarray(0, keep), ...next.rates]),
  };
}
