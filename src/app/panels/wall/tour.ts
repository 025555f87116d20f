import type { ActiveAlarm } from '../../stores/alarms.ts';

/** Milliseconds. */
const stayMs = 20_000;
/** The whole site is seen for so long between two visits. */
const restMs = 15_000;
/** A short stop is over before the camera would be there. */
const settleMs = 10_000;
/** After a visit the same alarm has to stand for so long to be shown again. */
const againMs = 5 * 60_000;
/** An alarm that is over is left after this. */
const leaveMs = 3000;
const untouchedMs = 60_000;

interface Known {
  readonly firstMs: number;
  priority: number;
  /** When it may be visited next. */
  dueMs: number;
}

/**
 * Where the wall's camera goes: to the worst alarm that was not shown lately, and back to the whole site. It has no
 * clock, and keeps nothing of alarms that are over for longer than `againMs`.
 */
export class Tour {
  readonly #known = new Map<string, Known>();
  readonly #gone = new Map<string, { readonly known: Known; readonly goneMs: number }>();
  #visit: { readonly id: string; readonly sinceMs: number; readonly priority: number; goneMs: number | null } | null =
    null;
  #restSinceMs = Number.NEGATIVE_INFINITY;
  #touchedMs = Number.NEGATIVE_INFINITY;

  /** Somebody is at the screen: it is theirs for a minute. */
  touched(nowMs: number): void {
    this.#touchedMs = nowMs;
    this.#leave(nowMs);
  }

  isTouched(nowMs: number): boolean {
    return nowMs - this.#touchedMs < untouchedMs;
  }

  /** The alarm to show now, or null for the whole site. `allowed`: live, and not switched off. */
  update(nowMs: number, alarms: readonly ActiveAlarm[], allowed: boolean): string | null {
    this.#note(nowMs, alarms);
    if (!allowed || this.isTouched(nowMs)) {
      this.#leave(nowMs);
      return null;
    }
    const next = this.#next(nowMs, alarms);
    const visit = this.#visit;
    if (visit) {
      const standing = this.#known.has(visit.id);
      if (standing) visit.goneMs = null;
      else visit.goneMs ??= nowMs;
      const over = nowMs - visit.sinceMs >= stayMs || (visit.goneMs !== null && nowMs - visit.goneMs >= leaveMs);
      const worse = next !== null && next.priority < visit.priority;
      if (!over && !worse) return visit.id;
      this.#leave(nowMs);
      if (!worse) return null;
    } else if (nowMs - this.#restSinceMs < restMs) return null;
    if (next === null) return null;
    this.#visit = { id: next.id, sinceMs: nowMs, priority: next.priority, goneMs: null };
    this.#known.get(next.id)!.dueMs = nowMs + againMs;
    return next.id;
  }

  /** How many alarms are kept in mind: what a test of endurance watches. */
  get size(): number {
    return this.#known.size + this.#gone.size;
  }

  #leave(nowMs: number): void {
    if (this.#visit) this.#restSinceMs = nowMs;
    this.#visit = null;
  }

  #note(nowMs: number, alarms: readonly ActiveAlarm[]): void {
    const standing = new Set(alarms.map(({ id }) => id));
    for (const [id, known] of this.#known) {
      if (standing.has(id)) continue;
      this.#known.delete(id);
      this.#gone.set(id, { known, goneMs: nowMs });
    }
    for (const [id, { goneMs }] of this.#gone) if (nowMs - goneMs >= againMs) this.#gone.delete(id);
    for (const { id, priority } of alarms) {
      let known = this.#known.get(id);
      if (!known) {
        // One that comes and goes is not shown each time it comes.
        const before = this.#gone.get(id);
        known = {
          firstMs: nowMs,
          priority,
          dueMs: before && before.known.priority <= priority ? before.known.dueMs : 0,
        };
        this.#gone.delete(id);
        this.#known.set(id, known);
      } else if (priority < known.priority) known.dueMs = 0;
      known.priority = priority;
    }
  }

  /** Of the worst priority that has one due, the one that waited longest. Standing ones come again, the worst only. */
  #next(nowMs: number, alarms: readonly ActiveAlarm[]): { readonly id: string; readonly priority: number } | null {
    const worst = alarms.reduce((least, { priority }) => Math.min(least, priority), 3);
    let next: { id: string; priority: number; dueMs: number } | null = null;
    for (const { id, priority } of alarms) {
      const known = this.#known.get(id)!;
      const repeated = known.dueMs > 0;
      if (priority === 3 || known.dueMs > nowMs || nowMs - known.firstMs < (priority === 1 ? 0 : settleMs)) continue;
      if (repeated && priority > worst) continue;
      if (!next || priority < next.priority || (priority === next.priority && known.dueMs < next.dueMs)) {
        next = { id, priority, dueMs: known.dueMs };
      }
    }
    return next;
  }
}
