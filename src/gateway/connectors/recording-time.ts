/** Reads one time as written in a file: Unix epoch ms, NaN when the text is none. */
export type TimeReader = (text: string) => number;

const parts: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{1,2}(?:[.,]\\d+)?)',
};

const iso =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d(?:[.,]\d+)?))?)?\s*(?<offset>Z|[+-]\d\d:?\d\d)?$/i;

/**
 * A reader for "unix-s", "unix-ms", "iso", or a pattern of YYYY, MM, DD, HH, mm and ss (with any decimals), or
 * undefined when the format is none of them. Times without an offset of their own are wall-clock times of `zone`, an
 * IANA name; of those that a clock change brings twice the first is meant.
 */
export function timeReader(format: string, zone: string): TimeReader | undefined {
  if (format === 'unix-s') return (text) => epoch(text, 1000);
  if (format === 'unix-ms') return (text) => epoch(text, 1);
  const pattern = format === 'iso' ? iso : patternOf(format);
  if (pattern === undefined) return undefined;
  const offsetMs = zoneOffset(zone);
  return (text) => {
    const found = pattern.exec(text)?.groups;
    if (!found) return Number.NaN;
    const wallMs = wallTime(found);
    return found.offset === undefined ? toUtc(wallMs, offsetMs) : wallMs - fixedOffset(found.offset);
  };
}

function epoch(text: string, msPerUnit: number): number {
  return text === '' ? Number.NaN : Math.round(Number(text.replace(',', '.')) * msPerUnit);
}

function patternOf(format: string): RegExp | undefined {
  if (!['YYYY', 'MM', 'DD'].every((part) => format.split(part).length === 2)) return undefined;
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replace(/YYYY|MM|DD|HH|mm|ss/g, (part) => parts[part]!);
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined; // a part given twice
  }
}

function wallTime(found: Readonly<Record<string, string | undefined>>): number {
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map((part) =>
    Number(found[part] ?? 0),
  ) as [number, number, number, number, number];
  const second = Number((found.second ?? '0').replace(',', '.'));
  if (hour > 23 || minute > 59 || second >= 61) return Number.NaN;
  const midnightMs = Date.UTC(year, month - 1, day);
  const date = new Date(midnightMs);
  // Date.UTC makes 31 February the 2nd of March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return Number.NaN;
  return midnightMs + (hour * 60 + minute) * 60_000 + Math.round(second * 1000);
}

function fixedOffset(text: string): number {
  if (/z/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

function toUtc(wallMs: number, offsetMs: (utcMs: number) => number): number {
  if (Number.isNaN(wallMs)) return wallMs;
  // The offset a day earlier is the one before any change near by: it gives the first of two such times.
  const first = wallMs - offsetMs(wallMs - 86_400_000);
  if (offsetMs(first) === wallMs - first) return first;
  return wallMs - offsetMs(wallMs + 86_400_000);
}

/** Zones change at quarters of an hour of UTC, so that one look-up serves all rows of a quarter. */
const quarterMs = 15 * 60_000;

function zoneOffset(zone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utcMs) => {
    const quarter = Math.floor(utcMs / quarterMs);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const atMs = quarter * quarterMs;
      const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
      offset = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - atMs;
      if (known.size > 10_000) known.clear();
      known.set(quarter, offset);
    }
    return offset;
  };
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}
