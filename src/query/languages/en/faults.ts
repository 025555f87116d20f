import type { FaultPhrases } from '../fault-phrases.ts';
import { state } from './words.ts';

export const faults: FaultPhrases = {
  unclear: (fault, unknown) =>
    `I cannot answer that: ${fault}${unknown.length > 0 ? ` (I do not know ${unknown.map((word) => `"${word}"`).join(', ')})` : ''}.`,

  tooLong: (characters) => `please ask in at most ${characters} characters`,
  noWords: () => 'there are no words in the question',
  notUnderstood: () => 'I did not understand the question',
  command: () =>
    "I only look and never act on the plant: nothing was sent. To do that, use the machine's own panel or control system, or ask whoever is in charge of the line",
  noSelection: () => 'no machine is selected, so I do not know what "it" is',
  notHere: (text) => `I do not understand "${text}" here`,

  whatHappened: () => 'I did not understand what should have happened',
  qualityIsNow: () => 'I can tell which values are stale or bad only at one moment',
  searchesTooMany: (count) => `that would search ${count} measurements; name a machine or a line`,
  compareWith: () => 'I did not understand what to compare with',
  notTogether: (name, of) => `"${name}" and "${state(of)}" do not go together`,
  nothingToCompare: (title) => `${title} has nothing to compare with`,
  differentUnits: () => 'the measurements that could be meant have different units; please say which unit',
  whichToCompare: () => 'I did not understand which measurement to compare',
  noSuchValue: () => 'nothing there has such a value',
  noSuchState: (machine) =>
    machine === null ? 'these machines report no such state' : `${machine} reports no such state`,

  machineLacks: (name) => `no such machine has "${name}"`,
  unknownName: (name) => `I do not know "${name}"`,
  whichMeasurement: () => 'I did not understand which measurement is meant',
  placeLacks: (place, name) => `${place ?? 'this plant'} has no "${name}"`,

  notNumber: (title) => `${title} is not a number`,
  differentQuantities: () => 'different quantities could be meant; please name one',
  howMany: () => 'I did not understand how many you want',
  onlyOneFits: (title) => `only ${title} fits; ask for its highest or lowest`,
  oneExtremeAtATime: () => 'please ask for the highest or the lowest, one at a time',
  extremeNeedsSpan: () => 'an extreme needs a time span, such as "in the last hour"',
  needsSpan: () => 'that needs a time span, such as "in the last hour"',
  noTotal: (title) => `${title} is not a counter, so it has no total; ask for its average, highest or lowest`,
  noMean: (title) => `${title} has no average`,
  nothingNamed: () => 'I did not find a machine or a measurement in the question',
  stateIsNow: () => 'a state is at one moment; ask for how long or how often over a time',
  noState: (machine) => `${machine ?? 'this plant'} reports no state`,
  notInUnit: (title) => `${title} cannot be given in that unit`,
  tooMany: (count) => `${count} measurements could be meant; name a machine`,

  notYet: () => 'that time has not come yet',
  tooFarBack: (days) => `one question can look back ${days} days at most`,
  noLength: (said) => `"${said}" is no length of time`,
  noShifts: () => 'this plant has no shifts in its calendar',
  noShiftOn: () => 'no shift is on at that time',
  noSuchShift: (day) => `no such shift has begun ${day ?? 'in the last week'}`,
};
