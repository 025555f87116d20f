import type { AggregateQuery, WhenQuery } from '../../query.ts';
import type { AnswerPhrases, Happening, Ongoing, Over, SaidValue, Shown, Tense, Wanted } from '../answer-phrases.ts';
import {
  are,
  basis,
  clock,
  condition,
  counted,
  doubt,
  is,
  listed,
  nounOf,
  number,
  others,
  samples,
  state,
} from './words.ts';

const beyond = {
  low: 'below its low',
  lowLow: 'below its low-low',
  high: 'above its high',
  highHigh: 'above its high-high',
};

/** The value with its moment, and what speaks against relying on it. */
function valueText({ value, upTo }: SaidValue): string {
  if (value === null) return `no value recorded up to ${clock(upTo)}`;
  const limit = value.beyond === null ? '' : `, at or ${beyond[value.beyond]} limit`;
  const at = clock(value.at);
  if (value.doubt === null) return `${value.shown}${limit} (1 sample, ${at})`;
  if (value.doubt === 'uncertain') return `${value.shown}${limit} (1 sample of uncertain quality, ${at})`;
  return `${value.shown}, but that is ${doubt(value.doubt)} (1 sample, ${at})`;
}

const verb = ({ value }: SaidValue, tense: Tense): string => (value === null ? 'has' : is(tense));

/** "2 of 6 machines are" */
function quota(found: number, all: number, noun: string, tense: Tense): string {
  if (all === 1) return `${found === 1 ? '1' : 'No'} ${noun} ${is(tense)}`;
  if (found === 0) return `None of ${counted(all, noun)} ${is(tense)}`;
  return `${found} of ${counted(all, noun)} ${found === 1 ? is(tense) : are(tense)}`;
}

const naming = (each: readonly Shown[]): string =>
  each.length === 0 ? '' : `: ${listed(each.map(({ name, shown }) => `${name} (${shown})`))}`;

const beside = (each: readonly Shown[]): string => listed(each.map(({ name, shown }) => `${name} ${shown}`));
const having = (each: readonly Shown[]): string => listed(each.map(({ name, shown }) => `${name} with ${shown}`));

const aggregations: Readonly<Record<AggregateQuery['aggregation'], string>> = {
  mean: 'time-weighted mean',
  total: 'increase',
  rate: 'increase per hour',
};

const unknown = 'no known value';
const often = (count: number): string => (count === 1 ? 'once' : `${number(count)} times`);
const isStop = ({ condition }: Wanted): boolean => condition.kind === 'in' && condition.name === 'not running';

/** "stopped running twice", "did not become held" */
const becameOften = (wanted: Wanted, count: number): string =>
  count > 0
    ? `${isStop(wanted) ? 'stopped running' : `became ${condition(wanted)}`} ${often(count)}`
    : `did not ${isStop(wanted) ? 'stop running' : `become ${condition(wanted)}`}`;

/** "stopped running", "went above 0.5 bar", "was held" */
function eventText(event: WhenQuery['event'], wanted: Wanted): string {
  if (event === 'held') return `was ${condition(wanted)}`;
  if (event === 'ended') return `ceased to be ${condition(wanted)}`;
  if (isStop(wanted)) return 'stopped running';
  if (wanted.condition.kind !== 'in') return `went ${condition(wanted)}`;
  return wanted.condition.name === 'running' ? 'started running' : `became ${condition(wanted)}`;
}

function happened(event: WhenQuery['event'], which: WhenQuery['which'], live: boolean) {
  return ({ subject, wanted, at, before, ongoing, change }: Happening): string => {
    if (ongoing) return `${subject} is ${condition(wanted)} at that very moment, ${clock(at)}`;
    const until = event === 'held' ? (which === 'last' ? 'until' : 'from') : 'at';
    const what = event === 'held' ? `was ${which} ${condition(wanted)}` : `${which} ${eventText(event, wanted)}`;
    const values = change ? `, from ${change[0]} to ${change[1]}` : '';
    return `${subject} ${what} ${until} ${clock(at)}, ${before} before ${live ? 'now' : 'the cursor'}${values}`;
  };
}

