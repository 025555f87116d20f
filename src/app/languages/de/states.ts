import { packmlWords, valueWords } from '../../../twin/languages/de/values.ts';

export const states = {
  on: valueWords.on,
  off: valueWords.off,
  numbered: 'Zustand {{code}}',
  noValue: 'kein Wert',
  bad: 'schlecht',
  stale: 'veraltet {{age}}',
  old: '{{age}} alt',
  uncertain: 'unsicher',
  limit: {
    normal: 'normal',
    low: 'unter dem unteren Grenzwert',
    high: 'über dem oberen Grenzwert',
    lowLow: 'unter dem untersten Grenzwert',
    highHigh: 'über dem obersten Grenzwert',
  },
  class: {
    running: 'Läuft',
    held: 'Angehalten',
    suspended: 'Materialmangel oder Stau',
    idle: 'Bereit',
    stopped: 'Gestoppt',
    aborted: 'Abgebrochen',
    unknown: 'Unbekannt',
  },
  packml: packmlWords,
};
