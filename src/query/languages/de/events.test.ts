import { expect, test } from 'vitest';
import type { Condition, StateName } from '../../query.ts';
import { eventOf } from './events.ts';

const state = (name: StateName): Condition => ({ kind: 'in', name, values: [] });
const limits = (side: 'any' | 'high' | 'low' | 'none'): Condition => ({ kind: 'limits', side });
const compare = (comparison: 'above' | 'atLeast' | 'below' | 'atMost'): Condition => ({
  kind: 'compare',
  comparison,
  value: 1.5,
  unit: null,
});

test.each<[Condition, began: string, ended: string, held: string]>([
  [state('running'), 'ist … angelaufen', 'hat … den Zustand „In Betrieb“ verlassen', 'war … in Betrieb'],
  [state('not running'), 'ist … stehen geblieben', 'ist … angelaufen', 'war … nicht in Betrieb'],
  [
    state('stopped, aborted or held'),
    'ist … zum Stillstand gekommen (gestoppt, abgebrochen oder angehalten)',
    'hat … den Stillstand beendet (gestoppt, abgebrochen oder angehalten)',
    'war … im Stillstand (gestoppt, abgebrochen oder angehalten)',
  ],
  [
    state('starved or blocked'),
    'ist … in den Zustand „Ausgesetzt (Materialmangel oder Stau)“ gewechselt',
    'hat … den Zustand „Ausgesetzt (Materialmangel oder Stau)“ verlassen',
    'war … ausgesetzt (Materialmangel oder Stau)',
  ],
  [
    state({ packml: 'Clearing' }),
    'ist … in den Zustand „Räumt“ gewechselt',
    'hat … den Zustand „Räumt“ verlassen',
    'war … im Zustand „Räumt“',
  ],
  [
    state({ own: 'Charging' }),
    'ist … in den Zustand „Charging“ gewechselt',
    'hat … den Zustand „Charging“ verlassen',
    'war … im Zustand „Charging“',
  ],
  [
    state({ not: 'held' }),
    'hat … den Zustand „Angehalten“ verlassen',
    'ist … in den Zustand „Angehalten“ gewechselt',
    'war … nicht angehalten',
  ],
  [
    state({ anyOf: ['held', 'aborted'] }),
    'ist … in den Zustand „Angehalten“ oder „Abgebrochen“ gewechselt',
    'hat … die Zustände „Angehalten“ und „Abgebrochen“ verlassen',
    'war … angehalten oder abgebrochen',
  ],
  [
    state({ not: { anyOf: ['held', 'aborted'] } }),
    'hat … die Zustände „Angehalten“ und „Abgebrochen“ verlassen',
    'ist … in den Zustand „Angehalten“ oder „Abgebrochen“ gewechselt',
    'war … weder angehalten noch abgebrochen',
  ],
  [compare('above'), 'ist … über 1,5 bar gestiegen', 'ist … auf höchstens 1,5 bar gefallen', 'lag … über 1,5 bar'],
  [
    compare('atLeast'),
    'ist … auf mindestens 1,5 bar gestiegen',
    'ist … unter 1,5 bar gefallen',
    'lag … bei mindestens 1,5 bar',
  ],
  [compare('below'), 'ist … unter 1,5 bar gefallen', 'ist … auf mindestens 1,5 bar gestiegen', 'lag … unter 1,5 bar'],
  [
    compare('atMost'),
    'ist … auf höchstens 1,5 bar gefallen',
    'ist … über 1,5 bar gestiegen',
    'lag … bei höchstens 1,5 bar',
  ],
  [
    limits('any'),
    'hat … einen Grenzwert erreicht oder verletzt',
    'ist … in die Grenzwerte zurückgekehrt',
    'lag … auf einem Grenzwert oder jenseits davon',
  ],
  [
    limits('high'),
    'hat … einen oberen Grenzwert erreicht oder überschritten',
    'ist … unter den oberen Grenzwert zurückgefallen',
    'lag … auf oder über einem oberen Grenzwert',
  ],
  [
    limits('low'),
    'hat … einen unteren Grenzwert erreicht oder unterschritten',
    'ist … über den unteren Grenzwert zurückgestiegen',
    'lag … auf oder unter einem unteren Grenzwert',
  ],
  [
    limits('none'),
    'ist … in die Grenzwerte zurückgekehrt',
    'hat … einen Grenzwert erreicht oder verletzt',
    'lag … innerhalb der Grenzwerte',
  ],
])('ASK-27: how %j is said to begin, to end and to hold', (condition, ...sentences) => {
  const said = (['began', 'ended', 'held'] as const).map((event) => {
    const { verb, end } = eventOf(event, { condition, unit: 'bar' }, false);
    return `${verb} … ${end}`;
  });
  expect(said).toEqual(sentences);
});

test('ASK-27: several have a plural verb', () => {
  const verb = (event: 'began' | 'held', condition: Condition): string =>
    eventOf(event, { condition, unit: 'bar' }, true).verb;
  expect(verb('began', state('running'))).toBe('sind');
  expect(verb('began', limits('high'))).toBe('haben');
  expect(verb('held', state('running'))).toBe('waren');
  expect(verb('held', compare('above'))).toBe('lagen');
});
