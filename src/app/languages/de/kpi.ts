import type { Words } from '../../../twin/language.ts';
import type { en } from '../en/en.ts';

export const kpi: Words<typeof en.kpi> = {
  title: 'Kennzahlen, Schicht bis jetzt',
  notAvailable: 'k. A.',
  belowTarget: 'unter dem Ziel {{target}}',
  onTarget: 'Ziel {{target}} erreicht',
  recent: '{{name}} in den letzten 8 Stunden',
  until: 'bis {{time}}',
};
