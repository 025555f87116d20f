import { dayBounds, type Span } from '../twin/calendar.ts';
import type { Site } from '../twin/plant.ts';
import type { Phrases } from './languages/phrases.ts';
import type { Day, Moment } from './languages/said-time.ts';
import type { Window } from './query.ts';
import { dayBefore, momentAt, shiftsBefore, wallTime } from './site-clock.ts';
import { type Clock, clockAt, lengthAt } from './time-parts.ts';
import type { Token } from './words.ts';

/** What a question says about time: a window, a moment, or neither. `used` are the positions of the words that say it. */
export interface SpokenTime {
  readonly window: Window | null;
  readonly momentMs: number | null;
  readonly used: ReadonlySet<number>;
  /** Why the words about time cannot be followed. */
  readonly fault: string | null;
}

const partsOfDay: Readonly<Record<string, readonly [fromHour: number, toHour: number]>> = {
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 22],
  tonight: [18, 24],
};
const leadIn = new Set('in over during for within throughout the of on at from past across to through this'.split(' '));
const lastWords = new Set('last past previous prev preceding latest recent'.split(' '));
const longestDays = 31;

/** Reads every word about time in `tokens`; `atMs` is the moment the question speaks of, where nothing lies ahead. */
export function readTime(tokens: readonly Token[], site: Site, atMs: number, phrases: Phrases): SpokenTime {
  return new TimeReader(tokens, site, atMs, phrases).read();
}

class TimeReader {
  readonly #used = new Set<number>();
  readonly #words: readonly string[];
  readonly #tokens: readonly Token[];
  readonly #site: Site;
  readonly #atMs: number;
  readonly #phrases: Phrases;

  constructor(tokens: readonly Token[], site: Site, atMs: number, phrases: Phrases) {
    this.#tokens = tokens;
    this.#words = tokens.map((token) => token.word);
    this.#site = site;
    this.#atMs = atMs;
    this.#phrases = phrases;
  }

