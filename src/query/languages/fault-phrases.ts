import type { StateName } from '../query.ts';
import type { Day } from './said-time.ts';

/** Why a question has no answer, as whole clauses; `unclear` makes the sentence of one. */
export interface FaultPhrases {
  /** `unknown`: words nobody knows that the fault does not name itself. `foreign`: some word of the question is unknown. */
  unclear(fault: string, unknown: readonly string[], foreign: boolean): string;

  tooLong(characters: number): string;
  noWords(): string;
  notUnderstood(): string;
  command(): string;
  noSelection(): string;
  notHere(text: string): string;

  whatHappened(): string;
  qualityIsNow(): string;
  searchesTooMany(count: number): string;
  compareWith(): string;
  notTogether(name: string, state: StateName): string;
  nothingToCompare(title: string): string;
  differentUnits(): string;
  whichToCompare(): string;
  noSuchValue(): string;
  /** null = several machines. */
  noSuchState(machine: string | null): string;

  machineLacks(name: string): string;
  unknownName(name: string): string;
  whichMeasurement(): string;
  /** null = the plant. */
  placeLacks(place: string | null, name: string): string;

  notNumber(title: string): string;
  differentQuantities(): string;
  howMany(): string;
  onlyOneFits(title: string): string;
  oneExtremeAtATime(): string;
  extremeNeedsSpan(): string;
  needsSpan(): string;
  noTotal(title: string): string;
  noMean(title: string): string;
  nothingNamed(): string;
  stateIsNow(): string;
  /** null = the plant. */
  noState(machine: string | null): string;
  notInUnit(title: string): string;
  tooMany(count: number): string;

  notYet(): string;
  tooFarBack(days: number): string;
  noLength(said: string): string;
  noShifts(): string;
  noShiftOn(): string;
  /** null = in the last week. */
  noSuchShift(day: Day | null): string;
}
