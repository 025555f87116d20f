import { locales } from '../../../twin/language.ts';
import type { EverydayState, StateName } from '../../query.ts';
import type { Basis, Doubt, Tense, Unknown, Wanted } from '../answer-phrases.ts';
import type { Moment } from '../said-time.ts';

const everyday: Readonly<Record<EverydayState, string>> = {
  running: 'running',
  'not running': 'not running',
  stopped: 'stopped',
  held: 'held',
  idle: 'idle',
  aborted: 'aborted',
  'starved or blocked': 'suspended (starved or blocked)',
  'stopped, aborted or held': 'down (stopped, aborted or held)',
};

export function state(name: StateName): string {
  if (typeof name === 'string') return everyday[name];
  if ('packml' in name) return name.packml.toLowerCase();
  if ('own' in name) return name.own.toLowerCase();
  if ('not' in name) return `not ${state(name.not)}`;
  return name.anyOf.map(state).join(' or ');
}

export function condition({ condition: wanted, unit }: Wanted): string {
  switch (wanted.kind) {
    case 'in':
      return state(wanted.name);
    case 'compare': {
      const words = { above: 'above', atLeast: 'at least', below: 'below', atMost: 'at most' };
      return `${words[wanted.comparison]} ${number(wanted.value)} ${unit}`.trim();
    }
    case 'limits':
      return {
        any: 'at or beyond an alarm limit',
        high: 'at or above a high limit',
        low: 'at or below a low limit',
        none: 'within its limits',
      }[wanted.side];
    case 'quality':
      return wanted.quality;
  }
}

export const number = (value: number): string => value.toLocaleString(locales.en, { maximumFractionDigits: 6 });

export const clock = ({ time, date }: Moment): string => (date === null ? time : `${time} on ${date}`);

const mostNamed = 6;

export function listed(names: readonly string[]): string {
  const shown = names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

export const nounOf = ({ condition }: Wanted): string => (condition.kind === 'in' ? 'machine' : 'measurement');

export const is = (tense: Tense): string => (tense === 'now' ? 'is' : 'was');
export const are = (tense: Tense): string => (tense === 'now' ? 'are' : 'were');

export const doubt = ({ is, age }: Doubt): string => `${age} old and ${is}`;

/** "600 samples, 3 more left out as bad or stale". */
export const samples = ({ samples, excluded }: Pick<Basis, 'samples' | 'excluded'>): string =>
  counted(samples, 'sample') + (excluded > 0 ? `, ${excluded} more left out as bad or stale` : '');

/** What an answer rests on, in brackets after a sentence that says the window: "(no time was named; 600 samples)". */
export function basis(on: Basis): string {
  const resets = on.resets ? `, ${counted(on.resets, 'counter reset')} allowed for` : '';
  const known = on.knownPercent == null ? '' : `, known for ${on.knownPercent} % of the time`;
  return `(${on.assumed ? 'no time was named; ' : ''}${samples(on)}${resets}${known})`;
}

export const others = ({ count, machines }: Unknown): string =>
  count === 0
    ? ''
    : `; ${counted(count, 'other')} without a good value${machines.length > 0 ? ` (${listed(machines)})` : ''}`;
