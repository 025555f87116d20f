import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const kpi: Words<Texts['kpi']> = {
  title: 'Kennzahlen, Schicht bis jetzt',
  notAvailable: 'k. A.',
  belowTarget: 'unter dem Ziel {{target}}',
  onTarget: 'Ziel {{target}} erreicht',
  recent: '{{name}} in den letzten 8 Stunden',
  until: 'bis {{time}}',
};
