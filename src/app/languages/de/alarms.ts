import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const alarms: Words<Texts['alarms']> = {
  title: 'Alarme',
  allNormal: 'Alles normal',
  count_one: '{{count}} Alarm',
  count_other: '{{count}} Alarme',
  limit: { low: 'tief', high: 'hoch', lowLow: 'sehr tief', highHigh: 'sehr hoch' },
  state: { held: 'Angehalten', aborted: 'Abgebrochen' },
  priority: 'Priorität {{priority}}',
  ofPriority: '{{count}} mit Priorität {{priority}}',
  limitIs: 'Grenze {{value}}',
  since: 'seit {{time}}, {{age}}',
  earlier: 'seit mehr als {{age}}',
  sinceUnknown: 'seit wann, ist noch nicht bekannt',
  unconfirmed: 'nicht bestätigt',
  raised: 'Priorität {{priority}}: {{machine}}, {{what}}',
};
