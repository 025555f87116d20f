import { locale, number, text } from '../../languages/language.ts';

/** Moments as the site's wall clocks show them, in the page's language. */
export interface SiteClock {
  /** "14:05" */
  minute(timeMs: number): string;
  /** "14:05:10" */
  time(timeMs: number): string;
  /** "14:05:10.250" */
  millis(timeMs: number): string;
  /** "22 Nov" */
  date(timeMs: number): string;
  /** "Sun 22 Nov" */
  day(timeMs: number): string;
  /** "Sun 22 Nov 14:05:10" */
  moment(timeMs: number): string;
  /** "2026-11-22" */
  isoDate(timeMs: number): string;
}

const clocks = new Map<string, SiteClock>();

export function siteClock(timeZone: string): SiteClock {
  const key = `${locale()} ${timeZone}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = makeClock(timeZone, locale());
    clocks.set(key, clock);
  }
  return clock;
}

function makeClock(timeZone: string, spoken: string): SiteClock {
  const format = (options: Intl.DateTimeFormatOptions, how = spoken) => {
    const made = new Intl.DateTimeFormat(how, { timeZone, hourCycle: 'h23', ...options });
    return (timeMs: number) => (Number.isFinite(timeMs) ? made.format(timeMs).replace(',', '') : '–');
  };
  const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  return {
    minute: format({ hour: '2-digit', minute: '2-digit' }),
    time,
    millis: format({ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 }),
    date: format({ day: 'numeric', month: 'short' }),
    day,
    moment: (timeMs) => (Number.isFinite(timeMs) ? `${day(timeMs)} ${time(timeMs)}` : '–'),
    isoDate: format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE'),
  };
}

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** "0.4 s", "12 s", "3 min 12 s", "12 min", "3 h 12 min", "2 d 3 h": two figures at most, rounded down. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  const left = Math.max(0, ms);
  if (left < 950) return `${number(Math.floor(left / 100) / 10, 1)} s`;
  if (left < minuteMs) return `${Math.floor(left / secondMs)} s`;
  if (left < 10 * minuteMs) return pair(left, minuteMs, 'min', secondMs, 's');
  if (left < hourMs) return `${Math.floor(left / minuteMs)} min`;
  if (left < dayMs) return pair(left, hourMs, 'h', minuteMs, 'min');
  return pair(left, dayMs, text('time.day'), hourMs, 'h');
}

function pair(ms: number, bigMs: number, big: string, smallMs: number, small: string): string {
  const rest = Math.floor((ms % bigMs) / smallMs);
  return `${Math.floor(ms / bigMs)} ${big}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

/** "in 3 s", "now", "3 h 12 min ago" */
export function ago(timeMs: number, nowMs: number): string {
  if (!Number.isFinite(timeMs)) return text('time.never');
  return nowMs - timeMs < secondMs ? text('time.now') : text('time.ago', { age: duration(nowMs - timeMs) });
}
