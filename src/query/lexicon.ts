import { type PackmlState, packmlCode, packmlStates, type StateClass, stateClass } from '../twin/packml.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
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
  /** A name of states that only these tags have. */
  readonly tags?: readonly PlacedTag[];
}

export interface Meaning {
  readonly cues: readonly Cue[];
  readonly state?: StateWord;
  /** The quantity that an adjective or abbreviation speaks of: "hottest" is a temperature. */
  readonly concept?: string;
}

const codesOf = (...of: StateClass[]): number[] =>
  packmlStates.map((_, code) => code).filter((code) => of.includes(stateClass(code)));

const running = { kind: 'in', name: 'running', values: codesOf('running') } as const;
const stopped = { kind: 'in', name: 'stopped', values: codesOf('stopped') } as const;
const held = { kind: 'in', name: 'held', values: codesOf('held') } as const;
const suspended = { kind: 'in', name: 'suspended (starved or blocked)', values: codesOf('suspended') } as const;
const idle = { kind: 'in', name: 'idle', values: codesOf('idle') } as const;
const aborted = { kind: 'in', name: 'aborted', values: codesOf('aborted') } as const;
const down = {
  kind: 'in',
  name: 'down (stopped, aborted or held)',
  values: codesOf('stopped', 'aborted', 'held'),
} as const;
export const notRunning = {
  kind: 'in',
  name: 'not running',
  values: codesOf('stopped', 'aborted', 'held', 'suspended', 'idle'),
} as const;
export const runningState: Condition = running;

const knownCodes = codesOf('running', 'stopped', 'aborted', 'held', 'suspended', 'idle');

/** All known states but these; "not stopped" says nothing of a machine whose state is unknown. */
export function negated(condition: StateWord['condition']): StateWord['condition'] {
  if (condition.name === 'running') return notRunning;
  if (condition.name === 'not running') return running;
  return {
    kind: 'in',
    name: `not ${condition.name}`,
    values: knownCodes.filter((code) => !condition.values.includes(code)),
  };
}

const meanings = new Map<string, Meaning>();
let longestPhrase = 1;

function add(spellings: string, meaning: Meaning): void {
  for (const spelling of spellings.split(', ')) {
    const before = meanings.get(spelling);
    meanings.set(spelling, before ? { ...before, ...meaning, cues: [...before.cues, ...meaning.cues] } : meaning);
    longestPhrase = Math.max(longestPhrase, spelling.split(' ').length);
  }
}
const cue = (cues: readonly Cue[], spellings: string): void => add(spellings, { cues });
const state = (condition: StateWord['condition'], spellings: string): void =>
  add(spellings, { cues: [], state: { condition, event: false, duration: false } });
const event = (condition: StateWord['condition'], spellings: string): void =>
  add(spellings, { cues: [], state: { condition, event: true, duration: false } });
const time = (condition: StateWord['condition'], spellings: string): void =>
  add(spellings, { cues: [], state: { condition, event: false, duration: true } });
const concept = (name: string, cues: readonly Cue[], spellings: string): void =>
  add(spellings, { cues, concept: name });

