/** Share of the newest value in a tag's level (robust EWMA: what goes beyond the limit counts as the limit). */
const smoothing = 0.2;
/** Limits are twice the largest of training: tails no heavier than exponential pass that once in n² of n such looks. */
const margin = 2;
/** What varies more than this about its mean is no rule to hold a tag to: it reports, or changes, when it likes. */
const mostIrregular = 5;
/** A tag that changed less often in training is not taken for frozen. */
const leastChanges = 20;
/** Sooner nobody is told that a tag is frozen or silent. */
const leastQuietMs = 5000;

export const tagSigns = ['spike', 'frozen', 'gap'] as const;
export type TagSign = (typeof tagSigns)[number];

/** By tag; the largest number for what has no limit, because JSON knows no infinity. */
export interface TagLimits {
  /** How far a value may be from the tag's level, in its unit. */
  readonly spike: readonly number[];
  /** How long it may stay the same, and how long nothing may be said of it. */
  readonly frozenMs: readonly number[];
  readonly gapMs: readonly number[];
}

/**
 * Looks at every sample of a machine's tags: how far it is from the level, how long the value has been the same, how
 * long there was none. Some 50 bytes a tag.
 */
export class TagCourse {
  readonly #levels: Float64Array;
  readonly #values: Float64Array;
  readonly #sampledMs: Float64Array;
  readonly #changedMs: Float64Array;
  readonly #limits: TagLimits | null;

  constructor(tags: number, limits: TagLimits | null) {
    this.#levels = new Float64Array(tags).fill(Number.NaN);
    this.#values = new Float64Array(tags).fill(Number.NaN);
    this.#sampledMs = new Float64Array(tags).fill(Number.NaN);
    this.#changedMs = new Float64Array(tags).fill(Number.NaN);
    this.#limits = limits;
  }

  /** How far the value is from the level; NaN for the first. */
  away(tag: number, value: number): number {
    return Math.abs(value - this.#levels[tag]!);
  }

  sinceSampleMs(tag: number, nowMs: number): number {
    return nowMs - this.#sampledMs[tag]!;
  }

  sinceChangeMs(tag: number, nowMs: number): number {
    return nowMs - this.#changedMs[tag]!;
  }

  isChange(tag: number, value: number): boolean {
    return value !== this.#values[tag]!;
  }

  /** A good sample. */
  take(tag: number, timeMs: number, value: number): void {
    const away = value - this.#levels[tag]!;
    const most = this.#limits?.spike[tag] ?? Number.MAX_VALUE;
    if (Number.isNaN(away)) this.#levels[tag] = value;
    else this.#levels[tag]! += smoothing * Math.max(-most, Math.min(most, away));
    if (this.isChange(tag, value)) {
      this.#values[tag] = value;
      this.#changedMs[tag] = timeMs;
    }
    this.#sampledMs[tag] = timeMs;
  }

  /** What came before says nothing of what comes: the machine stood, or the tag was bad. */
  begin(tag: number): void {
    this.#levels[tag] = Number.NaN;
    this.#values[tag] = Number.NaN;
    this.#sampledMs[tag] = Number.NaN;
    this.#changedMs[tag] = Number.NaN;
  }
}

/** Learns the limits of a machine's tags from its samples while it runs. */
export class TagLimitsLearner {
  readonly #course: TagCourse;
  readonly #spike: Float64Array;
  readonly #frozenMs: Float64Array;
  readonly #gapMs: Float64Array;
  readonly #samples: Uint32Array;
  readonly #changes: Uint32Array;
  /** How long each tag was looked at. */
  readonly #wholeMs: Float64Array;

  constructor(tags: number) {
    this.#course = new TagCourse(tags, null);
    this.#spike = new Float64Array(tags);
    this.#frozenMs = new Float64Array(tags);
    this.#gapMs = new Float64Array(tags);
    this.#samples = new Uint32Array(tags);
    this.#wholeMs = new Float64Array(tags);
    this.#changes = new Uint32Array(tags);
  }

  /** A good sample; of one while the machine settles nothing is learnt. */
  take(tag: number, timeMs: number, value: number, isSettled: boolean): void {
    const course = this.#course;
    if (isSettled) {
      grow(this.#spike, tag, course.away(tag, value));
      grow(this.#gapMs, tag, course.sinceSampleMs(tag, timeMs));
      grow(this.#frozenMs, tag, course.sinceChangeMs(tag, timeMs));
      this.#samples[tag]!++;
      if (course.isChange(tag, value)) this.#changes[tag]!++;
      this.#wholeMs[tag]! += course.sinceSampleMs(tag, timeMs) || 0;
    }
    course.take(tag, timeMs, value);
  }

  begin(tag: number): void {
    this.#course.begin(tag);
  }

  limits(): TagLimits {
    const whole = this.#wholeMs;
    return {
      spike: Array.from(this.#spike, (most, tag) => (this.#varies(tag) ? margin * most : Number.MAX_VALUE)),
      frozenMs: Array.from(this.#frozenMs, (most, tag) => this.#quietMs(tag, most, whole[tag]! / this.#changes[tag]!)),
      gapMs: Array.from(this.#gapMs, (most, tag) => this.#quietMs(tag, most, whole[tag]! / this.#samples[tag]!)),
    };
  }

  #varies(tag: number): boolean {
    return this.#changes[tag]! >= leastChanges;
  }

  #quietMs(tag: number, mostMs: number, meanMs: number): number {
    const isRegular = this.#varies(tag) && mostMs <= mostIrregular * meanMs;
    return isRegular ? Math.max(leastQuietMs, margin * mostMs) : Number.MAX_VALUE;
  }
}

function grow(most: Float64Array, tag: number, seen: number): void {
  if (seen > most[tag]!) most[tag] = seen;
}
