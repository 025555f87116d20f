import { type PackmlState, packmlCode, packmlStates, type StateClass, stateClass } from '../twin/packml.ts';
import { conceptWords, cueWords } from './everyday-words.ts';
import type { Condition } from './query.ts';

/** What a word of everyday language does in a question, whatever the plant. */
export type Cue =
  | 'noise'
  | 'which'
  | 'when'
  | 'howLong'
  | 'howMany'
  | 'times'
  | 'mean'
  | 'total'
  | 'rate'
  | 'highest'
  | 'lowest'
  | 'high'
  | 'low'
  | 'above'
  | 'below'
  | 'atLeast'
  | 'atMost'
  | 'limit'
  | 'alarm'
  | 'within'
  | 'outside'
  | 'not'
  | 'last'
  | 'first'
  | 'become'
  | 'cease'
  | 'ago'
  | 'machines'
  | 'tags'
  | 'all'
  | 'it'
  | 'status'
  | 'stale'
  | 'bad'
  | 'past'
  | 'time'
  | 'by'
  | 'top';

export interface StateWord {
  readonly condition: Extract<Condition, { kind: 'in' }>;
  /** A verb or noun for the change ("stop", "jam") rather than the state ("held"). */
  readonly event: boolean;
  /** A noun for the time spent in it ("downtime"). */
  readonly duration: boolean;
}

export interface Meaning {
  readonly cues: readonly Cue[];
  readonly state?: StateWord;
  /** The quantity that an adjective or abbreviation speaks of: "hottest" is a temperature. */
  readonly concept?: string;
}

const codesOf = (...of: StateClass[]): number[] =>
  packmlStates.map((_, code) => code).filter((code) => of.includes(stateClass(code)));

const running = { kind: 'in', name: 'running', values: codesOf('running'), flag: 1 } as const;
const stopped = { kind: 'in', name: 'stopped', values: codesOf('stopped'), flag: 0 } as const;
const held = { kind: 'in', name: 'held', values: codesOf('held') } as const;
const suspended = { kind: 'in', name: 'starved or blocked', values: codesOf('suspended') } as const;
const idle = { kind: 'in', name: 'idle', values: codesOf('idle') } as const;
const aborted = { kind: 'in', name: 'aborted', values: codesOf('aborted') } as const;
const down = {
  kind: 'in',
  name: 'stopped, aborted or held',
  values: codesOf('stopped', 'aborted', 'held'),
} as const;
export const notRunning = {
  kind: 'in',
  name: 'not running',
  values: codesOf('stopped', 'aborted', 'held', 'suspended', 'idle'),
  flag: 0,
} as const;

const knownCodes = codesOf('running', 'stopped', 'aborted', 'held', 'suspended', 'idle');

/** All known states but these; "not stopped" says nothing of a machine whose state is unknown. */
export function negated(condition: StateWord['condition']): StateWord['condition'] {
  if (condition.name === 'running') return notRunning;
  if (condition.name === 'not running') return running;
  return {
    kind: 'in',
    name: { not: condition.name },
    values: knownCodes.filter((code) => !condition.values.includes(code)),
  };
}

const meanings = new Map<string, Meaning>();
let longestPhrase = 1;

function add(spellings: string, meaning: Meaning): void {
  for (const spelling of spellings.split(/,\s+/)) {
    const before = meanings.get(spelling);
    meanings.set(spelling, before ? { ...before, ...meaning, cues: [...before.cues, ...meaning.cues] } : meaning);
    longestPhrase = Math.max(longestPhrase, spelling.split(' ').length);
  }
}

for (const [cues, spellings] of cueWords) add(spellings, { cues });
for (const [concept, cues, spellings] of conceptWords) add(spellings, { cues, concept });

const state = (condition: StateWord['condition'], spellings: string): void =>
  add(spellings, { cues: [], state: { condition, event: false, duration: false } });
state(running, 'running, run, runs, ran, up, working, producing, operating, executing, operational, in production');
state(running, 'up and running, active, moving, execute, in execute');
state(stopped, 'stopped');
state(down, 'down, broken down, out of order, out of service');
state(held, 'held, on hold, paused, jammed, stuck');
state(suspended, 'suspended, starved, blocked, waiting, starving, backed up');
state(idle, 'idle, idling, standby, on standby, ready');
state(aborted, 'aborted, faulted, failed, broken, tripped, in fault, crashed, failing');
state(notRunning, 'standing still, standing, at standstill, inactive, not producing, not working, not up, non running');

const event = (condition: StateWord['condition'], spellings: string): void =>
  add(spellings, { cues: [], state: { condition, event: true, duration: false } });
event(notRunning, 'stop, stops, stoppage, stoppages, halt, halts, halted, stand still, quit, shut down');
event(down, 'go down, went down, gone down, going down');
event(running, 'start, starts, started, restart, restarts, restarted, resume, resumed, start running, started running');
event(running, 'startup, start up, come back, came back, back up');
event(aborted, 'fail, fails, fault, faults, abort, aborts, trip, trips, failure, failures, breakdown, breakdowns');
event(aborted, 'break down, broke down, break, broke, crash, crashes');
event(held, 'jam, jams, hold, holds, get jammed, got jammed, jamming');
event(suspended, 'suspend, starve, starves, block, blocks');

const timeIn = (condition: StateWord['condition'], spellings: string): void =>
  add(spellings, { cues: [], state: { condition, event: false, duration: true } });
timeIn(down, 'downtime, down time');
timeIn(running, 'uptime, up time, runtime, run time, running time');
timeIn(idle, 'idle time, idling time');
timeIn(notRunning, 'standstill, lost time, stop time, stopped time, standing time');
timeIn(held, 'held time, hold time');
timeIn(suspended, 'blocked time, starved time, waiting time, suspended time');

// Transitional states have no everyday word: their own names mean just themselves.
const worded = ['Execute', 'Stopped', 'Idle', 'Suspended', 'Aborted', 'Held', 'Undefined'];
for (const name of packmlStates.filter((each: PackmlState) => !worded.includes(each))) {
  state({ kind: 'in', name: { packml: name }, values: [packmlCode(name)] }, name.toLowerCase());
}

export const meaningOf = (spelling: string): Meaning | undefined => meanings.get(spelling);
export const phraseWords: number = longestPhrase;
/** Every word of the lexicon, for correcting spelling. */
export const lexiconWords: ReadonlySet<string> = new Set([...meanings.keys()].flatMap((each) => each.split(' ')));
