import type { FaultPhrases } from '../fault-phrases.ts';
import { nameOf } from './words.ts';

export const faults: FaultPhrases = {
  unclear: (fault, unknown, foreign) => {
    const words = unknown.length > 0 ? ` (unbekannt: ${unknown.map((word) => `„${word}“`).join(', ')})` : '';
    return `Das lässt sich nicht beantworten: ${fault}${words}.${foreign ? ' Fragen werden vorerst nur auf Englisch verstanden.' : ''}`;
  },

  tooLong: (characters) => `Eine Frage hat höchstens ${characters} Zeichen`,
  noWords: () => 'In der Frage stehen keine Wörter',
  notUnderstood: () => 'Die Frage wurde nicht verstanden',
  command: () =>
    'Hier wird nur nachgesehen und nie in die Anlage eingegriffen; gesendet wurde nichts. Benutzen Sie dafür das Bedienfeld oder die Steuerung der Maschine, oder fragen Sie die Verantwortlichen der Linie',
  noSelection: () => 'Keine Maschine ist ausgewählt, daher ist unklar, wofür „it“ steht',
  notHere: (text) => `„${text}“ ist an dieser Stelle nicht zu verstehen`,

  whatHappened: () => 'Unklar ist, welches Ereignis gemeint ist',
  qualityIsNow: () => 'Welche Werte veraltet oder schlecht sind, lässt sich nur für einen Zeitpunkt sagen',
  searchesTooMany: (count) =>
    `Dafür wären ${count} Messstellen zu durchsuchen; nennen Sie eine Maschine oder eine Linie`,
  compareWith: () => 'Unklar ist, womit verglichen werden soll',
  notTogether: (name, of) => `„${name}“ und „${nameOf(of)}“ passen nicht zusammen`,
  nothingToCompare: (title) => `Bei ${title} gibt es nichts zu vergleichen`,
  differentUnits: () =>
    'Die Messstellen, die gemeint sein können, haben verschiedene Einheiten; nennen Sie bitte die Einheit',
  whichToCompare: () => 'Unklar ist, welche Messstelle verglichen werden soll',
  noSuchValue: () => 'Einen solchen Wert gibt es dort nicht',
  noSuchState: (machine) =>
    machine === null ? 'Diese Maschinen melden keinen solchen Zustand' : `${machine} meldet keinen solchen Zustand`,

  machineLacks: (name) => `„${name}“ gibt es bei keiner solchen Maschine`,
  unknownName: (name) => `„${name}“ ist nicht bekannt`,
  whichMeasurement: () => 'Unklar ist, welche Messstelle gemeint ist',
  placeLacks: (place, name) => `${place === null ? 'In diesem Werk' : `Bei ${place}`} gibt es „${name}“ nicht`,

  notNumber: (title) => `${title} ist keine Zahl`,
  differentQuantities: () => 'Verschiedene Messgrößen können gemeint sein; nennen Sie bitte eine',
  howMany: () => 'Unklar ist, wie viele gemeint sind',
  onlyOneFits: (title) => `Nur ${title} passt; fragen Sie nach dem höchsten oder dem niedrigsten Wert`,
  oneExtremeAtATime: () => 'Fragen Sie bitte entweder nach dem höchsten oder nach dem niedrigsten Wert',
  extremeNeedsSpan: () => 'Ein höchster oder niedrigster Wert braucht eine Zeitspanne, etwa „in the last hour“',
  needsSpan: () => 'Dafür braucht es eine Zeitspanne, etwa „in the last hour“',
  noTotal: (title) =>
    `${title} ist kein Zähler und hat daher keine Summe; fragen Sie nach dem Mittelwert, dem höchsten oder dem niedrigsten Wert`,
  noMean: (title) => `${title} hat keinen Mittelwert`,
  nothingNamed: () => 'Weder eine Maschine noch eine Messstelle ist in der Frage zu finden',
  stateIsNow: () =>
    'Ein Zustand gilt zu einem Zeitpunkt; fragen Sie, wie lange oder wie oft er in einer Zeitspanne bestand',
  noState: (machine) => `${machine ?? 'Dieses Werk'} meldet keinen Zustand`,
  notInUnit: (title) => `${title} lässt sich nicht in dieser Einheit angeben`,
  tooMany: (count) => `${count} Messstellen können gemeint sein; nennen Sie eine Maschine`,

  notYet: () => 'Diese Zeit ist noch nicht gekommen',
  tooFarBack: (days) => `Eine Frage reicht höchstens ${days} Tage zurück`,
  noLength: (said) => `„${said}“ ist keine Zeitspanne`,
  noShifts: () => 'Der Kalender dieses Werks hat keine Schichten',
  noShiftOn: () => 'Zu dieser Zeit läuft keine Schicht',
  noSuchShift: (day) =>
    `Eine solche Schicht hat ${day === null ? 'in der letzten Woche' : day === 'today' ? 'heute' : 'gestern'} nicht begonnen`,
};
