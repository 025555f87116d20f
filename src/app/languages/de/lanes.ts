import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const lanes: Words<Texts['lanes']> = {
  alarms: 'Alarme',
  rate: 'Produktion',
  gaps: 'Datenlücken',
  most: 'max. {{rate}}',
  coming: 'Wird ausgewertet, das Neueste zuerst …',
  gap: 'Datenlücke: nichts aufgezeichnet',
  noGap: 'Lückenlos aufgezeichnet',
  noRate: 'Produktion nicht bekannt',
  noAlarms: 'Kein Alarm begann',
};
