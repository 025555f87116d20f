import type { StateClass } from '../../twin/packml.ts';
import type { Limits } from '../../twin/plant.ts';
import type { AggregateQuery, Condition, Order, StateName, WhenQuery } from '../query.ts';
import type { Moment } from './said-time.ts';

export type Tense = 'now' | 'then';

/** A condition, and the unit of the tag it is asked of as people write it. */
export interface Wanted {
  readonly condition: Condition;
  readonly unit: string;
}

/** A name with what is said of it, formatted. */
export interface Shown {
  readonly name: string;
  readonly shown: string;
}

/** `shown` = null: not known. */
export interface Aggregated {
  readonly name: string;
  readonly shown: string | null;
}

/** What speaks against relying on a value, and how old it is. */
export interface Doubt {
  readonly is: 'stale' | 'bad' | 'no number';
  readonly age: string;
}

export interface SaidValue {
  readonly title: string;
  /** null = none was recorded up to `upTo`. */
  readonly value: {
    readonly shown: string;
    readonly beyond: keyof Limits | null;
    readonly doubt: Doubt | 'uncertain' | null;
    readonly at: Moment;
  } | null;
  readonly upTo: Moment;
}

/** Since when a state is what it is: within the record's last week, since its beginning, or for longer than a week. */
export type Since = { readonly at: Moment; readonly duration: string } | 'record' | 'week';

/** Machines or measurements without a good value; few are named. */
export interface Unknown {
  readonly count: number;
  readonly machines: readonly string[];
}

export interface StateGroup {
  readonly state: StateClass | 'not running';
  readonly count: number;
  /** null where they are too many to be worth naming. */
  readonly machines: readonly string[] | null;
}

/** What an answer over a window rests on. */
export interface Basis {
  /** The question named no window. */
  readonly assumed: boolean;
  readonly samples: number;
  readonly excluded: number;
  readonly resets?: number;
  /** Of the window, where it is not all of it. */
  readonly knownPercent?: number | null;
}

/** `window` is one of `WindowPhrases`. */
export interface Over {
  readonly window: string;
  readonly basis: Basis;
}

export interface Happening {
  readonly subject: string;
  readonly wanted: Wanted;
  readonly at: Moment;
  readonly before: string;
  /** The condition held until the very moment of the question. */
  readonly ongoing: boolean;
  readonly change: readonly [from: string, to: string] | null;
}

export type Ongoing =
  | { readonly is: 'unknown'; readonly subject: string }
  | { readonly is: 'not'; readonly subject: string; readonly wanted: Wanted; readonly shown: string }
  | {
      readonly is: 'so';
      readonly subject: string;
      readonly wanted: Wanted;
      readonly shown: string;
      /** null = for all of the last seven days. */
      readonly since: { readonly at: Moment; readonly duration: string } | null;
      readonly samples: number;
      readonly excluded: number;
    };

/** Whole sentences. Numbers that are not counted things come in formatted. */
export interface AnswerPhrases {
  /** `at` = null: now. */
  value(value: SaidValue, at: Moment | null): string;
  values(values: readonly SaidValue[], at: Moment | null): string;
  /** `last` = null: none is recorded. */
  stateUnknown(machine: string, last: Doubt | null, tense: Tense): string;
  state(said: {
    readonly machine: string;
    /** The state's name, or whether it runs where no more is known. */
    readonly state: string | boolean;
    /** Of a question for yes or no. */
    readonly verdict: boolean | null;
    /** The state asked for, where the machine is in it. */
    readonly meets: StateName | null;
    readonly since: Since;
    readonly tense: Tense;
  }): string;
  states(all: number, groups: readonly StateGroup[], unknown: Unknown, tense: Tense): string;
  machinesIn(said: {
    readonly state: StateName;
    readonly all: number;
    readonly found: readonly Shown[];
    /** It was asked for yes or no. */
    readonly verdict: boolean;
    /** Machines that are not running either. */
    readonly others: readonly Shown[];
    readonly unknown: Unknown;
    readonly tense: Tense;
  }): string;
  measurementsThat(said: {
    readonly wanted: Wanted;
    readonly all: number;
    readonly found: readonly Shown[];
    readonly unknown: Unknown;
    readonly tense: Tense;
  }): string;
  /** `verdict` = null: it is not known. */
  verdict(verdict: boolean | null, value: SaidValue, wanted: Wanted, tense: Tense): string;
  noTop(of: number, at: Moment): string;
  top(said: {
    readonly order: Order;
    readonly of: number;
    readonly best: readonly Shown[];
    readonly leftOut: number;
    readonly tense: Tense;
  }): string;

  readonly noKnownValue: string;
  perHour(shown: string): string;
  aggregate(aggregation: AggregateQuery['aggregation'], of: Aggregated, over: Over): string;
  aggregates(aggregation: AggregateQuery['aggregation'], each: readonly Aggregated[], over: Over): string;
  /** A value with its moment. */
  valueAt(shown: string, at: Moment): string;
  noSample(titles: readonly string[], last: string | null, over: Over): string;
  extreme(order: Order, best: Shown, over: Over): string;
  extremesApart(order: Order, each: readonly Shown[], over: Over): string;
  extremes(order: Order, of: number, best: readonly Shown[], then: readonly Shown[], over: Over): string;

  times(count: number): string;
  nothingRecorded(names: readonly string[], window: string, cannotSay: boolean): string;
  count(
    said: {
      readonly subject: string;
      readonly wanted: Wanted;
      readonly count: number;
      /** How often into which state. */
      readonly into: readonly { readonly shown: string; readonly count: number }[];
      readonly last: Moment | null;
    },
    over: Over,
  ): string;
  counts(
    said: {
      readonly of: number;
      readonly wanted: Wanted;
      readonly total: number;
      readonly each: readonly { readonly name: string; readonly count: number }[];
      readonly ranked: boolean;
    },
    over: Over,
  ): string;

  happenings(
    event: WhenQuery['event'],
    which: WhenQuery['which'],
    happenings: readonly Happening[],
    live: boolean,
    over: Over,
  ): string;
  neverHappened(event: WhenQuery['event'], names: readonly string[], wanted: Wanted, over: Over): string;

  spentUnknown(subject: string, wanted: Wanted, over: Over): string;
  spent(
    said: {
      readonly subject: string;
      readonly wanted: Wanted;
      readonly duration: string;
      readonly percent: number;
      /** The percentage is of the time that is known, not of all. */
      readonly ofKnown: boolean;
      /** For how long it did not run for any reason, where that is longer. */
      readonly notRunning: string | null;
    },
    over: Over,
  ): string;
  spentByMany(
    said: {
      readonly wanted: Wanted;
      readonly found: number;
      readonly of: number;
      readonly each: readonly { readonly name: string; readonly duration: string; readonly percent: number }[];
      readonly ranked: boolean;
      readonly unknown: number;
    },
    over: Over,
  ): string;
  ongoing(each: readonly Ongoing[]): string;
  noneOngoing(of: number, wanted: Wanted): string;
}
