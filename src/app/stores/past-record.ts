import type { Snapshot } from '../../series/columns.ts';
import { bytesOf, Playhead, type Stretch } from '../../series/stretch.ts';

/** What of the record is kept unless said otherwise, bytes: a day of 1,000 tags that change every ten seconds. */
const usualBytes = 150_000_000;
/** Stretches are asked for on a grid, so that seeks here and there share them; how long they may be. */
const shortestMs = 1000;
const longestMs = 3_600_000;
const firstMs = 60_000;
/** Samples that a stretch should hold: fewer would be many requests, more would come late. */
const goodRows = 25_000;
/** Of playing, that is fetched ahead. A stretch that is over sooner is not worth its bytes. */
const aheadMs = 1500;
const leastPlayMs = 250;

interface Recalled {
  readonly snapshot: Snapshot;
  readonly stretch: Stretch;
  readonly after: Stretch | null;
}

/** A hand that is over another moment before this only passed by: what it passed is not fetched, ms. */
const passingMs = 120;

/** The moment shown, and the one that it is compared with. */
export type Cursor = 'a' | 'b';

interface Wish {
  readonly atMs: number;
  readonly velocity: number;
}

type Fetch = (span: { readonly fromMs: number; readonly toMs: number }) => Promise<Stretch | null>;

/**
 * Stretches of the record around the moments that are looked at: of a moment within one the state is known at once.
 * The least recently used go when there are too many.
 */
export class PastRecord {
  readonly #fetch: Fetch;
  readonly #mostBytes: number;
  readonly #arrived: () => void;
  readonly #playheads: Readonly<Record<Cursor, Playhead>> = { a: new Playhead(), b: new Playhead() };
  /** The most recently used last; no two overlap. */
  #kept: Stretch[] = [];
  #bytes = 0;
  #spanMs = firstMs;
  #fetching = false;
  /** Grows when something that was kept was told to be out of date: what is under way then may be, too. */
  #age = 0;
  /** At most one of each cursor; the oldest first. */
  readonly #wishes = new Map<Cursor, Wish>();

  /** `arrived` is called whenever more is here. */
  constructor(fetch: Fetch, arrived: () => void = () => undefined, mostBytes = usualBytes) {
    this.#fetch = fetch;
    this.#arrived = arrived;
    this.#mostBytes = mostBytes;
  }

  /**
   * The state at this moment, with its stretch and the one that goes on from that; null where it is not kept. The arrays
   * hold until the cursor's next call.
   */
  at(atMs: number, cursor: Cursor = 'a'): Recalled | null {
    const place = this.#kept.findLastIndex(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    const stretch = this.#kept[place];
    if (!stretch) return null;
    if (place < this.#kept.length - 1) this.#kept.push(...this.#kept.splice(place, 1));
    const after = this.#kept.find(({ fromMs }) => fromMs === stretch.toMs) ?? null;
    return { snapshot: this.#playheads[cursor].at(stretch, atMs), stretch, after };
  }

  /**
   * Fetches what lies at this moment and, playing, what comes next. `velocity` = ms of the record a ms of the clock, 0
   * while it stands. One request is under way at a time; a cursor's newer wish replaces its own that waits.
   */
  want(atMs: number, velocity: number, cursor: Cursor = 'a'): void {
    this.#wishes.set(cursor, { atMs, velocity });
    if (!this.#fetching) void this.#fetchOn();
  }

  /** Samples of this span came late. */
  forget(fromMs: number, toMs: number): void {
    this.#age++;
    const kept = this.#kept.filter((each) => each.toMs <= fromMs || each.fromMs > toMs);
    if (kept.length === this.#kept.length) return;
    this.#kept = kept;
    this.#bytes = kept.reduce((sum, each) => sum + bytesOf(each), 0);
  }

  clear(): void {
    this.forget(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  async #fetchOn(): Promise<void> {
    this.#fetching = true;
    for (let next = this.#nextWish(); next !== null; next = this.#nextWish()) {
      const [cursor, wish] = next;
      if (wish.velocity === 0) await new Promise((resolve) => setTimeout(resolve, passingMs));
      if (this.#wishes.has(cursor)) continue;
      const span = this.#missing(wish.atMs, wish.velocity);
      if (span === null) continue;
      const age = this.#age;
      try {
        const stretch = await this.#fetch(span);
        if (stretch && age === this.#age) {
          this.#keep(stretch, span);
          this.#arrived();
        }
        // The same wish again: what comes next may be missing, too.
        if (stretch && !this.#wishes.has(cursor)) this.#wishes.set(cursor, wish);
      } catch {
        // Moments are then asked for one by one, which tells what is wrong.
      }
    }
    this.#fetching = false;
  }

  #nextWish(): [Cursor, Wish] | null {
    const [next] = this.#wishes;
    if (!next) return null;
    this.#wishes.delete(next[0]);
    return next;
  }

  /** The first span that is needed and not kept. */
  #missing(atMs: number, velocity: number): { fromMs: number; toMs: number } | null {
    if (Math.abs(velocity) * leastPlayMs > this.#spanMs) return null;
    const here = this.#hole(atMs);
    if (here || velocity === 0) return here;
    const untilMs = atMs + velocity * aheadMs;
    for (let edgeMs = atMs; velocity > 0 ? edgeMs < untilMs : edgeMs > untilMs; ) {
      const within = this.#kept.find(({ fromMs, toMs }) => edgeMs >= fromMs && edgeMs < toMs);
      if (!within) return this.#hole(edgeMs);
      edgeMs = velocity > 0 ? within.toMs : within.fromMs - 1;
    }
    return null;
  }

  /** The grid's cell that this moment is in, as far as it is not kept; null where the moment is. */
  #hole(atMs: number): { fromMs: number; toMs: number } | null {
    let fromMs = Math.floor(atMs / this.#spanMs) * this.#spanMs;
    let toMs = fromMs + this.#spanMs;
    for (const kept of this.#kept) {
      if (atMs >= kept.fromMs && atMs < kept.toMs) return null;
      if (kept.toMs <= atMs) fromMs = Math.max(fromMs, kept.toMs);
      else toMs = Math.min(toMs, kept.fromMs);
    }
    return { fromMs, toMs };
  }

  #keep(stretch: Stretch, asked: { readonly fromMs: number; readonly toMs: number }): void {
    this.#kept.push(stretch);
    this.#bytes += bytesOf(stretch);
    while (this.#bytes > this.#mostBytes && this.#kept.length > 1) this.#bytes -= bytesOf(this.#kept.shift()!);
    // A power of two of the shortest, so that grids nest.
    const rows = Math.max(1, stretch.slots.length);
    const covered = stretch.toMs - stretch.fromMs;
    const goodMs = (covered / rows) * goodRows;
    const next = shortestMs * 2 ** Math.floor(Math.log2(Math.max(1, goodMs / shortestMs)));
    // A part of a cell between two others tells little of how much a cell holds.
    if (covered * 2 > this.#spanMs || stretch.toMs < asked.toMs) this.#spanMs = Math.min(longestMs, next);
  }
}