cue(
  ['noise'],
  'the, a, an, is, are, am, be, being, do, does, of, on, in, at, for, to, with, from, and, or, me, us, we, i',
);
cue(
  ['noise'],
  'you, please, pls, plz, can, could, would, will, hey, hi, hello, ok, okay, so, right, now, currently, rn, atm',
);
cue(
  ['noise'],
  'moment, present, presently, its, their, there, value, reading of, get, tell, know, want, wanna, like, just, need',
);
cue(
  ['noise'],
  'much, what, whats, what is, how, hows, how much, who, where, my, our, your, check, look, see, about, actually, really',
);
cue(
  ['noise'],
  'thanks, thank, cheers, current, ?, -, that, then, as, have, has, is there, are there, give, gimme, lemme, let',
);
cue(
  ['noise'],
  'today is, over there, currently at, right now, at the moment, at present, out there, go ahead, find, find out, display',
);
cue(
  ['noise'],
  'during, within the, throughout, long term, anyway, again, still, exactly, roughly, approximately, live, latest, most recent',
);
cue(
  ['noise'],
  'doing ok, hello there, good morning, question, quick question, mate, quickly, amount of, size of, reads, read, say, says, showing',
);
cue(
  ['noise'],
  'of all, out of the, among, across, in total at the moment, any idea, im, ive, id, lets, theres, recorded, measured, observed, seen',
);
cue(['past'], 'was, were, did, been, had, wasnt, werent, happened');
cue(
  ['which'],
  'which, list, show, show me, what machines, anything, something, everything, any, whichever, ones, those, name',
);
cue(['not'], 'not, isnt, arent, wasnt, werent, aint, no, non, without, except, never, nothing, none');
cue(['when'], 'when, whens, what time, at what time, what moment, since when, last time, the last time, which time');
cue(
  ['howLong'],
  'how long, how long for, for how long, duration, how much time, what duration, time spent, total time, amount of time, spent, spend, much time',
);
cue(['howMany'], 'how many, howmany, number, number of, count, count of, quantity, nr of, no of');
cue(['times'], 'times, how often, how frequently, number of times, occasions, how many times');
cue(['mean'], 'average, averaged, avg, mean, on average, averages, typical, time weighted');
cue(
  ['total'],
  'total, totals, sum, altogether, produced, produce, made, make, output, in total, overall, processed, production, throughput',
);
cue(['total'], 'filled, packed, capped, palletised, labelled, wrapped, rinsed, inspected, handled, completed so far, total number of, consumption, consumed, used, use');
cue(['rate'], 'rate, per hour, an hour');
cue(['highest'], 'highest, max, maximum, peak, peaked, largest, biggest, greatest, most, top, maxima');
cue(['lowest'], 'lowest, min, minimum, smallest, least, bottom, minima');
cue(['high'], 'high, too high, highs');
cue(['low'], 'low, too low, lows');
cue(['top'], 'top, bottom, ranking, ranked, rank');
cue(['by'], 'by, sorted by, in terms of');
cue(
  ['above'],
  'above, over, more than, greater than, higher than, larger than, exceed, exceeds, exceeded, exceeding, bigger than, >, upwards of',
);
cue(['become'], 'exceed, exceeds, exceeded, exceeding');
cue(['below'], 'below, under, less than, lower than, smaller than, beneath, underneath, <, fewer than');
cue(['atLeast'], 'at least, no less than, not less than, > =, ≥, minimum of, or more');
cue(['atMost'], 'at most, no more than, not more than, < =, ≤, maximum of, not above, not over');
cue(
  ['limit'],
  'limit, limits, alarm limit, alarm limits, threshold, thresholds, setpoint limit, alarm threshold, range, spec, bounds, tolerance',
);
cue(['alarm'], 'alarm, alarms, alarming, in alarm, abnormal, in alert, alerts, alert, alarmed');
cue(['within'], 'within, inside');
cue(['outside'], 'outside, out of, beyond, outside of');
cue(['last'], 'last, latest, most recently, recently, lately, most recent, previous');
cue(['first'], 'first, earliest, initially');
cue(
  ['become'],
  'go, goes, went, gone, going, become, became, becomes, get, gets, got, turn, turned, rise, rose, rises, risen, drop, dropped, drops',
);
cue(
  ['become'],
  'fall, fell, falls, fallen, reach, reached, hit, hits, cross, crossed, crosses, climb, climbed, enter, entered, come, came, jump, jumped',
);
cue(['cease'], 'stop being, stopped being, cease, ceased, end, ended');
cue(
  ['ago'],
  'ago, how long ago, how long since, time since, how long is it since, how long has it been since, how long was it since',
);
cue(['machines'], 'machine, machines, equipment, asset, assets, station, stations, unit, units, machinery, devices');
cue(
  ['tags'],
  'tag, tags, sensor, sensors, signal, signals, measurement, measurements, reading, readings, value, values, metric, metrics, parameters',
);
cue(
  ['all'],
  'all, every, each, plant, factory, site, hall, whole, entire, overall, shop floor, everywhere, both, everybody, floor',
);
cue(
  ['it'],
  'it, this, this one, that one, this machine, that machine, the machine, the selected machine, selected, selected machine, here',
);
cue(
  ['status'],
  'state, status, states, doing, up to, condition, happening, hows, going on, how is, how are, mode, situation, conditions, how does, statuses',
);
cue(['stale'], 'stale, old, outdated, silent, frozen, quiet, not updating, offline, disconnected, dead');
cue(['bad'], 'bad, invalid, faulty, bad quality, poor quality');
cue(
  ['time'],
  'hour, hours, hr, hrs, minute, minutes, mins, second, seconds, sec, secs, day, days, week, weeks, shift, shifts, today',
);
cue(
  ['time'],
  'yesterday, since, between, until, till, midnight, noon, morning, afternoon, evening, night, tonight, month, months, ago, half, quarter',
);
cue(['time'], 'past, pm, h, couple');

