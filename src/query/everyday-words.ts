import type { Cue } from './lexicon.ts';

/**
 * What everyday words and phrases do in a question, whatever the plant: spellings by cue, separated by commas. A
 * spelling may stand under several cues. "noise" can be left out of any question without changing its meaning.
 */
export const cueWords: readonly (readonly [cues: readonly Cue[], spellings: string])[] = [
  [
    ['noise'],
    `the, a, an, is, are, am, be, being, do, does, of, on, in, at, for, to, with, from, and, or, me, us, we, i, you, my,
    our, your, its, their, there, that, then, as, have, has, please, pls, plz, can, could, would, will, hey, hi, hello, ok,
    okay, so, so far, right, now, right now, currently, rn, atm, moment, at the moment, present, at present, presently,
    live, latest, most recent, current, until now, up to now, as of now, value, reading of, amount of, size of, get, tell,
    know, want, wanna, like, just, need, give, gimme, lemme, let, lets, check, look, see, find, find out, display, read,
    reads, say, says, showing, what, whats, wat, waht, what is, how, hows, how is, how are, how does, much, how much, using, running at,
    about, actually, really, thanks, thank, cheers, ?, -, is there, are there, over there, out there,
    theres, by, again, still, exactly, roughly, approximately, anyway, any idea, im, ive, id, recorded, measured, observed,
    seen, during, throughout, among, across, of all, out of the, quick question, question, mate, quickly, hte, teh, time,
    some, there been, yet, already, also, too, quick, curious, wondering, wonder, if, whether, bit, kindly, info, details`,
  ],
  [['past'], 'was, were, did, been, had, wasnt, werent, didnt, happened'],
  [
    ['which'],
    'which, who, wich, whch, whic, list, show, show me, what machines, anything, something, everything, any, whichever, ones, name',
  ],
  [['not'], 'not, isnt, arent, wasnt, werent, aint, didnt, no, non, without, except, never, nothing, none'],
  [
    ['when'],
    'when, whens, wen, what time, at what time, since when, last time, the last time, which time, what was the time',
  ],
  [
    ['howLong'],
    'how long, how long for, for how long, duration, how much time, time spent, total time, amount of time, spent, spend, how many minutes, how many hours, minutes, hours',
  ],
  [['howMany'], 'how many, howmany, number, number of, count, count of, quantity, nr of, no of, hw many'],
  [['times'], 'times, how often, how frequently, number of times, occasions, how many times'],
  [['mean'], 'average, averaged, averages, avg, mean, on average, typical, typically, time weighted'],
  [
    ['total'],
    `total, totals, sum, altogether, produced, produce, made, make, output, in total, overall, processed, production,
    throughput, produces, making, handled, total number of, consumption, consumed, used, filled, packed, capped, palletised, palletized,
    labelled, labeled, use, uses, wrapped, rinsed, inspected, done, get through`,
  ],
  [['rate'], 'rate, production rate, per hour, an hour, hourly'],
  [['highest'], 'highest, longest, max, maximum, peak, peaked, largest, biggest, greatest, most, top, maxima'],
  [['lowest'], 'lowest, shortest, min, minimum, smallest, least, bottom, minima'],
  [['high'], 'high, too high, highs'],
  [['low'], 'low, too low, lows'],
  [['top'], 'top, bottom, ranking, ranked, rank'],
  [['by'], 'by, sorted by, in terms of, ranked by'],
  [
    ['above'],
    'above, over, more than, greater than, higher than, larger than, exceed, exceeds, exceeded, exceeding, bigger than, >',
  ],
  [['below'], 'below, under, less than, lower than, smaller than, beneath, underneath, <, fewer than'],
  [['become'], 'exceed, exceeds, exceeded, exceeding'],
  [['atLeast'], 'at least, no less than, not less than, > =, ≥'],
  [['atMost'], 'at most, no more than, not more than, < =, ≤'],
  [['limit'], 'limit, limits, alarm limit, alarm limits, threshold, thresholds, range, spec, bounds, tolerance'],
  [
    ['alarm'],
    'alarm, alarms, alarming, in alarm, abnormal, in alert, alerts, alert, alarmed, active alarms, alarms active, alarms are active, alarms are there',
  ],
  [['within'], 'within, inside'],
  [['outside'], 'outside, out of, beyond, outside of'],
  [['last'], 'last, latest, most recently, recently, lately, most recent, previous'],
  [['first'], 'first, earliest'],
  [
    ['become'],
    `go, goes, went, gone, going, become, became, becomes, get, gets, got, turn, turned, rise, rose, rises, risen, drop,
    dropped, drops, fall, fell, falls, fallen, reach, reached, hit, hits, cross, crossed, crosses, climb, climbed, enter,
    entered, come, came, jump, jumped`,
  ],
  [['cease'], 'stop being, stopped being, cease, ceased, end, ended'],
  [
    ['ago'],
    'how long ago, how long since, time since, how long is it since, how long has it been since, how long was it since',
  ],
  [['machines'], 'machine, machines, equipment, asset, assets, station, stations, unit, units, machinery, devices'],
  [
    ['tags'],
    `tag, tags, sensor, sensors, signal, signals, measurement, measurements, reading, readings, values, metric, metrics,
    parameters, all values`,
  ],
  [
    ['all'],
    'all, every, each, plant, factory, site, hall, whole, entire, overall, shop floor, everywhere, both, floor',
  ],
  [
    ['it'],
    'it, this, this one, that one, this machine, that machine, the machine, the selected machine, selected, selected machine, here',
  ],
  [
    ['status'],
    'state, status, states, doing, up to, condition, happening, hows, going on, how is, how are, situation, conditions, statuses, what about',
  ],
  [['stale'], 'stale, old, outdated, silent, frozen, quiet, not updating, offline, disconnected, dead'],
  [['bad'], 'bad, invalid, faulty, bad quality, poor quality'],
  // Words that only time readings use: left over, they make a question unclear.
  [
    ['time'],
    `hour, hr, hrs, minute, mins, second, seconds, sec, secs, day, days, week, weeks, shift, shifts, today, yesterday,
    since, between, until, till, midnight, noon, morning, afternoon, evening, night, tonight, month, months, ago, half,
    quarter, past, pm, h, couple`,
  ],
];

