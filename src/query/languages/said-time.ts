/** A moment as the site's clocks show it. */
export interface Moment {
  /** "14:03" or "14:03:22" */
  readonly time: string;
  /** Where it is not on the day of the question. */
  readonly date: string | null;
}

export type Day = 'today' | 'yesterday';
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week';

/** A length of time as the question says it. */
export interface SaidLength {
  /** As typed: "ten min". */
  readonly said: string;
  readonly count: number;
  readonly unit: TimeUnit;
}
