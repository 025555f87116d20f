import type { PackmlState } from '../twin/packml.ts';
import type { TagId } from '../twin/plant.ts';

/**
 * A question as it was understood. Everything in it is resolved: full tag ids, absolute times, UCUM units. It can be
 * shown, stored and run again without the words it came from.
 */
export type Query =
  | ValueQuery
  | StateQuery
  | ListQuery
  | AggregateQuery
  | ExtremeQuery
  | TopQuery
  | WhenQuery
  | DurationQuery
  | CountQuery;

export interface ValueQuery {
  readonly intent: 'value';
  readonly tags: readonly TagId[];
  readonly atMs: number;
  /** UCUM; null = each tag's own. */
  readonly unit: string | null;
}

/** What machines are doing, or with `condition` whether they are doing that. */
export interface StateQuery {
  readonly intent: 'state';
  readonly tags: readonly TagId[];
  readonly atMs: number;
  readonly condition: Extract<Condition, { kind: 'in' }> | null;
}

/** Which of `tags` meet the condition; `counted` where only their number was asked for. */
export interface ListQuery {
  readonly intent: 'list';
  readonly tags: readonly TagId[];
  readonly atMs: number;
  readonly condition: Condition;
  readonly counted: boolean;
}

/** `mean` is weighted by time; `total` and `rate` are a counter's increase, over the window and per hour. */
export interface AggregateQuery {
  readonly intent: 'aggregate';
  readonly tags: readonly TagId[];
  readonly aggregation: 'mean' | 'total' | 'rate';
  readonly window: Window;
  readonly unit: string | null;
}

/** The `limit` highest or lowest of the tags' extremes over the window. */
export interface ExtremeQuery {
  readonly intent: 'extreme';
  readonly tags: readonly TagId[];
  readonly order: Order;
  readonly limit: number;
  readonly window: Window;
  readonly unit: string | null;
}

/** The `limit` tags that read highest or lowest at one moment. */
export interface TopQuery {
  readonly intent: 'top';
  readonly tags: readonly TagId[];
  readonly order: Order;
  readonly limit: number;
  readonly atMs: number;
  readonly unit: string | null;
}

/** `began`: the condition became true; `ended`: it ceased; `held`: it was true. */
export interface WhenQuery {
  readonly intent: 'when';
  readonly tags: readonly TagId[];
  readonly condition: Condition;
  readonly event: 'began' | 'ended' | 'held';
  readonly which: 'first' | 'last';
  readonly window: Window;
}

/** How long the condition held in the window; without one, for how long it has held without a break. */
export interface DurationQuery {
  readonly intent: 'duration';
  readonly tags: readonly TagId[];
  readonly condition: Condition;
  readonly window: Window | null;
  readonly atMs: number;
  /** Only the so many for which it held longest; null = each. */
  readonly limit: number | null;
}

/** How many times the condition became true in the window. */
export interface CountQuery {
  readonly intent: 'count';
  readonly tags: readonly TagId[];
  readonly condition: Condition;
  readonly window: Window;
  /** Only the so many with the highest count; null = each. */
  readonly limit: number | null;
}

export type Order = 'highest' | 'lowest';

/** Said of one tag's value. Nothing is true of a value that is not known. */
export type Condition =
  /**
   * Is one of the numbered states, which are spoken of as `name`; `flag` is what a boolean tag reads then, where a machine
   * reports running by one.
   */
  | { readonly kind: 'in'; readonly values: readonly number[]; readonly name: StateName; readonly flag?: 0 | 1 }
  | { readonly kind: 'compare'; readonly comparison: Comparison; readonly value: number; readonly unit: string | null }
  | { readonly kind: 'limits'; readonly side: 'any' | 'high' | 'low' | 'none' }
  | { readonly kind: 'quality'; readonly quality: 'stale' | 'bad' };

/** A state whatever the language: one of everyday words, of PackML's own, of the plant file's own; all but one; one of several. */
export type StateName =
  | EverydayState
  | { readonly packml: PackmlState }
  | { readonly own: string }
  | { readonly not: StateName }
  | { readonly anyOf: readonly StateName[] };

export type EverydayState =
  | 'running'
  | 'not running'
  | 'stopped'
  | 'held'
  | 'idle'
  | 'aborted'
  | 'starved or blocked'
  | 'stopped, aborted or held';

export type Comparison = 'above' | 'atLeast' | 'below' | 'atMost';

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
  /** A sample at `toMs` belongs to it: so for windows that end at the moment spoken of, not for shifts and clock times. */
  readonly closed: boolean;
  /** For a person, in the language of the question's answer, e.g. "in the last 10 minutes". */
  readonly label: string;
  /** The question named none, so that the answer must say which was taken. */
  readonly assumed: boolean;
}
