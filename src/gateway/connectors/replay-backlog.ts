import type { PacedRow } from './recording-pace.ts';

interface KeptRow extends PacedRow {
  sentMs: number | undefined;
}

/** Rows as they are to be sent: those before `liveFrom` are history by then. */
export interface RowsToSend {
  readonly rows: readonly PacedRow[];
  readonly isHistorical: boolean;
}

/**
 * The rows of an edge node that a broker may not have yet: all that were never sent, and those sent a short while ago,
 * because MQTT's QoS 0 says nothing about what arrived. Rows go out in order, from a cursor that can be set back.
 */
export class ReplayBacklog {
  readonly #capacity: number;
  readonly #keepSentMs: number;
  #rows: KeptRow[] = [];
  /** In `#rows`. */
  #cursor = 0;
  #liveFrom = 0;
  /** Rows that were dropped before they were ever sent. */
  lost = 0;

  constructor(capacity: number, keepSentMs: number) {
    this.#capacity = capacity;
    this.#keepSentMs = keepSentMs;
  }

  get unsent(): number {
    return this.#rows.length - this.#cursor;
  }

  get newest(): PacedRow | undefined {
    return this.#rows.at(-1);
  }

  push(row: PacedRow): void {
    this.#rows.push({ ...row, sentMs: undefined });
    if (this.#rows.length <= this.#capacity) return;
    if (this.#rows[0]!.sentMs === undefined) this.lost++;
    this.#forget(1);
  }

  /** From here on what is in store is history, and what comes is live. */
  beginLive(): void {
    this.#liveFrom = this.#rows.length;
  }

  /** Sets the cursor back to the first row that was never sent, or sent at `sinceMs` or later. */
  sendAgain(sinceMs: number): void {
    const at = this.#rows.findIndex(({ sentMs }) => sentMs === undefined || sentMs >= sinceMs);
    if (at >= 0) this.#cursor = Math.min(at, this.#cursor);
  }

  /** The next rows, at most `count` and of one kind; they count as sent. */
  take(count: number, nowMs: number): RowsToSend {
    const isHistorical = this.#cursor < this.#liveFrom;
    const end = Math.min(this.#cursor + count, isHistorical ? this.#liveFrom : this.#rows.length);
    const rows = this.#rows.slice(this.#cursor, end);
    for (const row of rows) row.sentMs = nowMs;
    this.#cursor = end;
    const old = this.#rows.findIndex(
      ({ sentMs }, i) => i >= end || sentMs === undefined || sentMs >= nowMs - this.#keepSentMs,
    );
    if (old > 0) this.#forget(old);
    return { rows, isHistorical };
  }

  #forget(count: number): void {
    this.#rows.splice(0, count);
    this.#cursor = Math.max(0, this.#cursor - count);
    this.#liveFrom = Math.max(0, this.#liveFrom - count);
  }
}
