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
  worstOf: 'schlechtester in {{length}}',
  summed: 'Zu viele Wechsel, um jeden zu zeigen: je {{length}} der schlechteste Zustand',
  summedText: 'Zu viele Wechsel, um jeden zu zeigen: je {{length}} das, was am längsten galt',
};
