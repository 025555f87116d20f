import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const forecast: Words<Texts['forecast']> = {
  title: 'Prognose',
  none: 'Für die nächsten 24 h ist keine Grenzüberschreitung vorhergesagt',
  liveOnly: 'Prognosen gelten für jetzt: sie erscheinen in der Live-Ansicht',
  reaches: '{{machine}}: {{what}}',
  what: '{{tag}} erreicht {{limit}} {{value}} zwischen {{earliest}} und {{latest}} (am wahrscheinlichsten {{likely}})',
  next: '{{tag}}: {{value}} zwischen {{earliest}} und {{latest}}',
  limit: {
    low: 'die untere Grenze',
    high: 'die obere Grenze',
    lowLow: 'die unterste Grenze',
    highHigh: 'die oberste Grenze',
  },
  later_one: '{{count}} später',
  later_other: '{{count}} später',
  laterThan_one: '{{count}} Prognose liegt später als die Zeitleiste zeigt: herauszoomen',
  laterThan_other: '{{count}} Prognosen liegen später als die Zeitleiste zeigt: herauszoomen',
  fan: 'Vorhergesagt, nicht gemessen. Dunkles Band: jeder zweite Verlauf, helles Band: 9 von 10.',
};
