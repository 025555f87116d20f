import { locales } from '../../../twin/language.ts';
import { packmlWords } from '../../../twin/languages/de/values.ts';
import type { EverydayState, StateName } from '../../query.ts';
import type { Basis, Doubt, Tense, Unknown, Wanted } from '../answer-phrases.ts';
import type { Moment } from '../said-time.ts';

// PackML's words for the lasting states are participles and adjectives, so that "ist" goes with them in lower case.
const everyday: Readonly<Record<EverydayState, string>> = {
  running: 'in Betrieb',
  'not running': 'nicht in Betrieb',
  stopped: packmlWords.Stopped.toLowerCase(),
  held: packmlWords.Held.toLowerCase(),
  idle: packmlWords.Idle.toLowerCase(),
  aborted: packmlWords.Aborted.toLowerCase(),
  'starved or blocked': 'ausgesetzt (Materialmangel oder Stau)',
  'stopped, aborted or held': 'im Stillstand (gestoppt, abgebrochen oder angehalten)',
};

/** What follows "X ist". */
export function state(name: StateName): string {
  if (typeof name === 'string') return everyday[name];
  if ('not' in name) return notState(name.not);
  if ('anyOf' in name) return name.anyOf.map(state).join(' oder ');
  return `im Zustand „${nameOf(name)}“`;
}

function notState(name: StateName): string {
  if (name === 'not running') return everyday.running;
  if (typeof name === 'string') return `nicht ${everyday[name]}`;
  if ('not' in name) return state(name.not);
  if ('anyOf' in name) return `weder ${name.anyOf.map(state).join(' noch ')}`;
  return `nicht ${state(name)}`;
}

/** A state's own name, for "der Zustand „X“". */
export function nameOf(name: StateName): string {
  if (typeof name === 'string') return `${everyday[name].charAt(0).toUpperCase()}${everyday[name].slice(1)}`;
  if ('packml' in name) return packmlWords[name.packml];
  return 'own' in name ? name.own : state(name);
}

export const amount = ({ condition, unit }: Wanted): string =>
  condition.kind === 'compare' ? `${number(condition.value)} ${unit}`.trim() : '';

/** What follows "X ist" or, of numbers, "X liegt". */
export function condition(wanted: Wanted): string {
  const { condition } = wanted;
  switch (condition.kind) {
    case 'in':
      return state(condition.name);
    case 'compare': {
      const words = { above: 'über', atLeast: 'bei mindestens', below: 'unter', atMost: 'bei höchstens' };
      return `${words[condition.comparison]} ${amount(wanted)}`;
    }
    case 'limits':
      return {
        any: 'auf einem Grenzwert oder jenseits davon',
        high: 'auf oder über einem oberen Grenzwert',
        low: 'auf oder unter einem unteren Grenzwert',
        none: 'innerhalb der Grenzwerte',
      }[condition.side];
    case 'quality':
      return qualities[condition.quality];
  }
}

export const notCondition = (wanted: Wanted): string =>
  wanted.condition.kind === 'in' ? notState(wanted.condition.name) : `nicht ${condition(wanted)}`;

/** "ist", "lagen": the verb that goes with `condition`. */
export function verb({ condition }: Wanted, tense: Tense, many = false): string {
  const lies = condition.kind === 'compare' || condition.kind === 'limits';
  if (tense === 'now') return lies ? (many ? 'liegen' : 'liegt') : are(tense, many);
  return lies ? (many ? 'lagen' : 'lag') : are(tense, many);
}

export const are = (tense: Tense, many: boolean): string =>
  tense === 'now' ? (many ? 'sind' : 'ist') : many ? 'waren' : 'war';

const qualities = { stale: 'veraltet', bad: 'von schlechter Qualität', 'no number': 'keine Zahl' };

export const doubt = ({ is, age }: Doubt): string => `${qualities[is]} und ${age} alt`;

export const number = (value: number): string => value.toLocaleString(locales.de, { maximumFractionDigits: 6 });

/** "15:18", "Di., 10. März, 15:18" */
export const clock = ({ time, date }: Moment): string => (date === null ? time : `${date}, ${time}`);

/** "um 15:18", "am Di., 10. März um 15:18" */
export const at = ({ time, date }: Moment): string => (date === null ? `um ${time}` : `am ${date} um ${time}`);

const mostNamed = 6;

export function listed(names: readonly string[]): string {
  const shown =
    names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} weitere`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} und ${shown.at(-1)}`;
}

const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;

export const thing = ({ condition }: Wanted): string => (condition.kind === 'in' ? 'Maschine' : 'Messstelle');
/** "6 Maschinen", also in the dative. */
export const things = (count: number, { condition }: Wanted): string =>
  condition.kind === 'in' ? machines(count) : measurements(count);
export const machines = (count: number): string => counted(count, 'Maschine', 'Maschinen');
export const measurements = (count: number): string => counted(count, 'Messstelle', 'Messstellen');

/** "600 Messwerte, 3 weitere als schlecht oder veraltet ausgelassen" */
export const samples = ({ samples, excluded }: Pick<Basis, 'samples' | 'excluded'>): string =>
  counted(samples, 'Messwert', 'Messwerte') +
  (excluded > 0 ? `, ${counted(excluded, 'weiterer', 'weitere')} als schlecht oder veraltet ausgelassen` : '');

export function basis(on: Basis): string {
  const resets = on.resets ? `, ${counted(on.resets, 'Zählerrücksetzung', 'Zählerrücksetzungen')} berücksichtigt` : '';
  const known = on.knownPercent == null ? '' : `, für ${on.knownPercent} % der Zeit bekannt`;
  return `(${on.assumed ? 'keine Zeit genannt; ' : ''}${samples(on)}${resets}${known})`;
}

export const others = ({ count, machines }: Unknown): string =>
  count === 0 ? '' : `; ${number(count)} ohne brauchbaren Wert${machines.length > 0 ? ` (${listed(machines)})` : ''}`;