/** Adjectives and abbreviations that speak of a quantity. */
export const conceptWords: readonly (readonly [concept: string, cues: readonly Cue[], spellings: string])[] = [
  ['temperature', [], 'temp, temps, tmp, tempr, hot, warm, cold, cool, heat, temperatures, degrees'],
  ['temperature', ['highest'], 'hottest, warmest'],
  ['temperature', ['lowest'], 'coldest, coolest'],
  ['temperature', ['above'], 'hotter, hotter than, warmer, warmer than'],
  ['temperature', ['below'], 'colder, colder than, cooler, cooler than'],
  ['pressure', [], 'press, prs, pressures, psi'],
  ['current', [], 'amps, amp, amperage, ampere, curr, currents, current draw, draw, draws, drawing, pull, pulling'],
  ['speed', [], 'per minute, per min, a minute'],
  ['voltage', [], 'volt, volts, voltages'],
  ['speed', [], 'rpm, velocity, fast, slow, speeds, pace'],
  ['speed', ['highest'], 'fastest, quickest'],
  ['speed', ['lowest'], 'slowest'],
  ['speed', ['above'], 'faster, faster than'],
  ['speed', ['below'], 'slower, slower than'],
  ['vibration', [], 'vib, vibe, vibrations, vibrating, vibrate, shaking, acceleration'],
  ['flow', [], 'flowrate, flow rate, flows, flowing'],
  ['power', [], 'watts, wattage'],
  ['energy', [], 'kwh'],
  ['level', [], 'levels, lvl'],
  ['full', ['highest'], 'fullest'],
  ['full', ['lowest'], 'emptiest'],
  ['full', [], 'full, empty'],
  ['torque', [], 'torques'],
  ['reject', [], 'rejects, rejected, rejections, scrap, scrapped, rejection'],
];
