/** What the page tells about itself, a look a second; times by this device's clock, ms. */
export interface Signs {
  /** Grows with every frame of the page. */
  readonly beat: number;
  /** Nobody sees the page: a browser then holds frames back. */
  readonly hidden: boolean;
  /** The graphics driver has taken the picture away. */
  readonly pictureLost: boolean;
  /** Live and connected: values should come. */
  readonly live: boolean;
  /** Grows with every value. */
  readonly tableVersion: number;
  /** The newest sample that the gateway says it has recorded. */
  readonly recordedMs: number;
  /** Errors that nobody caught, since the page was opened. */
  readonly errors: number;
  /** A part of the page could not be shown and says so. */
  readonly broken: boolean;
}

const stuckMs = 30_000;
const pictureLostMs = 60_000;
const silentMs = 120_000;
const errorsInAMinute = 20;
const minuteMs = 60_000;

/** Why the page had better be opened afresh; `silent` only if `lacks` says so, too. */
export type Wedge = 'stuck' | 'pictureLost' | 'silent' | 'errors' | 'broken';

/** Tells a page that is wedged from one that is quiet. No clock of its own; what it keeps does not grow. */
export class Watchdog {
  #beat = { value: Number.NaN, sinceMs: 0 };
  #lostSinceMs: number | null = null;
  #values = { version: Number.NaN, recordedMs: 0 };
  #errors = { count: 0, sinceMs: Number.NEGATIVE_INFINITY };
  #lookedMs = Number.NaN;

  look(nowMs: number, signs: Signs): Wedge | null {
    // The whole page stood still (a laptop slept): nothing can be said of the time between.
    const slept = !(nowMs - this.#lookedMs < 15_000);
    this.#lookedMs = nowMs;
    if (signs.beat !== this.#beat.value || signs.hidden || slept) this.#beat = { value: signs.beat, sinceMs: nowMs };
    if (!signs.pictureLost || slept) this.#lostSinceMs = null;
    if (signs.pictureLost) this.#lostSinceMs ??= nowMs;
    if (signs.tableVersion !== this.#values.version || !signs.live || slept) {
      this.#values = { version: signs.tableVersion, recordedMs: signs.recordedMs };
    }
    if (nowMs - this.#errors.sinceMs >= minuteMs) this.#errors = { count: signs.errors, sinceMs: nowMs };
    if (signs.broken) return 'broken';
    if (signs.errors - this.#errors.count >= errorsInAMinute) return 'errors';
    if (nowMs - this.#beat.sinceMs >= stuckMs) return 'stuck';
    if (this.#lostSinceMs !== null && nowMs - this.#lostSinceMs >= pictureLostMs) return 'pictureLost';
    if (signs.recordedMs - this.#values.recordedMs >= silentMs) return 'silent';
    return null;
  }

  /**
   * Whether the gateway has values that a silent page should have: the newest time of each tag here and there. What it
   * records may all be of tags that this page does not watch, which have no time here.
   */
  lacks(hereMs: Float64Array, thereMs: Float64Array): boolean {
    const blank = hereMs.every(Number.isNaN);
    const lacking = thereMs.some((ms, slot) => (blank ? !Number.isNaN(ms) : ms - hereMs[slot]! >= silentMs));
    if (!lacking) this.#values = { version: Number.NaN, recordedMs: 0 }; // listens anew from the next look on
    return lacking;
  }
}

const waitsMs = [1, 5, 30].map((minutes) => minutes * minuteMs);
/** A page that ran well for so long has earned the shortest wait again. */
const healthyMs = 2 * 3_600_000;

/** When the page reloaded itself, and how often in a row. */
export interface Reloads {
  readonly lastMs: number;
  readonly inARow: number;
}

/** When a wedged page may reload: 1, 5, then every 30 min, so that a fault that stays never makes it flicker. */
export function mayReloadAt(before: Reloads | null, openedMs: number): number {
  if (before === null) return openedMs + waitsMs[0]!;
  return before.lastMs + waitsMs[Math.min(before.inARow, waitsMs.length - 1)]!;
}

export function reloaded(before: Reloads | null, nowMs: number): Reloads {
  const fresh = before === null || nowMs - before.lastMs > healthyMs;
  return { lastMs: nowMs, inARow: fresh ? 1 : before.inARow + 1 };
}

const freshAtHour = 4;

/** Whether the nightly reload is due: once after 04:00 of the site, and not right after the page was opened. */
export function nightlyDue(timeZone: string, openedMs: number, nowMs: number): boolean {
  if (nowMs - openedMs < 6 * 3_600_000) return false;
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(nowMs);
  return Number(hour) === freshAtHour;
}
