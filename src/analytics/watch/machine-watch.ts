import { Evidence, rankAmong, strange } from '../evidence.ts';
import { Mewma } from '../mewma.ts';
import { type LearntMachine, type LearntPattern, picked } from './learn-machine.ts';
import { type MachineRow, MachineRows, rowMs, type WatchedMachine } from './machine-rows.ts';
import { TagCourse, type TagSign, tagSigns } from './tag-signs.ts';

/** A line is to have one false anomaly of this kind in so long, on average: a shift. */
const shiftMs = 8 * 3_600_000;
/** What only so many of the healthy rows are above is the limit that a score is told against. */
const strangeShare = 0.01;
/** An anomaly is over after so many rows below the limit; a spike after so many rows in any case. */
const calmRows = 60;
/** Of an anomaly that lasts, the score is told again after so many rows. */
const tellRows = 5;
/** So many tags are named. */
const mostNamed = 5;

export const anomalyKinds = ['pattern', ...tagSigns] as const;
/** `pattern`: the values do not go together as they did. */
export type AnomalyKind = (typeof anomalyKinds)[number];

export interface Anomaly {
  readonly machine: string;
  readonly kind: AnomalyKind;
  /** Source clock. */
  readonly sinceMs: number;
  /** Against its limit: above 1. The highest so far. */
  readonly score: number;
  /** Those behind it, the largest share first. */
  readonly top: readonly { readonly slot: number; readonly share: number }[];
  readonly isOver: boolean;
}

interface Open {
  readonly sinceMs: number;
  score: number;
  /** By tag, at the highest score. */
  shares: Float64Array;
  calm: number;
  untold: number;
}

interface Pattern {
  readonly tags: readonly number[];
  readonly chart: Mewma;
  readonly scores: readonly number[];
  readonly evidence: Evidence;
  /** Of the score. */
  readonly limit: number;
}

/** Watches one machine; what it finds is told as it begins, changes and is over. */
export class MachineWatch {
  readonly #machine: WatchedMachine;
  readonly #tell: (anomaly: Anomaly) => void;
  readonly #learnt: LearntMachine;
  readonly #rows: MachineRows;
  readonly #pattern: Pattern | null;
  readonly #course: TagCourse;
  readonly #open = new Map<AnomalyKind, Open>();

  constructor(machine: WatchedMachine, learnt: LearntMachine, tell: (anomaly: Anomaly) => void) {
    this.#machine = machine;
    this.#learnt = learnt;
    this.#tell = tell;
    this.#rows = new MachineRows(machine);
    this.#pattern = learnt.pattern && patternOf(learnt.pattern, machine);
    this.#course = new TagCourse(machine.slots.length, learnt.limits);
  }

  /** NaN for what is not good. */
  take(tag: number, timeMs: number, value: number): void {
    if (this.#rows.isLate(timeMs)) return;
    const row = this.#rows.until(timeMs);
    if (row) this.#judge(row, timeMs);
    this.#rows.take(tag, value);
    if (Number.isNaN(value)) {
      this.#course.begin(tag);
      return;
    }
    if (this.#rows.isSettled) {
      const { spike, frozenMs } = this.#learnt.limits;
      const away = this.#course.away(tag, value);
      if (away > spike[tag]!) this.#sign('spike', tag, timeMs, away / spike[tag]!);
      const sameMs = this.#course.isChange(tag, value) ? 0 : this.#course.sinceChangeMs(tag, timeMs);
      if (sameMs > frozenMs[tag]!) this.#sign('frozen', tag, timeMs, sameMs / frozenMs[tag]!);
    }
    this.#course.take(tag, timeMs, value);
  }

  state(timeMs: number, value: number): void {
    if (this.#rows.isLate(timeMs)) return;
    const row = this.#rows.until(timeMs);
    if (row) this.#judge(row, timeMs);
    this.#rows.state(value);
    if (!this.#rows.isSettled) for (let tag = 0; tag < this.#machine.slots.length; tag++) this.#course.begin(tag);
  }

  #judge(row: MachineRow, nowMs: number): void {
    const learns = row.isSettled && row.isHealthy && this.#open.size === 0;
    if (this.#pattern) this.#judgePattern(this.#pattern, row, learns);
    if (row.isSettled) {
      const { gapMs } = this.#learnt.limits;
      for (let tag = 0; tag < gapMs.length; tag++) {
        const silentMs = this.#course.sinceSampleMs(tag, nowMs);
        if (silentMs > gapMs[tag]!) this.#sign('gap', tag, nowMs, silentMs / gapMs[tag]!);
      }
    }
    for (const [kind, open] of this.#open) {
      open.untold++;
      if (++open.calm >= calmRows) this.#end(kind, open);
    }
  }

  #judgePattern({ tags, chart, scores, evidence, limit }: Pattern, row: MachineRow, learns: boolean): void {
    const reading = chart.see(picked(row.values, tags), learns);
    if (!row.isSettled) return;
    const against = reading.score / limit;
    const open = this.#open.get('pattern');
    if (!open) evidence.bet(rankAmong(scores, reading.score));
    // What the bets were won with may be over: it is told while it lasts.
    if (against <= 1 || (!open && evidence.share < 1)) return;
    const shares = new Float64Array(row.values.length);
    for (const [k, tag] of tags.entries()) shares[tag] = reading.shares[k]!;
    if (open) this.#worsen('pattern', open, against, shares);
    else this.#begin('pattern', row.timeMs, against, shares);
  }

  #sign(kind: TagSign, tag: number, timeMs: number, score: number): void {
    const open = this.#open.get(kind);
    const shares = open?.shares ?? new Float64Array(this.#machine.slots.length);
    shares[tag] = score;
    if (open) this.#worsen(kind, open, score, shares);
    else this.#begin(kind, timeMs, score, shares);
  }

  #begin(kind: AnomalyKind, sinceMs: number, score: number, shares: Float64Array): void {
    const open = { sinceMs, score, shares, calm: 0, untold: 0 };
    this.#open.set(kind, open);
    this.#tell(this.#told(kind, open, false));
  }

  #worsen(kind: AnomalyKind, open: Open, score: number, shares: Float64Array): void {
    open.calm = 0;
    if (score > open.score) {
      open.score = score;
      open.shares = shares;
    }
    if (open.untold < tellRows) return;
    open.untold = 0;
    this.#tell(this.#told(kind, open, false));
  }

  #end(kind: AnomalyKind, open: Open): void {
    this.#open.delete(kind);
    if (kind === 'pattern') this.#pattern?.evidence.forget();
    this.#tell(this.#told(kind, open, true));
  }

  #told(kind: AnomalyKind, { sinceMs, score, shares }: Open, isOver: boolean): Anomaly {
    const whole = shares.reduce((sum, share) => sum + share, 0) || 1;
    const top = [...shares.entries()]
      .filter(([, share]) => share > 0)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostNamed)
      .map(([tag, share]) => ({ slot: this.#machine.slots[tag]!, share: share / whole }));
    return { machine: this.#machine.id, kind, sinceMs, score, top, isOver };
  }
}

function patternOf({ tags, chart, scores, dependence }: LearntPattern, { machinesInLine }: WatchedMachine): Pattern {
  const evidence = new Evidence((shiftMs / rowMs) * machinesInLine, dependence, strange);
  const limit = scores[Math.ceil((1 - strangeShare) * scores.length) - 1]!;
  return { tags, chart: new Mewma(chart), scores, evidence, limit };
}
