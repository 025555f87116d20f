import { dayBounds, type Span, shiftAt } from '../../../twin/calendar.ts';
import type { Site } from '../../../twin/plant.ts';
import { type SiteClock, siteClock } from './clock-text.ts';
import { spanOf } from './time-window.ts';

export interface Tick {
  readonly timeMs: number;
  readonly label: string;
  /** A day begins here. */
  readonly midnight: boolean;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const secondMs = 1000;
/** Steps people count time in; each divides a day. */
const stepsMs = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
];

/**
 * Round wall-clock times of the site, at least `spacingPx` apart. Every day counts anew from its midnight, and a tick of
 * several days stands at the same days whatever the window.
 */
export function ticks(site: Site, window: Span, widthPx: number, spacingPx = 76): readonly Tick[] {
  const span = spanOf(window);
  if (!(span > 0) || !(widthPx > 0)) return [];
  const leastMs = (span / widthPx) * spacingPx;
  const stepMs = stepsMs.find((each) => each >= leastMs);
  return stepMs === undefined ? dayTicks(site, window, Math.ceil(leastMs / dayMs)) : clockTicks(site, window, stepMs);
}

function clockTicks(site: Site, window: Span, stepMs: number): readonly Tick[] {
  const clock = siteClock(site.timeZone);
  const found: Tick[] = [];
  let day = dayBounds(site, window.fromMs);
  while (day.fromMs <= window.toMs) {
    const first = Math.max(0, Math.ceil((window.fromMs - day.fromMs) / stepMs));
    for (let timeMs = day.fromMs + first * stepMs; timeMs < day.toMs && timeMs <= window.toMs; timeMs += stepMs) {
      const midnight = timeMs === day.fromMs;
      found.push({ timeMs, label: midnight ? clock.day(timeMs) : label(clock, timeMs, stepMs), midnight });
    }
    day = dayBounds(site, day.toMs);
  }
  return found;
}

/** As fine as the steps are; between whole seconds only the milliseconds, ".250". */
function label(clock: SiteClock, timeMs: number, stepMs: number): string {
  if (stepMs >= minuteMs) return clock.minute(timeMs);
  return timeMs % secondMs === 0 ? clock.time(timeMs) : clock.millis(timeMs).slice(-4);
}

function dayTicks(site: Site, window: Span, days: number): readonly Tick[] {
  const clock = siteClock(site.timeZone);
  const found: Tick[] = [];
  let day = dayBounds(site, window.fromMs);
  for (; day.fromMs <= window.toMs; day = dayBounds(site, day.toMs)) {
    const count = Date.parse(clock.isoDate(day.fromMs)) / dayMs;
    if (count % days !== 0 || day.fromMs < window.fromMs) continue;
    found.push({ timeMs: day.fromMs, label: clock.date(day.fromMs), midnight: true });
  }
  return found;
}

export interface ShiftBand extends Span {
  readonly name: string;
}

/** Beyond this, shifts would be narrower than their names. */
const longestWithShiftsMs = 8 * dayMs;
/** Between shifts the next one is looked for in steps; shifts start on the quarter. */
const betweenShiftsMs = 15 * minuteMs;

/** The site's shifts that touch the window, cut to it. */
export function shiftBands(site: Site, window: Span): readonly ShiftBand[] {
  if (site.shifts.length === 0 || spanOf(window) > longestWithShiftsMs) return [];
  const bands: ShiftBand[] = [];
  let timeMs = window.fromMs;
  while (timeMs < window.toMs) {
    const shift = shiftAt(site, timeMs);
    if (shift === null) {
      timeMs = Math.floor(timeMs / betweenShiftsMs + 1) * betweenShiftsMs;
      continue;
    }
    bands.push({
      name: shift.name,
      fromMs: Math.max(shift.fromMs, window.fromMs),
      toMs: Math.min(shift.toMs, window.toMs),
    });
    timeMs = shift.toMs;
  }
  return bands;
}
