import type { Words } from '../../../twin/language.ts';
import type { en } from '../en/en.ts';

export const lanes: Words<typeof en.lanes> = {
  alarms: 'Alarme',
  rate: 'Produktion',
  gaps: 'Datenlücken',
  most: 'max. {{rate}}',
  gap: 'Datenlücke: nichts aufgezeichnet',
  noGap: 'Lückenlos aufgezeichnet',
  noRate: 'Produktion nicht bekannt',
  noAlarms: 'Kein Alarm begann',
};
