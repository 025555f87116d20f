import type { WindowPhrases } from '../phrases.ts';
import type { Day, SaidLength, TimeUnit } from '../said-time.ts';
import { clock, number } from './words.ts';

const days: Readonly<Record<Day, string>> = { today: 'heute', yesterday: 'gestern' };

/** In the dative. */
const units: Readonly<Record<TimeUnit, string>> = {
  second: 'Sekunden',
  minute: 'Minuten',
  hour: 'Stunden',
  day: 'Tagen',
  week: 'Wochen',
};

// One day and one week are said by their length: "am letzten Tag" and "letzte Woche" are other times.
const single: Readonly<Record<TimeUnit, string>> = {
  second: 'der letzten Sekunde',
  minute: 'der letzten Minute',
  hour: 'der letzten Stunde',
  day: 'den letzten 24 Stunden',
  week: 'den letzten 7 Tagen',
};

function last({ count, unit }: SaidLength): string {
  if (count === 1) return `in ${single[unit]}`;
  if (unit === 'hour' && count === 0.5) return 'in der letzten halben Stunde';
  if (unit === 'hour' && count === 0.25) return 'in der letzten Viertelstunde';
  return `in den letzten ${number(count)} ${units[unit]}`;
}

const times: Readonly<Record<string, string>> = { midnight: 'Mitternacht', noon: 'Mittag', now: 'jetzt' };

export const windows: WindowPhrases = {
  last,
  day: (day) => days[day],
  between: (from, to, day) =>
    `${day === null ? '' : `${days[day]} `}zwischen ${times[from] ?? from} und ${times[to] ?? to}`,
  since: (moment) => `seit ${clock(moment)}`,
  sinceShift: (name) => `seit Beginn der Schicht „${name}“`,
  shift: (name, from, to) => `in der Schicht „${name}“ (${clock(from)} bis ${clock(to)})`,
  lastNight: () => 'in der letzten Nacht (22:00 bis 06:00)',
  hours: (day, from, to) => `${days[day]} von ${from}:00 bis ${to}:00`,
  thisWeek: () => 'in dieser Woche',
};
