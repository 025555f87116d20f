import { isListed } from '../../../protocol/event-filter.ts';
import type { EventFilter, EventsRequest, PlantEvent, PlantEvents } from '../../../protocol/messages.ts';
import type { Span } from '../../../twin/calendar.ts';
import { Asked } from '../time/asked.ts';
import { longestEventsMs } from '../time/find-plant-event.ts';

/** While the newest moment is in the window. */
const appendEveryMs = 5000;
/** Samples of the last minutes may come late, and change what was told of them. */
const unsettledMs = 2 * 60_000;
/** Of one answer. */
const mostEvents = 2000;
/** Of the list: a page that is never reloaded must not grow. */
const mostListed = 20_000;
/** What is newest is asked for first, then ever longer stretches, so that a long window begins to tell at once. */
const firstMs = 8 * 3_600_000;
const growth = 8;

/** All events of it that the filter lets through, the newest first. */
interface Kept extends Span {
  readonly askedMs: number;
  readonly filter: EventFilter;
  readonly rows: readonly PlantEvent[];
  /** How long a stretch is asked for next, ms. */
  readonly nextMs: number;
}

/** What is known of a window. */
export interface EventsView {
  /** The newest first. */
  readonly rows: readonly PlantEvent[];
  /** All events from here on are among the rows, Unix ms. */
  readonly fromMs: number;
  /** Older ones of the window may be had. */
  readonly older: boolean;
  /** They are being read. */
  readonly loading: boolean;
  /** The list takes no more. */
  readonly full: boolean;
  /** Why nothing more came; "" when nothing failed. */
  readonly trouble: string;
}

/**
 * Events of the timeline's window, from the newest back as far as somebody wants to see: asked for stretch by stretch.
 * What is new is appended every few seconds.
 */
export class EventRecord {
  readonly #fetch: (request: EventsRequest) => Promise<PlantEvents>;
  readonly #nowMs: () => number;
  readonly asked: Asked<Kept>;

  constructor(fetch: (request: EventsRequest) => Promise<PlantEvents>, nowMs: () => number) {
    this.#fetch = fetch;
    this.#nowMs = nowMs;
    this.asked = new Asked(nowMs);
  }

  /** Older stretches of the window are asked for until it has `wanted` rows. */
  view(window: Span, filter: EventFilter, wanted: number): EventsView {
    const nowMs = this.#nowMs();
    const { kept, trouble } = this.asked;
    const toMs = Math.ceil(Math.min(window.toMs, nowMs));
    const isOpen = kept !== null && kept.toMs >= kept.askedMs;
    const fits =
      kept !== null && sameFilter(kept.filter, filter) && kept.fromMs < toMs && (isOpen || kept.toMs >= toMs);
    const isOld = fits && toMs > kept.askedMs && nowMs - kept.askedMs >= appendEveryMs;
    const isTrue = fits && !this.asked.outdated;
    const rows = (kept?.rows ?? []).filter(
      (event) => event.timeMs >= window.fromMs && event.timeMs < window.toMs && isListed(event, filter),
    );
    const older = !fits || kept.fromMs > window.fromMs;
    const full = fits && kept.rows.length >= mostListed;
    const more = older && !full && rows.length < wanted;
    if (!isTrue) this.asked.ask(() => this.#newest(window, toMs, filter, nowMs));
    else if (isOld) this.asked.ask(() => this.#newer(kept, toMs, nowMs));
    else if (more) this.asked.ask(() => this.#older(kept, window));
    const fromMs = fits ? Math.max(kept.fromMs, window.fromMs) : toMs;
    return { rows, fromMs, older, loading: (!fits || more) && trouble === '', full: older && full, trouble };
  }

  /** Samples from `fromMs` on were stored late. */
  late(fromMs: number): void {
    const { kept } = this.asked;
    if (kept !== null && kept.toMs > fromMs) this.asked.outdate();
  }

  async #newest(window: Span, toMs: number, filter: EventFilter, nowMs: number): Promise<Kept> {
    const nothing = { fromMs: toMs, toMs, askedMs: nowMs, filter, rows: [], nextMs: firstMs };
    return this.#older(nothing, window);
  }

  async #older(kept: Kept, window: Span): Promise<Kept> {
    const { filter, nextMs } = kept;
    const toMs = kept.fromMs;
    const fromMs = Math.min(toMs - 1, Math.max(Math.floor(window.fromMs), toMs - nextMs));
    const { rows, more } = await this.#fetch({ fromMs, toMs, limit: mostEvents, filter });
    const found = rows.length + more;
    if (more > 0) {
      // Others of the oldest one's millisecond may have been left out: they come next, unless all were of one.
      const oldestMs = rows.at(-1)!.timeMs;
      const whole = rows.filter(({ timeMs }) => timeMs > oldestMs);
      const isOne = whole.length === 0;
      const lengthMs = Math.max(1, Math.floor(((toMs - fromMs) * mostEvents) / 2 / found));
      return {
        ...kept,
        fromMs: isOne ? oldestMs : oldestMs + 1,
        rows: [...kept.rows, ...(isOne ? rows : whole)],
        nextMs: lengthMs,
      };
    }
    const grown = found < mostEvents / growth ? Math.min(longestEventsMs, nextMs * growth) : nextMs;
    return { ...kept, fromMs, rows: [...kept.rows, ...rows], nextMs: grown };
  }

  async #newer(kept: Kept, toMs: number, nowMs: number): Promise<Kept | null> {
    const { filter } = kept;
    const gap = kept.rows.find((event) => event.kind === 'gap' && event.untilMs >= kept.askedMs - unsettledMs);
    // A gap that went on then is longer now.
    const settledMs = Math.min(kept.askedMs - unsettledMs, gap?.timeMs ?? Number.POSITIVE_INFINITY);
    const fromMs = Math.floor(Math.max(kept.fromMs, settledMs));
    const part = await this.#fetch({ fromMs, toMs: Math.max(toMs, fromMs + 1), limit: mostEvents, filter });
    if (part.more > 0) return null; // with a hole in it: asked for anew
    const rows = [...part.rows, ...kept.rows.filter(({ timeMs }) => timeMs < fromMs)];
    const isLong = rows.length > mostListed;
    return {
      ...kept,
      rows: isLong ? rows.slice(0, mostListed) : rows,
      fromMs: isLong ? rows[mostListed - 1]!.timeMs : kept.fromMs,
      toMs,
      askedMs: nowMs,
    };
  }
}

const sameFilter = (a: EventFilter, b: EventFilter): boolean =>
  a.machine === b.machine &&
  a.without.length === b.without.length &&
  a.without.every((each) => b.without.includes(each));