state(
  running,
  'running, up, working, producing, operating, executing, operational, in production, up and running, active, moving',
);
state(stopped, 'stopped');
state(down, 'down, broken down, out of order, out of service, kaput');
state(held, 'held, on hold, paused, jammed, stuck, blocked up');
state(suspended, 'suspended, starved, blocked, waiting, starving, backed up');
state(idle, 'idle, idling, standby, on standby, ready');
state(aborted, 'aborted, faulted, failed, broken, tripped, in fault, crashed, failing');
state(notRunning, 'standing still, standing, at standstill, inactive, not producing, not working, not up, non running');
event(
  notRunning,
  'stop, stops, stoppage, stoppages, halt, halts, halted, go down, went down, stand still, gone down, going down, quit, shut down',
);
event(
  running,
  'start, starts, started, restart, restarts, restarted, resume, resumed, start running, started running, startup, start up, come back, came back',
);
event(
  aborted,
  'fail, fails, fault, faults, abort, aborts, trip, trips, failure, failures, breakdown, breakdowns, break down, broke down, break, broke, crash',
);
event(held, 'jam, jams, hold, holds, get jammed, got jammed, jamming');
event(suspended, 'suspend, starve, starves, block, blocks, microstop, micro stop');
time(down, 'downtime, down time');
time(running, 'uptime, up time, runtime, run time, running time');
time(idle, 'idle time, idling time');
time(notRunning, 'standstill, lost time, stop time, stopped time, standing time');
time(held, 'held time, hold time');
time(suspended, 'blocked time, starved time, waiting time, suspended time');

// Transitional states have no everyday word: their own names mean just themselves.
const worded = ['Execute', 'Stopped', 'Idle', 'Suspended', 'Aborted', 'Held', 'Undefined'];
for (const name of packmlStates.filter((each: PackmlState) => !worded.includes(each))) {
  state({ kind: 'in', name: name.toLowerCase(), values: [packmlCode(name)] }, name.toLowerCase());
}
state(running, 'execute, in execute');

concept('temperature', [], 'temp, temps, tmp, hot, warm, cold, cool, heat, tempr, temperatures, degrees');
concept('temperature', ['highest'], 'hottest, warmest');
concept('temperature', ['lowest'], 'coldest, coolest');
concept('temperature', ['above'], 'hotter, hotter than, warmer, warmer than');
concept('temperature', ['below'], 'colder, colder than, cooler, cooler than');
concept('pressure', [], 'press, prs, pressures, psi');
concept('current', [], 'amps, amp, amperage, ampere, curr, currents, current draw, draw, drawing');
concept('voltage', [], 'volt, volts, voltages');
concept('speed', [], 'rpm, velocity, fast, slow, speeds, pace');
concept('speed', ['highest'], 'fastest, quickest');
concept('speed', ['lowest'], 'slowest');
concept('speed', ['above'], 'faster, faster than');
concept('speed', ['below'], 'slower, slower than');
concept('vibration', [], 'vib, vibe, vibrations, vibrating, vibrate, shaking, accelerometer, acceleration');
concept('vibration', ['highest'], 'shakiest');
concept('flow', [], 'flowrate, flow rate, flows, flowing');
concept('power', [], 'watts, wattage');
concept('energy', [], 'kwh');
concept('level', [], 'levels, lvl');
concept('torque', [], 'torques');
concept('reject', [], 'rejects, rejected, rejections, scrap, scrapped, rejection');
concept('level', ['highest'], 'fullest');
concept('level', ['lowest'], 'emptiest');

export const meaningOf = (spelling: string): Meaning | undefined => meanings.get(spelling);
export const phraseWords: number = longestPhrase;
/** Every word of the lexicon, for correcting spelling. */
export const lexiconWords: ReadonlySet<string> = new Set([...meanings.keys()].flatMap((each) => each.split(' ')));
