import type { ChangesRequest } from '../../../protocol/messages.ts';
import type { ChangeColumns } from '../../../series/columns.ts';
import type { Span } from '../../../twin/calendar.ts';
import { Quality } from '../../../twin/quality.ts';
import type { StateRows } from './state-spans.ts';

interface Kept {
  /** Infinite when it is no longer true. */
  fromMs: number;
  /** Infinite while it grows with live values. */
  untilMs: number;
  live: boolean;
  readonly bucketMs: number;
  readonly rowsAsked: number;
  readonly timesMs: number[];
  readonly values: number[];
  readonly qualities: number[];
}

const retryAfterMs = 5000;
/** While live values are off, `now` moves on and the record does not: it is asked for again after this share of the window. */
const behindShare = 1 / 50;
const leastBehindMs = 1000;
/** A summary has twice as many for the window that it was asked for. */
const leastBuckets = 1000;
/** Windows kept per tag: the lanes, the strip and "since when" may look at different ones. */
const windowsKept = 4;
/** A page that is never reloaded must not grow: with this many rows more than were asked for, as many old ones are let go. */
const rowsGrown = 10_000;

/**
 * Changes of state and text tags, asked for once a window (with half a window more on either side, so that small moves cost
 * nothing) and continued with live values. Lanes, the state strip and "since when" all read it.
 */
export class StateRecord {
  readonly #fetch: (request: ChangesRequest) => Promise<ChangeColumns>;
  readonly #nowMs: () => number;
  /** By slot, the newest last. */
  readonly #kept = new Map<number, Kept[]>();
  readonly #pending = new Map<number, Promise<Kept>>();
  readonly #failedMs = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #live = false;

  constructor(fetch: (request: ChangesRequest) => Promise<ChangeColumns>, nowMs: () => number) {
    this.#fetch = fetch;
    this.#nowMs = nowMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Grows when rows were added. */
  readonly version = (): number => this.#version;

  /** Whether live values come in. When they stop, what is kept ends now. */
  setLive(live: boolean): void {
    if (this.#live && !live) {
      for (const kept of [...this.#kept.values()].flat()) {
        if (!kept.live) continue;
        kept.live = false;
        kept.untilMs = this.#nowMs();
      }
    }
    this.#live = live;
  }

  /** Samples from `fromMs` on were stored late: what reaches beyond is asked for again, and handed out until then. */
  late(fromMs: number): void {
    for (const kept of [...this.#kept.values()].flat()) {
      if (kept.untilMs > fromMs) kept.fromMs = Number.POSITIVE_INFINITY;
    }
    this.#changed();
  }

  /** A live value. */
  push(slot: number, timeMs: number, value: number, quality: number): void {
    let changed = false;
    for (const kept of this.#kept.get(slot) ?? []) {
      if (kept.live && append(kept, timeMs, value, quality)) changed = true;
    }
    if (changed) this.#changed();
  }

  /**
   * Rows for the window: the value in force at its start and all changes after; null while they are being fetched for
   * the first time. Older rows are handed out meanwhile when the window moved.
   */
  rows(slot: number, window: Span): StateRows | null {
    const fits = this.#fitting(slot, window, Math.max(leastBehindMs, (window.toMs - window.fromMs) * behindShare));
    if (fits) return fits;
    if (!this.#pending.has(slot) && this.#nowMs() - (this.#failedMs.get(slot) ?? 0) > retryAfterMs) {
      // The connection's own banner says what is wrong; the lane stays as it was and is asked for again.
      this.#ask(slot, window).catch(() => undefined);
    }
    return this.#kept.get(slot)?.at(-1) ?? null;
  }

  /** As `rows`, all of the window, when it is there; rejects when it cannot be had. */
  async load(slot: number, window: Span): Promise<StateRows> {
    await this.#pending.get(slot)?.catch(() => undefined);
    return this.#fitting(slot, window, leastBehindMs) ?? this.#ask(slot, window);
  }

  #fitting(slot: number, window: Span, behindMs: number): Kept | undefined {
    const neededMs = Math.min(window.toMs, this.#nowMs() - behindMs);
    // A summary of a longer window is too coarse.
    const coarsestMs = (window.toMs - window.fromMs) / leastBuckets;
    return this.#kept
      .get(slot)
      ?.findLast(
        ({ fromMs, untilMs, bucketMs }) => fromMs <= window.fromMs && untilMs >= neededMs && bucketMs <= coarsestMs,
      );
  }

  async #ask(slot: number, window: Span): Promise<Kept> {
    const asked = this.#fetchWindow(slot, window);
    this.#pending.set(slot, asked);
    try {
      return await asked;
    } catch (error) {
      this.#failedMs.set(slot, this.#nowMs());
      throw error;
    } finally {
      if (this.#pending.get(slot) === asked) this.#pending.delete(slot);
      this.#changed();
    }
  }

  async #fetchWindow(slot: number, window: Span): Promise<Kept> {
    const nowMs = this.#nowMs();
    const half = (window.toMs - window.fromMs) / 2;
    const span = { fromMs: window.fromMs - half, toMs: Math.min(nowMs, window.toMs + half) };
    const columns = await this.#fetch({
      slot,
      fromMs: Math.floor(span.fromMs),
      toMs: Math.ceil(span.toMs),
      summary: true,
    });
    const others = (this.#kept.get(slot) ?? []).slice(1 - windowsKept);
    const live = this.#live && span.toMs >= nowMs;
    const kept: Kept = {
      fromMs: span.fromMs,
      untilMs: live ? Number.POSITIVE_INFINITY : span.toMs,
      live,
      bucketMs: columns.bucketMs,
      rowsAsked: columns.timesMs.length,
      timesMs: Array.from(columns.timesMs),
      values: Array.from(columns.values),
      qualities: Array.from(columns.qualities),
    };
    this.#kept.set(slot, [...others, kept]);
    this.#failedMs.delete(slot);
    return kept;
  }

  #changed(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}

/** Only what differs from the last row; whether it did. */
function append(kept: Kept, timeMs: number, value: number, quality: number): boolean {
  const last = kept.timesMs.length - 1;
  const silent = quality >= Quality.stale;
  if (last >= 0) {
    if (timeMs < kept.timesMs[last]!) return false;
    const wasSilent = kept.qualities[last]! >= Quality.stale;
    if (silent === wasSilent && (silent || Object.is(kept.values[last], value))) return false;
  }
  kept.timesMs.push(timeMs);
  kept.values.push(value);
  kept.qualities.push(quality);
  if (kept.timesMs.length > kept.rowsAsked + rowsGrown) {
    for (const column of [kept.timesMs, kept.values, kept.qualities]) column.splice(0, rowsGrown);
    kept.fromMs = Math.max(kept.fromMs, kept.timesMs[0]!);
  }
  return true;
}