  read(): SpokenTime {
    const { windows, faults } = this.#phrases;
    const { day, dayName } = this.#day();
    const span =
      this.#between(day, dayName) ??
      this.#since(day) ??
      this.#lastSpan() ??
      this.#shift(day, dayName) ??
      this.#partOfDay(day, dayName) ??
      this.#week();
    if (typeof span === 'string') return this.#fault(span);
    const momentMs = span ? null : this.#moment(day);
    const whole: NamedSpan | null =
      span ?? (momentMs === null && day && dayName ? { ...day, label: windows.day(dayName) } : null);
    if (momentMs !== null && momentMs > this.#atMs) return this.#fault(faults.notYet());
    if (!whole) return { window: null, momentMs, used: this.#used, fault: null };
    if (!(whole.fromMs < this.#atMs)) return this.#fault(faults.notYet());
    if (this.#atMs - whole.fromMs > longestDays * 86_400_000) {
      return this.#fault(faults.tooFarBack(longestDays));
    }
    const closed = whole.toMs > this.#atMs || whole.closed === true;
    const toMs = Math.min(whole.toMs, this.#atMs);
    const window = { fromMs: whole.fromMs, toMs, closed, label: whole.label, assumed: false };
    return { window, momentMs: null, used: this.#used, fault: null };
  }

  #fault(fault: string): SpokenTime {
    return { window: null, momentMs: null, used: this.#used, fault };
  }

  /** "today", "yesterday": the day that everything else said about time is on. */
  #day(): { day: Span | null; dayName: Day | null } {
    const at = this.#words.findIndex((word) => /^(todays?|yesterdays?)$/.test(word));
    if (at < 0) return { day: null, dayName: null };
    this.#use(at, 1);
    const today = dayBounds(this.#site, this.#atMs);
    return this.#words[at]!.startsWith('today')
      ? { day: today, dayName: 'today' }
      : { day: dayBefore(this.#site, today), dayName: 'yesterday' };
  }

  /** "between 13:00 and 14:30", "from 1pm to 2pm", "13:00-14:30". */
  #between(day: Span | null, dayName: Day | null): NamedSpan | string | null {
    for (let at = 0; at < this.#words.length; at++) {
      const opened = /^(between|from)$/.test(this.#words[at]!);
      let from = clockAt(this.#words, at + (opened ? 1 : 0), opened);
      if (!from) continue;
      const joint = at + (opened ? 1 : 0) + from.length;
      if (!/^(and|to|till|til|until|-)$/.test(this.#words[joint] ?? '')) continue;
      const to = clockAt(this.#words, joint + 1, opened) ?? this.#nowAt(joint + 1);
      if (!to) continue;
      // "between 2 and 3 pm": the half of the day is said once.
      const isHalf = this.#words[joint + to.length] === 'pm' && from.length === 1 && from.clockMs < 12 * 3_600_000;
      if (isHalf && from.clockMs + 12 * 3_600_000 <= to.clockMs) {
        from = clockAt([this.#words[joint - 1]!, 'pm'], 0, false) ?? from;
      }
      this.#use(at, joint + 1 + to.length - at);
      const base = day ?? dayBounds(this.#site, this.#atMs);
      const on = (on: Span): NamedSpan => {
        const fromMs = wallTime(this.#site, on, from.clockMs);
        const later = to.clockMs > from.clockMs ? 0 : 86_400_000;
        const toMs = to.clockMs < 0 ? this.#atMs : wallTime(this.#site, on, to.clockMs + later);
        return { fromMs, toMs, label: this.#phrases.windows.between(from.text, to.text, dayName) };
      };
      const span = on(base);
      return span.fromMs >= this.#atMs && !day ? on(dayBefore(this.#site, base)) : span;
    }
    return null;
  }

  /** "since 14:00", "since midnight", "since yesterday", "since 2 hours ago", "since the shift started". */
  #since(day: Span | null): NamedSpan | string | null {
    let at = this.#words.indexOf('since');
    if (at < 0 && this.#words[0] === 'from') at = 0;
    if (at < 0) return null;
    const toMs = Number.POSITIVE_INFINITY;
    let start = at + 1;
    while (this.#used.has(start)) start++;
    const from = clockAt(this.#words, start, this.#words[at] === 'since');
    if (from) {
      const end = start + from.length;
      this.#use(at, end - at + (/^(on|onwards?)$/.test(this.#words[end] ?? '') ? 1 : 0));
      const base = day ?? dayBounds(this.#site, this.#atMs);
      let fromMs = wallTime(this.#site, base, from.clockMs);
      if (fromMs >= this.#atMs && !day) fromMs = wallTime(this.#site, dayBefore(this.#site, base), from.clockMs);
      return { fromMs, toMs, label: this.#sinceLabel(fromMs) };
    }
    if (this.#words[at] !== 'since') return null;
    const ago = this.#ago(at + 1);
    if (ago) {
      this.#use(at, 1 + ago.length);
      return { fromMs: ago.timeMs, toMs, label: this.#sinceLabel(ago.timeMs) };
    }
    const shift = this.#words.indexOf('shift', at);
    if (shift > 0 && shift - at <= 5) {
      const [current] = shiftsBefore(this.#site, this.#atMs);
      const end = /^(start|started|starts|began|begin|change)$/.test(this.#words[shift + 1] ?? '') ? shift + 1 : shift;
      this.#use(at, end - at + 1);
      if (!current) return this.#phrases.faults.noShifts();
      return { fromMs: current.fromMs, toMs, label: this.#phrases.windows.sinceShift(current.name) };
    }
    const part = this.#partOfDay(day, null);
    if (part) {
      this.#use(at, 1);
      return { fromMs: part.fromMs, toMs, label: this.#sinceLabel(part.fromMs) };
    }
    if (day) {
      this.#use(at, 1);
      return { fromMs: day.fromMs, toMs, label: this.#sinceLabel(day.fromMs) };
    }
    return null;
  }

  /** "last ten minutes", "past 2 h", "last half hour", "last hour and a half". */
  #lastSpan(): NamedSpan | string | null {
    for (let at = 0; at < this.#words.length; at++) {
      if (!lastWords.has(this.#words[at]!)) continue;
      const length = lengthAt(this.#tokens, at + 1);
      if (!length) continue;
      this.#use(at, 1 + length.length);
      const said = this.#words.slice(at + 1, at + 1 + length.length).join(' ');
      if (!(length.ms > 0)) return this.#phrases.faults.noLength(said);
      const label = this.#phrases.windows.last({ said, count: length.count, unit: length.unit });
      return { fromMs: this.#atMs - length.ms, toMs: this.#atMs, closed: true, label };
    }
    return null;
  }

  /** "this shift", "last shift", "the early shift", "yesterday's night shift", "last night shift". */
  #shift(day: Span | null, dayName: Day | null): NamedSpan | string | null {
    const at = this.#words.findIndex((word) => word === 'shift' || word === 'shifts');
    if (at < 0) return null;
    if (this.#site.shifts.length === 0) return this.#phrases.faults.noShifts();
    const known = this.#site.shifts.map((shift) => shift.name.toLowerCase().replace(/\s*shift$/, ''));
    const named = [at - 1, at + 1].find((each) => known.includes(this.#words[each] ?? ''));
    const first = Math.min(at, named ?? at);
    const before = this.#words[first - 1] ?? '';
    const isPast = lastWords.has(before);
    this.#use(first, Math.max(at, named ?? at) - first + 1);
    if (isPast || /^(this|current|the|that|ongoing)$/.test(before)) this.#use(first - 1, 1);
    const name = named === undefined ? undefined : this.#words[named];
    const all = [...shiftsBefore(this.#site, this.#atMs)].filter((shift) => {
      const own = shift.name.toLowerCase().replace(/\s*shift$/, '');
      return (name === undefined || own === name) && (!day || (shift.fromMs >= day.fromMs && shift.fromMs < day.toMs));
    });
    const isOn = all[0] !== undefined && all[0].toMs > this.#atMs;
    if (name === undefined && !isPast && !isOn) return this.#phrases.faults.noShiftOn();
    const shift = isPast && isOn ? all[1] : all[0];
    if (!shift) return this.#phrases.faults.noSuchShift(dayName);
    const title = shift.name.replace(/\s*shift$/i, '');
    return { ...shift, label: this.#phrases.windows.shift(title, this.#shown(shift.fromMs), this.#shown(shift.toMs)) };
  }

  /** "this morning", "yesterday evening", "last night": a part of a day. */
  #partOfDay(day: Span | null, dayName: Day | null): NamedSpan | null {
    const today = dayBounds(this.#site, this.#atMs);
    for (let at = 0; at < this.#words.length; at++) {
      const word = this.#words[at]!;
      if ((word === 'night' && lastWords.has(this.#words[at - 1] ?? '')) || word === 'overnight') {
        this.#use(word === 'night' ? at - 1 : at, word === 'night' ? 2 : 1);
        const evening = wallTime(this.#site, dayBefore(this.#site, today), 22 * 3_600_000);
        return {
          fromMs: evening,
          toMs: wallTime(this.#site, today, 6 * 3_600_000),
          label: this.#phrases.windows.lastNight(),
        };
      }
      const hours = Object.hasOwn(partsOfDay, word) ? partsOfDay[word] : undefined;
      if (!hours) continue;
      this.#use(at, 1);
      const [from, to] = hours;
      const on = day ?? today;
      return {
        fromMs: wallTime(this.#site, on, from * 3_600_000),
        toMs: wallTime(this.#site, on, to * 3_600_000),
        label: this.#phrases.windows.hours(dayName ?? 'today', from, to),
      };
    }
    return null;
  }

  /** "this week": from Monday's midnight; "last week": the seven days before that. */
  #week(): NamedSpan | null {
    const at = this.#words.findIndex((word, i) => word === 'week' && this.#words[i - 1] === 'this');
    if (at < 0) return null;
    this.#use(at - 1, 2);
    let monday = dayBounds(this.#site, this.#atMs);
    // Noon is on the local date in UTC too, for every zone within 12 h of it and, to the weekday, those beyond.
    const weekday = (span: Span): string =>
      new Intl.DateTimeFormat('en-GB', { timeZone: this.#site.timeZone, weekday: 'short' }).format(span.fromMs);
    while (weekday(monday) !== 'Mon') monday = dayBefore(this.#site, monday);
    return { fromMs: monday.fromMs, toMs: Number.POSITIVE_INFINITY, label: this.#phrases.windows.thisWeek() };
  }

  /** "at 14:00", "yesterday at 2pm", "10 minutes ago". */
  #moment(day: Span | null): number | null {
    for (let at = 0; at < this.#words.length; at++) {
      const ago = this.#ago(at);
      if (ago) {
        this.#use(at, ago.length);
        return ago.timeMs;
      }
      const clock = clockAt(this.#words, at, false);
      if (!clock) continue;
      this.#use(at, clock.length);
      const base = day ?? dayBounds(this.#site, this.#atMs);
      const timeMs = wallTime(this.#site, base, clock.clockMs);
      return timeMs > this.#atMs && !day ? wallTime(this.#site, dayBefore(this.#site, base), clock.clockMs) : timeMs;
    }
    return null;
  }

  #ago(at: number): { timeMs: number; length: number } | null {
    const length = lengthAt(this.#tokens, at);
    if (!length || this.#words[at + length.length] !== 'ago') return null;
    return { timeMs: this.#atMs - length.ms, length: length.length + 1 };
  }

  #nowAt(at: number): Clock | null {
    return this.#words[at] === 'now' ? { clockMs: -1, length: 1, text: 'now' } : null;
  }

  #shown(timeMs: number): Moment {
    return momentAt(this.#site, timeMs, this.#atMs, this.#phrases.values.locale);
  }

  #sinceLabel(fromMs: number): string {
    return this.#phrases.windows.since(this.#shown(fromMs));
  }

  /** Marks words as read, with the small words that lead up to them. */
  #use(from: number, length: number): void {
    for (let at = from; at < from + length; at++) this.#used.add(at);
    for (let at = from - 1; at >= 0 && (leadIn.has(this.#words[at]!) || this.#used.has(at)); at--) this.#used.add(at);
  }
}

interface NamedSpan extends Span {
  readonly label: string;
  readonly closed?: boolean;
}
