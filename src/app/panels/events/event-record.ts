import type { EventsRequest, PlantEvent, PlantEvents } from '../../../protocol/messages.ts';
import type { Span } from '../../../twin/calendar.ts';
import { Asked } from '../time/asked.ts';

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
  readonly asked: Asked<Kept>;

  constructor(fetch: (request: EventsRequest) => Promise<PlantEvents>, nowMs: () => number) {
    this.#fetch = fetch;
    this.#nowMs = nowMs;
    this.asked = new Asked(nowMs);
  }

  view(window: Span): EventsView {
    const nowMs = this.#nowMs();
    const { kept, trouble } = this.asked;
    const toMs = Math.min(window.toMs, nowMs);
    // The newest of a longer window may leave out what a shorter one has room for.
    const isWhole = kept !== null && (kept.more === 0 || kept.toMs - kept.fromMs < 1.1 * (window.toMs - window.fromMs));
    const isOpen = kept !== null && kept.toMs >= kept.askedMs;
    const fits = kept !== null && isWhole && kept.fromMs <= window.fromMs && (isOpen || kept.toMs >= toMs);
    const isOld = fits && toMs > kept.askedMs && nowMs - kept.askedMs >= appendEveryMs;
    const isTrue = fits && !this.asked.outdated;
    if (!isTrue || isOld) this.asked.ask(() => this.#next(isTrue ? kept : null, window, nowMs));
    const rows = kept?.rows.filter(({ timeMs }) => timeMs >= window.fromMs && timeMs < window.toMs) ?? [];
    return { rows, more: fits ? kept.more : 0, loading: !fits && trouble === '', trouble };
  }

  /** Samples from `fromMs` on were stored late. */
  late(fromMs: number): void {
    const { kept } = this.asked;
    if (kept !== null && kept.toMs > fromMs) this.asked.outdate();
  }

  async #next(kept: Kept | null, window: Span, nowMs: number): Promise<Kept | null> {
    const toMs = Math.ceil(Math.min(window.toMs, nowMs));
    const newMs = kept && Math.max(kept.fromMs, kept.askedMs - unsettledMs);
    const fromMs = Math.floor(newMs ?? window.fromMs);
    const part = await this.#fetch({ fromMs, toMs: Math.max(toMs, fromMs + 1), limit: mostEvents });
    const old = kept?.rows.filter(({ timeMs }) => timeMs < fromMs) ?? [];
    const rows = [...part.rows, ...old];
    // Grown too long, or with a hole in it: asked for as a whole next time.
    const isSound = kept === null || (part.more === 0 && rows.length <= 2 * mostEvents);
    return isSound
      ? { fromMs: kept?.fromMs ?? fromMs, toMs, askedMs: nowMs, rows, more: kept?.more ?? part.more }
      : null;
  }
}
