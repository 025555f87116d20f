import type { AggregateQuery, Order, WhenQuery } from '../../query.ts';
import type { AnswerPhrases, Happening, Ongoing, Over, SaidValue, Shown, Tense, Wanted } from '../answer-phrases.ts';
import { eventOf } from './events.ts';
import {
  are,
  at,
  basis,
  clock,
  condition,
  doubt,
  listed,
  machines,
  measurements,
  nameOf,
  notCondition,
  number,
  others,
  samples,
  state,
  thing,
  things,
  verb,
} from './words.ts';

const beyond = {
  low: 'auf oder unter dem unteren Grenzwert',
  lowLow: 'auf oder unter dem untersten Grenzwert',
  high: 'auf oder über dem oberen Grenzwert',
  highHigh: 'auf oder über dem obersten Grenzwert',
};

/** The value with its moment, and what speaks against relying on it. */
function valueText({ value, upTo }: SaidValue): string {
  if (value === null) return `bis ${clock(upTo)} kein Wert aufgezeichnet`;
  const limit = value.beyond === null ? '' : `, ${beyond[value.beyond]}`;
  const when = clock(value.at);
  if (value.doubt === null) return `${value.shown}${limit} (1 Messwert, ${when})`;
  if (value.doubt === 'uncertain') return `${value.shown}${limit} (1 Messwert von unsicherer Qualität, ${when})`;
  return `${value.shown}, aber der Wert ist ${doubt(value.doubt)} (1 Messwert, ${when})`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "2 von 6 Maschinen sind gestoppt" */
function quota(found: number, all: number, wanted: Wanted, tense: Tense): string {
  const said = `${verb(wanted, tense, found > 1)} ${condition(wanted)}`;
  if (all === 1) return `${found === 1 ? '1' : 'keine'} ${thing(wanted)} ${said}`;
  return `${found === 0 ? 'keine' : found} von ${things(all, wanted)} ${said}`;
}

const inBrackets = (each: readonly Shown[]): string =>
  each.length === 0 ? '' : `: ${listed(each.map(({ name, shown }) => `${name} (${shown})`))}`;
const joined = (each: readonly Shown[], joint: string): string =>
  listed(each.map(({ name, shown }) => `${name} ${joint}${shown}`));

const stateClasses = {
  running: 'in Betrieb',
  'not running': 'nicht in Betrieb',
  held: 'angehalten',
  suspended: 'ausgesetzt',
  idle: 'bereit',
  stopped: 'gestoppt',
  aborted: 'abgebrochen',
  unknown: 'in unbekanntem Zustand',
};

const orders: Readonly<Record<Order, string>> = { highest: 'höchste', lowest: 'niedrigste' };

const aggregations: Readonly<Record<AggregateQuery['aggregation'], readonly [one: string, many: string]>> = {
  mean: ['der zeitgewichtete Mittelwert', 'Zeitgewichtete Mittelwerte'],
  total: ['der Zuwachs', 'Zuwachs'],
  rate: ['der Zuwachs', 'Zuwachs'],
};

const times = (count: number): string => `${number(count)}-mal`;
const often = (count: number): string => (count === 0 ? 'kein einziges Mal' : count === 1 ? 'einmal' : times(count));

function happened(event: WhenQuery['event'], which: WhenQuery['which'], live: boolean) {
  return ({ subject, wanted, at: moment, before, ongoing, change }: Happening): string => {
    if (ongoing)
      return `${subject} ${verb(wanted, 'now')} genau zu diesem Zeitpunkt (${clock(moment)}) ${condition(wanted)}`;
    const { verb: said, end } = eventOf(event, wanted, false);
    const turn = which === 'last' ? 'zuletzt' : 'erstmals';
    const when = event === 'held' ? `${which === 'last' ? 'bis' : 'ab'} ${clock(moment)}` : at(moment);
    const ago = live ? `vor ${before}` : `${before} vor dem gezeigten Zeitpunkt`;
    const [from, to] = (change ?? []).map((value) => (wanted.condition.kind === 'in' ? `„${value}“` : value));
    const values = change ? `, von ${from} ${wanted.condition.kind === 'in' ? 'zu' : 'auf'} ${to}` : '';
    return `${subject} ${said} ${turn} ${when} (${ago}) ${end}${values}`;
  };
}

/** What was looked through, after a sentence that does not say it. */
const looked = ({ window, basis: on }: Over): string =>
  `(${window}${on.assumed ? ', da keine Zeit genannt war' : ''}; ${samples(on)})`;

function ongoingText(each: Ongoing): string {
  const { subject } = each;
  if (each.is === 'unknown') return `für ${subject} ist kein brauchbarer Wert bekannt`;
  if (each.is === 'not') return `${subject} ${verb(each.wanted, 'now')} ${notCondition(each.wanted)}: ${each.shown}`;
  const { condition: wanted } = each.wanted;
  const isSame = wanted.kind !== 'in' || nameOf(wanted.name).toLowerCase() === each.shown.toLowerCase();
  const long = each.since ? `seit ${clock(each.since.at)}` : 'laut den letzten 7 Tagen der Aufzeichnung durchgehend';
  const details = [...(isSame ? [] : [each.shown]), ...(each.since ? [each.since.duration] : []), samples(each)];
  return `${subject} ${verb(each.wanted, 'now')} ${long} ${condition(each.wanted)} (${details.join('; ')})`;
}

export const answers: AnswerPhrases = {
  // Without a value, the text itself says until when.
  value: (value, moment) => `${value.title}${moment && value.value ? ` ${at(moment)}` : ''}: ${valueText(value)}.`,
  values: (values, moment) =>
    `${moment ? capital(at(moment)) : 'Jetzt'}: ${listed(values.map((value) => `${value.title} ${value.value ? valueText(value) : 'ohne aufgezeichneten Wert'}`))}.`,
  stateUnknown: (machine, last, tense) =>
    `Der Zustand von ${machine} ${are(tense, false)} nicht bekannt: ${last ? `Der letzte ist ${doubt(last)}` : 'Es ist keiner aufgezeichnet'}.`,
  state: ({ machine, state: of, verdict, meets, since, tense }) => {
    const said = verdict === null ? '' : verdict ? 'Ja, ' : 'Nein, ';
    const own = typeof of === 'string' ? `im Zustand „${of}“` : state(of ? 'running' : 'not running');
    const isTold = meets === null || typeof of !== 'string' || nameOf(meets).toLowerCase() === of.toLowerCase();
    const details = [...(isTold ? [] : [of]), ...(typeof since === 'object' ? [since.duration] : []), '1 Messwert'];
    const long =
      since === 'record'
        ? 'seit Beginn der Aufzeichnung'
        : since === 'week'
          ? 'seit mehr als 7 Tagen'
          : `seit ${clock(since.at)}`;
    return `${said}${machine} ${are(tense, false)} ${long} ${meets === null ? own : state(meets)} (${details.join('; ')}).`;
  },
  states: (all, groups, unknown, tense) => {
    const parts = groups.map(
      ({ state, count, machines }) =>
        `${count} ${stateClasses[state]}${machines === null ? '' : ` (${listed(machines)})`}`,
    );
    const when = tense === 'now' ? 'jetzt' : 'damals';
    return `Von ${machines(all)} ${when}: ${listed(parts) || 'keine in bekanntem Zustand'}${others(unknown)}.`;
  },
  machinesIn: ({ state: name, all, found, verdict, others: idle, unknown, tense }) => {
    const wanted: Wanted = { condition: { kind: 'in', name, values: [] }, unit: '' };
    const said = !verdict ? '' : found.length === all ? 'ja, ' : found.length === 0 ? 'nein, ' : '';
    const isMany = idle.length > 1;
    const more =
      idle.length === 0
        ? ''
        : `; ${idle.length} weitere ${are(tense, isMany)} ebenfalls nicht in Betrieb${inBrackets(idle)}`;
    return `${capital(`${said}${quota(found.length, all, wanted, tense)}`)}${inBrackets(found)}${more}${others(unknown)}.`;
  },
  measurementsThat: ({ wanted, all, found, unknown, tense }) => {
    const detail =
      found.length === 0 ? '' : `: ${joined(found, wanted.condition.kind === 'quality' ? 'zuletzt ' : 'mit ')}`;
    return `${capital(quota(found.length, all, wanted, tense))}${detail}${others(unknown)}.`;
  },
  verdict: (verdict, value, wanted) => {
    const said = verdict === null ? 'Das ist nicht bekannt' : verdict ? 'Ja' : 'Nein';
    const why = verdict === null ? '' : `, also ${verdict ? condition(wanted) : notCondition(wanted)}`;
    return `${said}. ${value.title}: ${valueText(value)}${why}.`;
  },
  noTop: (of, moment) =>
    of === 1
      ? `Die Messstelle hatte ${at(moment)} keinen brauchbaren Wert.`
      : `Keine von ${measurements(of)} hatte ${at(moment)} einen brauchbaren Wert.`,
  top: ({ order, of, best, leftOut, tense }) => {
    const without =
      leftOut > 0 ? `; ${leftOut} weitere ohne brauchbaren Wert ${are('now', leftOut > 1)} ausgelassen` : '';
    const said =
      best.length > 1
        ? `Die ${best.length} ${orders[order]}n Werte von ${measurements(of)} ${tense === 'now' ? 'haben' : 'hatten'}`
        : `Den ${orders[order]}n Wert von ${measurements(of)} ${tense === 'now' ? 'hat' : 'hatte'}`;
    return `${said} ${joined(best, 'mit ')}${without}.`;
  },

  noKnownValue: 'kein bekannter Wert',
  perHour: (shown) => `${shown} je Stunde`,
  aggregate: (aggregation, { name, shown }, { window, basis: on }) => {
    const what = `${aggregations[aggregation][0]} von ${name}`;
    return shown === null
      ? `Wie hoch ${what} ${window} war, ist nicht bekannt ${basis(on)}.`
      : `${capital(what)} betrug ${window} ${shown} ${basis(on)}.`;
  },
  aggregates: (aggregation, each, { window, basis: on }) =>
    `${aggregations[aggregation][1]} ${window}: ${listed(each.map(({ name, shown }) => `${name} ${shown === null ? 'ohne bekannten Wert' : `mit ${shown}`}`))} ${basis(on)}.`,
  valueAt: (shown, moment) => `${shown} ${at(moment)}`,
  noSample: (titles, last, { window, basis: on }) =>
    `Von ${listed(titles)} gab es ${window} keinen brauchbaren Messwert ${basis(on)}${last === null ? '' : `; der letzte Wert davor war ${last}`}.`,
  extreme: (order, { name, shown }, { window, basis: on }) =>
    `Der ${orders[order]} Wert von ${name} war ${window} ${shown} ${basis(on)}.`,
  extremesApart: (order, each, { window, basis: on }) =>
    `Die ${orders[order]}n Werte ${window}: ${joined(each, 'mit ')} ${basis(on)}.`,
  extremes: (order, of, best, then, { window, basis: on }) => {
    const said =
      best.length > 1
        ? `Die ${best.length} ${orders[order]}n Werte von ${measurements(of)} hatten`
        : `Den ${orders[order]}n Wert von ${measurements(of)} hatte`;
    const rest = then.length > 0 ? `; danach ${joined(then, 'mit ')}` : '';
    return `${said} ${window} ${joined(best, 'mit ')}${rest} ${basis(on)}.`;
  },

  times,
  nothingRecorded: (names, window, cannotSay) =>
    `Von ${listed(names)} ist ${window} nichts aufgezeichnet${cannotSay ? ', daher lässt sich das nicht sagen' : ''}.`,
  count: ({ subject, wanted, count, into, last }, { window, basis: on }) => {
    const { verb: said, end } = eventOf('began', wanted, false);
    const { condition: of } = wanted;
    const [only] = into;
    const isTold = !only || (into.length === 1 && of.kind === 'in' && nameOf(of.name) === only.shown);
    const where = isTold ? '' : `: ${listed(into.map((each) => `${times(each.count)} „${each.shown}“`))}`;
    const lately = last ? `, zuletzt ${at(last)}` : '';
    return `${subject} ${said} ${window} ${often(count)} ${end}${where}${lately} ${basis(on)}.`;
  },
  counts: ({ of, wanted, total, each, ranked }, { window, basis: on }) => {
    const { verb: said, end } = eventOf('began', wanted, true);
    const named = listed(each.map(({ name, count }) => `${name} (${often(count)})`));
    const detail = each.length > 0 ? `${ranked ? ', am häufigsten' : ''}: ${named}` : '';
    return `${things(of, wanted)} ${said} ${window} zusammen ${often(total)} ${end}${detail} ${basis(on)}.`;
  },

  happenings: (event, which, each, live, over) =>
    `${each.map(happened(event, which, live)).join('; ')} ${looked(over)}.`,
  neverHappened: (event, names, wanted, over) => {
    const { verb: said, end } = eventOf(event, wanted, names.length > 1);
    return `Laut Aufzeichnung ${said} ${listed(names)} kein einziges Mal ${end} ${looked(over)}.`;
  },

  spentUnknown: (subject, wanted, { window, basis: on }) =>
    `Ob ${subject} ${window} ${condition(wanted)} ${verb(wanted, 'then')}, ist nicht bekannt ${basis(on)}.`,
  spent: ({ subject, wanted, duration, percent, ofKnown, notRunning }, { window, basis: on }) => {
    const more = notRunning === null ? '' : `; insgesamt ${notRunning} nicht in Betrieb`;
    const of = ofKnown ? 'der bekannten Zeit' : 'dieser Zeit';
    return `${subject} ${verb(wanted, 'then')} ${window} ${duration} lang ${condition(wanted)}, ${percent} % ${of}${more} ${basis(on)}.`;
  },
  spentByMany: ({ wanted, found, of, each, ranked, unknown }, { window, basis: on }) => {
    const not = unknown > 0 ? `; von ${unknown} ist es nicht bekannt` : '';
    const some = found === 0 ? 'Keine' : found;
    const said = `${some} von ${things(of, wanted)} ${verb(wanted, 'then', found > 1)} ${window} ${condition(wanted)}`;
    const named = listed(each.map(({ name, duration, percent }) => `${name} mit ${duration} (${percent} %)`));
    const detail = found === 0 ? '' : `${ranked ? ', am längsten' : ''}: ${named}`;
    return `${said}${detail}${not} ${basis(on)}.`;
  },
  ongoing: (each) => `${capital(each.map(ongoingText).join('; '))}.`,
  noneOngoing: (of, wanted) => `Keine von ${machines(of)} ${verb(wanted, 'now')} ${condition(wanted)}.`,
};
