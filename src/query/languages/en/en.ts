import { englishWords } from '../../../twin/format-value.ts';
import { locales } from '../../../twin/language.ts';
import type { Phrases } from '../phrases.ts';
import { answers } from './answers.ts';
import { faults } from './faults.ts';
import { clock, condition, listed } from './words.ts';

export const en: Phrases = {
  values: { ...englishWords, locale: locales.en },
  dayUnit: 'd',
  title: (tag, machine) => `${tag} of ${machine}`,
  listed,
  quoted: (text) => `"${text}"`,
  clock,
  running: (runs) => (runs ? 'running' : 'not running'),
  condition,
  windows: {
    last: ({ said }) => `in the last ${said}`,
    day: (day) => day,
    between: (from, to, day) => `between ${from} and ${to}${day === null ? '' : ` ${day}`}`,
    since: (moment) => `since ${clock(moment)}`,
    sinceShift: (name) => `since the ${name} shift began`,
    shift: (name, from, to) => `in the ${name} shift (${clock(from)} to ${clock(to)})`,
    lastNight: () => 'last night (22:00 to 06:00)',
    hours: (day, from, to) => `${day} from ${from}:00 to ${to}:00`,
    thisWeek: () => 'this week',
  },
  reading: {
    notUnderstood: 'not understood',
    value: 'value',
    state: 'state',
    which: 'which',
    howMany: 'how many',
    howLong: 'how long',
    howOften: 'how many times',
    unbroken: 'without a break',
    aggregation: (aggregation) => ({ mean: 'time-weighted mean', total: 'total', rate: 'total per hour' })[aggregation],
    ranked: (order, limit) => (limit > 1 ? `${limit} ${order}` : order),
    time: (which, event) => `${which} time that it ${event === 'held' ? 'was' : event}`,
    at: (moment) => `at ${clock(moment)}`,
    inUnit: (unit) => `in ${unit}`,
    machines: (count) => `${count} machines`,
    measurements: (count) => `${count} measurements`,
    mended: (typed, meant) => `"${typed}" as "${meant}"`,
  },
  faults,
  answers,
};
