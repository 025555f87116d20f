/** 1 high (red square), 2 medium (amber triangle), 3 low (violet diamond). */
export type Priority = 1 | 2 | 3;

/**
 * Alarms of a tag in the plant file, one of each kind (ISA-18.2). Its limits imply `limit`, the machine's PackML state
 * implies `state`: those keys only say more about them. The others are there where they are written.
 */
export interface TagAlarms {
  readonly limit?: LimitAlarm;
  readonly state?: AlarmSettings;
  readonly rate?: RateAlarm;
  readonly deviation?: DeviationAlarm;
  readonly discrete?: DiscreteAlarm;
  readonly quality?: QualityAlarm;
  readonly communication?: NamedAlarm;
}
export type AlarmKind = keyof TagAlarms;

export interface AlarmSettings {
  /** When left out, 3; of `limit` and `state` 2, and 1 at the outer limits and in Aborted. */
  readonly priority?: Priority;
  /** The condition has to last so long before it is an alarm; 0 when left out, of quality and communication 10. */
  readonly onDelayS?: number;
  /** Back for so long it is over; 5 when left out. */
  readonly offDelayS?: number;
  /** It stands until somebody acknowledges it after its condition is gone. */
  readonly latching?: boolean;
  /** PackML states of its machine in which it is suppressed by design. */
  readonly suppressedWhile?: readonly string[];
  readonly guidance?: Guidance;
}

/** What the operator has to know of an alarm, in the language of the plant. */
export interface Guidance {
  readonly cause: string;
  readonly consequence: string;
  readonly action: string;
}

export interface LimitAlarm extends AlarmSettings {
  /** Back by more than this it is over at once, in the tag's unit; the tag's own when left out. */
  readonly deadband?: number;
}

export interface NamedAlarm extends AlarmSettings {
  readonly name: string;
}

export interface RateAlarm extends NamedAlarm {
  /** At least so much a minute up, or down, in the tag's unit. */
  readonly rising?: number;
  readonly falling?: number;
  /** Over which time; 60 when left out. */
  readonly overS?: number;
  readonly deadband?: number;
}

export interface DeviationAlarm extends NamedAlarm {
  /** A value in the tag's unit, or the id of the tag that has it: one of this machine, or "machine.tag". */
  readonly setpoint: number | string;
  /** So far from it, or farther, to either side. */
  readonly by: number;
  readonly deadband?: number;
}

export interface DiscreteAlarm extends NamedAlarm {
  /** Names of states, "on" or "off", or texts. */
  readonly states: readonly string[];
}

export interface QualityAlarm extends NamedAlarm {
  /** From which quality on; "stale" when left out. */
  readonly from?: 'stale' | 'bad';
}