/** What was looked through, after a sentence that does not say it: "(last 7 days, as no time was named; 600 samples)". */
const looked = ({ window, basis: on }: Over): string =>
  `(${window.replace(/^in the /, '')}${on.assumed ? ', as no time was named' : ''}; ${samples(on)})`;

function ongoingText(each: Ongoing): string {
  if (each.is === 'unknown') return `what ${each.subject} is doing is not known: it has no good value`;
  const wanted = condition(each.wanted);
  if (each.is === 'not') return `${each.subject} is not ${wanted}: it is ${each.shown}`;
  const isSame = each.wanted.condition.kind !== 'in' || wanted.toLowerCase() === each.shown.toLowerCase();
  const since = each.since
    ? `for ${each.since.duration}, since ${clock(each.since.at)}`
    : 'for as long as the last 7 days of the record show';
  return `${each.subject} has been ${wanted}${isSame ? '' : ` (${each.shown})`} ${since} (${samples(each)})`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const answers: AnswerPhrases = {
  value: (value, at) => `${value.title} ${verb(value, at ? 'then' : 'now')} ${valueText(value)}.`,
  values: (values, at) =>
    `${at ? `At ${clock(at)}` : 'Now'}: ${listed(values.map((value) => `${value.title} ${valueText(value)}`))}.`,
  stateUnknown: (machine, last, tense) =>
    `The state of ${machine} ${is(tense)} not known: ${last ? `the last one is ${doubt(last)}` : 'none is recorded'}.`,
  state: ({ machine, state: of, verdict, meets, since, tense }) => {
    const shown = typeof of === 'string' ? of : of ? 'running' : 'not running';
    const asked = meets === null || state(meets).toLowerCase() === shown.toLowerCase() ? '' : `${state(meets)}: `;
    const said = verdict === null ? '' : verdict ? 'Yes, ' : 'No, ';
    const long =
      since === 'record'
        ? 'for as long as the record goes back'
        : since === 'week'
          ? 'for more than 7 days'
          : `for ${since.duration}, since ${clock(since.at)}`;
    return `${said}${machine} ${is(tense)} ${asked}${shown}, ${long} (1 sample).`;
  },
  states: (all, groups, unknown, tense) => {
    const parts = groups.map(
      ({ state, count, machines }) => `${count} ${state}${machines === null ? '' : ` (${listed(machines)})`}`,
    );
    const when = tense === 'now' ? 'now' : 'then';
    return `Of ${counted(all, 'machine')} ${when}: ${listed(parts) || 'none with a known state'}${others(unknown)}.`;
  },
  machinesIn: ({ state: name, all, found, verdict, others: idle, unknown, tense }) => {
    const said = !verdict ? '' : found.length === all ? 'Yes, ' : found.length === 0 ? 'No, ' : '';
    const more = idle.length === 0 ? '' : `; ${counted(idle.length, 'more is', 'more are')} not running${naming(idle)}`;
    return `${said}${quota(found.length, all, 'machine', tense)} ${state(name)}${naming(found)}${more}${others(unknown)}.`;
  },
  measurementsThat: ({ wanted, all, found, unknown, tense }) =>
    `${quota(found.length, all, 'measurement', tense)} ${condition(wanted)}${naming(found)}${others(unknown)}.`,
  verdict: (verdict, value, wanted, tense) => {
    const said = verdict === null ? 'It is not known' : verdict ? 'Yes' : 'No';
    const why = verdict === null ? '' : verdict ? `, ${condition(wanted)}` : `, which is not ${condition(wanted)}`;
    return `${said}: ${value.title} ${verb(value, tense)} ${valueText(value)}${why}.`;
  },
  noTop: (of, at) => `None of ${counted(of, 'measurement')} had a good value at ${clock(at)}.`,
  top: ({ order, of, best, leftOut, tense }) => {
    const many = best.length > 1 ? `${best.length} ` : '';
    const without = leftOut > 0 ? `; ${leftOut} more left out, without a good value` : '';
    return `The ${many}${order} of ${counted(of, 'measurement')} ${many ? are(tense) : is(tense)} ${having(best)}${without}.`;
  },

  noKnownValue: unknown,
  perHour: (shown) => `${shown} per hour`,
  aggregate: (aggregation, { name, shown }, { window, basis: on }) =>
    `The ${aggregations[aggregation]} of ${name} ${window} was ${shown ?? unknown} ${basis(on)}.`,
  aggregates: (aggregation, each, { window, basis: on }) =>
    `The ${aggregations[aggregation]} ${window}: ${listed(each.map(({ name, shown }) => `${name} ${shown ?? unknown}`))} ${basis(on)}.`,
  valueAt: (shown, at) => `${shown} at ${clock(at)}`,
  noSample: (titles, last, { window, basis: on }) =>
    `There is no good sample of ${listed(titles)} ${window} ${basis(on)}${last === null ? '' : `; its last value before was ${last}`}.`,
  extreme: (order, { name, shown }, { window, basis: on }) =>
    `The ${order} ${name} ${window} was ${shown} ${basis(on)}.`,
  extremesApart: (order, each, { window, basis: on }) => `The ${order} values ${window}: ${beside(each)} ${basis(on)}.`,
  extremes: (order, of, best, then, { window, basis: on }) => {
    const many = best.length > 1;
    const rest = then.length > 0 ? `; then ${beside(then)}` : '';
    return `The ${many ? `${best.length} ` : ''}${order} of ${counted(of, 'measurement')} ${window} ${many ? 'were' : 'was'} ${having(best)}${rest} ${basis(on)}.`;
  },

  times: (count) => counted(count, 'time'),
  nothingRecorded: (names, window, cannotSay) =>
    `Nothing is recorded of ${listed(names)} ${window}${cannotSay ? ', so I cannot say' : ''}.`,
  count: ({ subject, wanted, count, into, last }, { window, basis: on }) => {
    const where = into.length > 0 ? `: ${listed(into.map((each) => `${each.count} to ${each.shown}`))}` : '';
    const lately = last ? `, last at ${clock(last)}` : '';
    return `${subject} ${becameOften(wanted, count)} ${window}${where}${lately} ${basis(on)}.`;
  },
  counts: ({ of, wanted, total, each, ranked }, { window, basis: on }) => {
    const named = listed(each.map(({ name, count }) => `${name} ${often(count)}`));
    const detail = each.length > 0 ? `${ranked ? ', most often' : ''}: ${named}` : '';
    return `${counted(of, nounOf(wanted))} together ${becameOften(wanted, total)} ${window}${detail} ${basis(on)}.`;
  },

  happenings: (event, which, each, live, over) =>
    `${each.map(happened(event, which, live)).join('; ')} ${looked(over)}.`,
  neverHappened: (event, names, wanted, over) =>
    `The record shows no time when ${listed(names)} ${eventText(event, wanted)} ${looked(over)}.`,

  spentUnknown: (subject, wanted, { window, basis: on }) =>
    `Whether ${subject} was ${condition(wanted)} ${window} is not known ${basis(on)}.`,
  spent: ({ subject, wanted, duration, percent, ofKnown, notRunning }, { window, basis: on }) => {
    const more = notRunning === null ? '' : `; in all not running for ${notRunning}`;
    const of = ofKnown ? 'the known time' : 'that time';
    return `${subject} was ${condition(wanted)} for ${duration} ${window}, ${percent} % of ${of}${more} ${basis(on)}.`;
  },
  spentByMany: ({ wanted, found, of, each, ranked, unknown }, { window, basis: on }) => {
    const not = unknown > 0 ? `; of ${unknown} it is not known` : '';
    const all = counted(of, nounOf(wanted));
    if (found === 0) return `None of ${all} was ${condition(wanted)} ${window}${not} ${basis(on)}.`;
    const named = listed(each.map(({ name, duration, percent }) => `${name} for ${duration} (${percent} %)`));
    return `${found} of ${all} ${found === 1 ? 'was' : 'were'} ${condition(wanted)} ${window}${ranked ? ', longest' : ''}: ${named}${not} ${basis(on)}.`;
  },
  ongoing: (each) => `${capital(each.map(ongoingText).join('; '))}.`,
  noneOngoing: (of, wanted) => `None of ${counted(of, 'machine')} is ${condition(wanted)}.`,
};
