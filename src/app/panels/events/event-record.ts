import type { EventsRequest, PlantEvent, PlantEvents } from '../../../protocol/messages.ts';
import type { Span } from '../../../twin/calendar.ts';

const retryAfterMs = 5000;
/** While the newest moment is in the window. */
const appendEveryMs = 5000;
/** Samples of the last minutes may come late, and change what was told of them. */
const unsettledMs = 2 * 60_000;
const mostEvents = 2000;

interface Kept extends Span {
  readonly askedMs: number;
  readonly rows: readonly PlantEvent[];
  readonly more: number;
}

/** What is known of a window. */
export interface EventsView {
  /** The newest first. */
  readonly rows: readonly PlantEvent[];
  readonly more: number;
  /** Nothing is known yet. */
  readonly loading: boolean;
  /** Why not; "" when nothing failed. */
  readonly trouble: string;
}

/** Events of the timeline's window, asked for when it becomes another one; what is new is appended every few seconds. */
export class EventRecord {
  readonly #fetch: (request: EventsRequest) => Promise<PlantEvents>;
  readonly #nowMs: () => number;
  readonly #listeners = new Set<() => void>();
  #kept: Kept | null = null;
  #pending = false;
  #failedMs = Number.NEGATIVE_INFINITY;
  #trouble = '';
  #version = 0;

  constructor(fetch: (request: EventsRequest) => Promise<PlantEvents>, nowMs: () => number) {
    this.#fetch = fetch;
    this.#nowMs = nowMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Grows when there is something new. */
  readonly version = (): number => this.#version;

  view(window: Span): EventsView {
    const nowMs = this.#nowMs();
    const kept = this.#kept;
    const toMs = Math.min(window.toMs, nowMs);
    // The newest of a longer window may leave out what a shorter one has room for.
    const isWhole = kept !== null && (kept.more === 0 || kept.toMs - kept.fromMs < 1.1 * (window.toMs - window.fromMs));
    const isOpen = kept !== null && kept.toMs >= kept.askedMs;
    const fits = kept !== null && isWhole && kept.fromMs <= window.fromMs && (isOpen || kept.toMs >= toMs);
    const isOld = fits && toMs > kept.askedMs && nowMs - kept.askedMs >= appendEveryMs;
    if (!this.#pending && nowMs - this.#failedMs > retryAfterMs && (!fits || isOld)) {
      void this.#ask(fits ? kept : null, window, nowMs);
    }
    const rows = kept?.rows.filter(({ timeMs }) => timeMs >= window.fromMs && timeMs < window.toMs) ?? [];
    return { rows, more: fits ? kept.more : 0, loading: !fits && this.#trouble === '', trouble: this.#trouble };
  }

  async #ask(kept: Kept | null, window: Span, nowMs: number): Promise<void> {
    this.#pending = true;
    try {
      const toMs = Math.ceil(Math.min(window.toMs, nowMs));
      const newMs = kept && Math.max(kept.fromMs, kept.askedMs - unsettledMs);
      const fromMs = Math.floor(newMs ?? window.fromMs);
      const part = await this.#fetch({ fromMs, toMs: Math.max(toMs, fromMs + 1), limit: mostEvents });
      const old = kept?.rows.filter(({ timeMs }) => timeMs < fromMs) ?? [];
      const rows = [...part.rows, ...old];
      // Grown too long, or with a hole in it: asked for as a whole next time.
      const isSound = kept === null || (part.more === 0 && rows.length <= 2 * mostEvents);
      this.#kept = isSound
        ? { fromMs: kept?.fromMs ?? fromMs, toMs, askedMs: nowMs, rows, more: kept?.more ?? part.more }
        : null;
      this.#trouble = '';
    } catch (error) {
      this.#failedMs = this.#nowMs();
      this.#trouble = error instanceof Error ? error.message : String(error);
    }
    this.#pending = false;
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
