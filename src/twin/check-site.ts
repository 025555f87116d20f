import { clockLengthMs, clockMs, weekdays } from './calendar.ts';
import { choices, type FaultValue, type Report, told } from './fault.ts';
import { nearest } from './nearest.ts';
import { localDate } from './planned-stops.ts';
import type { Plant, Shift, Weekday } from './plant.ts';
import type { Sound } from './structure.ts';
import { entries, type Survey } from './survey.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** Time zone, shift calendar and planned stops. */
export function checkSite({ plant }: Survey, fault: Report): void {
  checkPlannedStops(plant, fault);
  const { timeZone, shifts } = plant.site ?? {};
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    const meant = nearest(timeZone, Intl.supportedValuesOf('timeZone'));
    const advice = meant === undefined ? told('faults.ianaName') : told('faults.didYouMean', { meant });
    fault(['site', 'timeZone'], told('faults.unknownTimeZone', { zone: timeZone, advice }));
  }
  const placed = entries(shifts).map(([at, shift]) => ({ at, shift, starts: weekStarts(shift) }));
  for (const [index, a] of placed.entries()) {
    for (const b of placed.slice(index + 1)) {
      const day = firstOverlap(a.starts, b.starts);
      if (day === undefined) continue;
      const values = { one: times(b.shift), other: times(a.shift), day: told(`faults.${day}`) };
      fault(['site', 'shifts', b.at], told('faults.shiftsOverlap', values));
    }
  }
}

function checkPlannedStops({ site, areas }: Sound<Plant>, fault: Report): void {
  const lines = entries(areas).flatMap(([, area]) => entries(area.lines).map(([, { id }]) => id ?? ''));
  for (const [at, { days, dates, lines: stopped }] of entries(site?.plannedStops)) {
    const path = ['site', 'plannedStops', at];
    if ((days === undefined) === (dates === undefined)) fault(path, told('faults.stopWhen'));
    for (const [k, date] of entries(dates)) {
      if (isDateForm(date) && localDate(date) === undefined)
        fault([...path, 'dates', k], told('faults.noDate', { date }));
    }
    for (const [k, id] of entries(stopped)) {
      if (!lines.includes(id))
        fault([...path, 'lines', k], told('faults.unknownLine', { id, choices: choices(id, lines) }));
    }
  }
}

/** The form of the file is told already. */
const isDateForm = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

const times = ({ name, start, end }: Sound<Shift>): FaultValue =>
  told('faults.shift', { name: name ?? told('faults.nameless'), start: start!, end: end! });

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false; // engines differ in whether they take "+01:00"
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

interface WeekSpan {
  /** From the week's first midnight; clock changes do not count here. */
  readonly fromMs: number;
  readonly lengthMs: number;
}

function weekStarts({ days, start, end }: Sound<Shift>): readonly WeekSpan[] {
  const startMs = clockMs(start ?? '');
  const endMs = clockMs(end ?? '');
  if (startMs === undefined || endMs === undefined) return [];
  const lengthMs = clockLengthMs(startMs, endMs);
  return entries(days).map(([, day]) => ({ fromMs: weekdays.indexOf(day) * dayMs + startMs, lengthMs }));
}

/** Day on which the two are on at the same time, in a week that repeats. */
function firstOverlap(a: readonly WeekSpan[], b: readonly WeekSpan[]): Weekday | undefined {
  for (const one of a) {
    for (const other of b) {
      const wait = (other.fromMs - one.fromMs + weekMs) % weekMs;
      const from =
        wait < one.lengthMs ? other.fromMs : (weekMs - wait) % weekMs < other.lengthMs ? one.fromMs : undefined;
      if (from !== undefined) return weekdays[Math.floor(from / dayMs)];
    }
  }
  return undefined;
}
