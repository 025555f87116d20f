import { locales } from '../../../twin/language.ts';
import { dayUnit, valueWords } from '../../../twin/languages/de/values.ts';
import type { Phrases } from '../phrases.ts';
import { answers } from './answers.ts';
import { faults } from './faults.ts';
import { windows } from './times.ts';
import { at, clock, condition, listed, machines, measurements, state } from './words.ts';

export const de: Phrases = {
  values: { ...valueWords, locale: locales.de },
  dayUnit,
  // No preposition: it would have to fit the gender and number of any name.
  title: (tag, machine) => `${tag} (${machine})`,
  listed,
  quoted: (text) => `„${text}“`,
  clock,
  running: (runs) => state(runs ? 'running' : 'not running'),
  condition,
  windows,
  reading: {
    notUnderstood: 'nicht verstanden',
    value: 'Wert',
    state: 'Zustand',
    which: 'welche',
    howMany: 'wie viele',
    howLong: 'wie lange',
    howOften: 'wie oft',
    unbroken: 'ohne Unterbrechung',
    aggregation: (aggregation) =>
      ({ mean: 'zeitgewichteter Mittelwert', total: 'Zuwachs', rate: 'Zuwachs je Stunde' })[aggregation],
    ranked: (order, limit) => {
      const word = order === 'highest' ? 'höchste' : 'niedrigste';
      return limit > 1 ? `${limit} ${word} Werte` : `${word}r Wert`;
    },
    time: (which, event) =>
      `${which === 'last' ? 'wann zuletzt' : 'wann zuerst'}${{ began: ' begonnen', ended: ' geendet', held: '' }[event]}`,
    at,
    inUnit: (unit) => `in ${unit}`,
    machines,
    measurements,
    mended: (typed, meant) => `„${typed}“ als „${meant}“`,
  },
  faults,
  answers,
};
