import type { Comparison, Condition, StateName, WhenQuery } from '../../query.ts';
import type { Wanted } from '../answer-phrases.ts';
import { amount, condition, nameOf, verb } from './words.ts';

/** A verb around what is said of time: "Filler `hat` heute `den Zustand „Angehalten“ verlassen`". */
export interface Event {
  readonly verb: string;
  readonly end: string;
}

/** That a condition became true (`began`), ceased (`ended`) or was true (`held`), of one thing or `many`. */
export function eventOf(event: WhenQuery['event'], wanted: Wanted, many: boolean): Event {
  if (event === 'held') return { verb: verb(wanted, 'then', many), end: condition(wanted) };
  const [aux, end] = event === 'began' ? began(wanted) : ended(wanted);
  return { verb: aux === 'sein' ? (many ? 'sind' : 'ist') : many ? 'haben' : 'hat', end };
}

type Perfect = readonly [auxiliary: 'sein' | 'haben', participle: string];

function began(wanted: Wanted): Perfect {
  const { condition: of } = wanted;
  switch (of.kind) {
    case 'in':
      return entered(of.name);
    case 'compare':
      return crossed(of.comparison, amount(wanted));
    case 'limits':
      return reached[of.side];
    case 'quality':
      return ['sein', `${condition(wanted)} geworden`];
  }
}

function ended(wanted: Wanted): Perfect {
  const { condition: of } = wanted;
  switch (of.kind) {
    case 'in':
      return left(of.name);
    case 'compare':
      return crossed(opposite[of.comparison], amount(wanted));
    case 'limits':
      return leftAgain[of.side];
    case 'quality':
      return ['sein', `nicht länger ${condition(wanted)} gewesen`];
  }
}

type Side = Extract<Condition, { kind: 'limits' }>['side'];

const reached: Readonly<Record<Side, Perfect>> = {
  any: ['haben', 'einen Grenzwert erreicht oder verletzt'],
  high: ['haben', 'einen oberen Grenzwert erreicht oder überschritten'],
  low: ['haben', 'einen unteren Grenzwert erreicht oder unterschritten'],
  none: ['sein', 'in die Grenzwerte zurückgekehrt'],
};

const leftAgain: Readonly<Record<Side, Perfect>> = {
  any: reached.none,
  high: ['sein', 'unter den oberen Grenzwert zurückgefallen'],
  low: ['sein', 'über den unteren Grenzwert zurückgestiegen'],
  none: reached.any,
};

const opposite: Readonly<Record<Comparison, Comparison>> = {
  above: 'atMost',
  atMost: 'above',
  below: 'atLeast',
  atLeast: 'below',
};

const crossed = (comparison: Comparison, bound: string): Perfect => [
  'sein',
  {
    above: `über ${bound} gestiegen`,
    atLeast: `auf mindestens ${bound} gestiegen`,
    below: `unter ${bound} gefallen`,
    atMost: `auf höchstens ${bound} gefallen`,
  }[comparison],
];

function entered(name: StateName): Perfect {
  if (name === 'running') return ['sein', 'angelaufen'];
  if (name === 'not running') return ['sein', 'stehen geblieben'];
  if (name === 'stopped, aborted or held') {
    return ['sein', 'zum Stillstand gekommen (gestoppt, abgebrochen oder angehalten)'];
  }
  if (typeof name === 'object' && 'not' in name) return left(name.not);
  return ['sein', `in den Zustand ${quotedNames(name, 'oder')} gewechselt`];
}

function left(name: StateName): Perfect {
  if (name === 'not running') return ['sein', 'angelaufen'];
  if (name === 'stopped, aborted or held') {
    return ['haben', 'den Stillstand beendet (gestoppt, abgebrochen oder angehalten)'];
  }
  if (typeof name === 'object' && 'not' in name) return entered(name.not);
  const several = typeof name === 'object' && 'anyOf' in name;
  return ['haben', `${several ? 'die Zustände' : 'den Zustand'} ${quotedNames(name, 'und')} verlassen`];
}

const quotedNames = (name: StateName, joint: string): string =>
  (typeof name === 'object' && 'anyOf' in name ? name.anyOf : [name])
    .map((each) => `„${nameOf(each)}“`)
    .join(` ${joint} `);
