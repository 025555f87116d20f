import type { ValueWords } from '../../format-value.ts';
import type { PackmlState } from '../../packml.ts';

/** German words for values, of the page and of answers alike. */
export const packmlWords: Readonly<Record<PackmlState, string>> = {
  Undefined: 'Undefiniert',
  Clearing: 'Räumt',
  Stopped: 'Gestoppt',
  Starting: 'Startet',
  Idle: 'Bereit',
  Suspended: 'Ausgesetzt',
  Execute: 'Produziert',
  Stopping: 'Stoppt',
  Aborting: 'Bricht ab',
  Aborted: 'Abgebrochen',
  Holding: 'Hält an',
  Held: 'Angehalten',
  Unholding: 'Läuft wieder an',
  Suspending: 'Setzt aus',
  Unsuspending: 'Setzt fort',
  Resetting: 'Setzt zurück',
  Completing: 'Schließt ab',
  Completed: 'Abgeschlossen',
};

export const valueWords: Omit<ValueWords, 'locale'> = {
  on: 'ein',
  off: 'aus',
  state: (code) => `Zustand ${code}`,
  packml: (name) => packmlWords[name as PackmlState],
};

/** A day in a duration: "2 T 3 h". */
export const dayUnit = 'T';
