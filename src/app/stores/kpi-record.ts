import type { CountRow } from '../../analytics/kpi/counts.ts';
import type { ChangesRequest, RangeRequest } from '../../protocol/messages.ts';
import type { SampleColumns, ThinnedSeries } from '../../series/columns.ts';
import type { Span } from '../../twin/calendar.ts';

export interface KpiSource {
  range(request: RangeRequest): Promise<ThinnedSeries>;
  changes(request: ChangesRequest): Promise<SampleColumns>;
}

/** A state tag's record in growing arrays. */
interface States {
  readonly timesMs: number[];
  readonly values: number[];
  readonly qualities: number[];
}
interface Kept<T> extends Span {
  readonly rows: T;
}

const minuteMs = 60_000;
/** A window that starts earlier, or ends so much later, is asked for as a whole. */
const mostAppendedMs = 60 * minuteMs;

/** What key figures rest on, by slot. From minute to minute only what is new is asked for; what is too old is let go. */
export class KpiRecord {
  readonly #source: KpiSource;
  readonly #states = new Map<number, Kept<States>>();
  readonly #counts = new Map<number, Kept<CountRow[]>>();

  constructor(source: KpiSource) {
    this.#source = source;
  }

  async states(slot: number, window: Span): Promise<States> {
    const kept = this.#states.get(slot);
    const fromMs = continued(kept, window) ?? window.fromMs;
    const columns = await this.#source.changes({ slot, fromMs, toMs: window.toMs });
    const rows: States = { timesMs: [], values: [], qualities: [] };
    const put = (from: States | SampleColumns, k: number) => {
      rows.timesMs.push(from.timesMs[k]!);
      rows.values.push(from.values[k]!);
      rows.qualities.push(from.qualities[k]!);
    };
    if (kept && fromMs !== window.fromMs) {
      const { timesMs } = kept.rows;
      for (let k = 0; k < timesMs.length && timesMs[k]! < fromMs; k++) {
        // Of the rows before the window the last one is in force at its start.
        if ((timesMs[k + 1] ?? fromMs) > window.fromMs) put(kept.rows, k);
      }
      // The first row of the answer is the value in force, which is kept already.
      for (let k = 0; k < columns.timesMs.length; k++) if (columns.timesMs[k]! >= fromMs) put(columns, k);
    } else for (let k = 0; k < columns.timesMs.length; k++) put(columns, k);
    this.#states.set(slot, { ...window, rows });
    return rows;
  }

  /** A row a minute. */
  async counts(slot: number, window: Span): Promise<readonly CountRow[]> {
    const kept = this.#counts.get(slot);
    const fromMs = continued(kept, window) ?? window.fromMs;
    const buckets = Math.min(4000, Math.max(1, Math.ceil((window.toMs - fromMs) / minuteMs)));
    const series = await this.#source.range({ slot, fromMs, toMs: window.toMs, buckets });
    const fresh = Array.from(series.firstTimesMs, (firstMs, k) => ({
      firstMs,
      lastMs: series.lastTimesMs[k]!,
      first: series.firsts[k]!,
      high: series.highs[k]!,
      last: series.lasts[k]!,
    }));
    const old =
      kept && fromMs !== window.fromMs
        ? kept.rows.filter(({ firstMs, lastMs }) => firstMs >= window.fromMs && lastMs < fromMs)
        : [];
    const rows = [...old, ...fresh];
    this.#counts.set(slot, { ...window, rows });
    return rows;
  }
}

/** Where what is kept has to be continued from: its last whole minute, because samples may come late. */
function continued(kept: Kept<unknown> | undefined, window: Span): number | null {
  if (!kept || kept.fromMs > window.fromMs || window.toMs < kept.toMs) return null;
  if (window.toMs - kept.toMs > mostAppendedMs) return null;
  const fromMs = Math.floor(kept.toMs / minuteMs - 1) * minuteMs;
  return fromMs > window.fromMs ? fromMs : null;
}
