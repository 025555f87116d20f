import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const alarmsNow: Words<Texts['alarmsNow']> = {
  now: 'Jetzt',
  standing_one: 'Jetzt: {{count}} Alarm',
  standing_other: 'Jetzt: {{count}} Alarme',
  goLive: 'Alarme von jetzt, während die Vergangenheit gezeigt wird: zurück zu Live',
  raised: 'Jetzt, Priorität {{priority}}: {{machine}}',
  sound: 'Alarmtöne',
  soundOn: 'Alarme hörbar machen',
  soundOff: 'Alarme sind hörbar: stumm schalten',
  blocked: 'Der Browser hält die Seite stumm, bis sie gedrückt wird: drücken, um Alarme zu hören',
};
