import type { Span } from '../../twin/calendar.ts';
import type { MachineId, TagId } from '../../twin/plant.ts';
import type { Second } from './comparison.ts';
import { speeds } from './time.ts';
import type { CameraPlace, Opened, Section, ViewState } from './view.ts';

/** Everything of a view that stands in the page's address; the defaults are left out of it. */
export interface ViewAddress extends Omit<ViewState, 'wished'> {
  readonly machine: MachineId | null;
  /** The moment shown, Unix epoch ms; null = live. */
  readonly atMs: number | null;
  /** What it is compared with. */
  readonly second: Second | null;
  readonly speed: number;
  readonly pens: readonly TagId[];
  /** How much the timeline shows, ms; infinite = all of the record. */
  readonly spanMs: number;
  /** The stretch of the timeline that stands still, only in the past. */
  readonly still: Span | null;
  /** The range that playing stays in. */
  readonly loop: Span | null;
  /** How much the trend shows, ms. */
  readonly trendMs: number;
  readonly left: LeftPane | null;
  readonly inspector: boolean;
  readonly timeline: boolean;
  readonly sheet: SheetView;
}

/** What stands left of the scene on the desk. */
export const leftPanes = ['tree', 'alarms', 'events', 'differences'] as const;
export type LeftPane = (typeof leftPanes)[number];
/** What the tablet's sheet shows. */
export const sheetViews = [
  'machine',
  'alarms',
  'events',
  'ask',
  'plant',
  'overview',
  'time',
  'scan',
  'differences',
] as const;
export type SheetView = (typeof sheetViews)[number];

const hourMs = 3_600_000;

export const plainView: ViewAddress = {
  machine: null,
  atMs: null,
  second: null,
  speed: 60,
  pens: [],
  spanMs: 8 * hourMs,
  still: null,
  loop: null,
  trendMs: hourMs / 6,
  projection: 'perspective',
  building: 'cut',
  section: null,
  opened: null,
  heatMap: null,
  camera: null,
  doctor: false,
  costs: false,
  flow: true,
  left: 'tree',
  inspector: true,
  timeline: true,
  sheet: 'machine',
};

/** A wall shows what is now: a link to a moment, opened there, would leave it in the past for days. */
export function onTheWall(view: ViewAddress): ViewAddress {
  const { atMs, still, loop, speed, spanMs, trendMs } = plainView;
  return { ...view, atMs, still, loop, speed, spanMs, trendMs };
}

/** Writes one part of the view as text and reads it back; `undefined` = not a text that means anything. */
interface Part<T> {
  readonly name: string;
  write(value: T): string;
  read(text: string): T | undefined;
}
type Parts = { readonly [K in keyof ViewAddress]: Part<ViewAddress[K]> };

const id = <T extends string>(name: string): Part<T | null> => ({
  name,
  write: (value) => value ?? '',
  read: (text) => (text === '' ? undefined : (text as T)),
});

const word = <T extends string>(name: string, words: readonly T[]): Part<T> => ({
  name,
  write: (value) => value,
  read: (text) => words.find((each) => each === text),
});

const flag = (name: string): Part<boolean> => ({
  name,
  write: (value) => (value ? 'on' : 'off'),
  read: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
});

/** A stretch of time that is longer cannot be drawn, nor would there be a record of it. */
const longestMs = 10 * 366 * 24 * hourMs;

/** Minutes. */
const length = (name: string): Part<number> => ({
  name,
  write: (ms) => String(Number((ms / 60_000).toFixed(ms < 60_000 ? 5 : 2))),
  read: (text) => {
    const ms = positive(numberOf(text) * 60_000);
    return ms !== undefined && ms <= longestMs ? ms : undefined;
  },
});

/** Minutes, or `all`. */
const lengthOrAll = (name: string): Part<number> => {
  const { write, read } = length(name);
  return {
    name,
    write: (ms) => (ms === Number.POSITIVE_INFINITY ? 'all' : write(ms)),
    read: (text) => (text === 'all' ? Number.POSITIVE_INFINITY : read(text)),
  };
};

const stretch = (name: string): Part<Span | null> => ({
  name,
  write: (span) => (span === null ? '' : `${instant(span.fromMs)}_${instant(span.toMs)}`),
  read: (text) => {
    const [fromMs, toMs] = text.split('_').map(readInstant);
    if (fromMs === undefined || toMs === undefined || fromMs >= toMs) return undefined;
    return toMs - fromMs <= longestMs ? { fromMs, toMs } : undefined;
  },
});

const parts: Parts = {
  machine: id('m'),
  atMs: {
    name: 'at',
    write: (ms) => (ms === null ? '' : instant(ms)),
    read: readInstant,
  },
  second: {
    name: 'b',
    write: (second) => (second === null ? '' : writeSecond(second)),
    read: readSecond,
  },
  speed: { name: 'speed', write: String, read: (text) => speeds.find((each) => each === numberOf(text)) },
  pens: {
    name: 'pens',
    write: (pens) => pens.join(','),
    read: (text) => text.split(',').filter((each) => each !== '') as TagId[],
  },
  still: stretch('window'),
  loop: stretch('loop'),
  spanMs: lengthOrAll('span'),
  trendMs: length('trend'),
  camera: { name: 'cam', write: (camera) => (camera === null ? '' : writeCamera(camera)), read: readCamera },
  projection: word('lens', ['perspective', 'orthographic']),
  building: word('walls', ['cut', 'whole', 'xray']),
  section: {
    name: 'section',
    write: (section) => (section === null ? '' : `${section.axis}${metres(section.at)}`),
    read: readSection,
  },
  opened: {
    name: 'open',
    write: (opened) => (opened === null ? '' : `${opened.how}:${opened.machine}`),
    read: readOpened,
  },
  heatMap: id('heat'),
  flow: flag('flow'),
  costs: flag('costs'),
  doctor: flag('doctor'),
  left: {
    name: 'left',
    write: (pane) => pane ?? 'none',
    read: (text) => (text === 'none' ? null : leftPanes.find((each) => each === text)),
  },
  inspector: flag('inspector'),
  timeline: flag('timeline'),
  sheet: word('sheet', sheetViews),
};

const keys = Object.keys(parts) as (keyof ViewAddress)[];
const ownNames: ReadonlySet<string> = new Set(keys.map((key) => parts[key].name));

/**
 * The query of the view's address, with its question mark, or "" for the plain view. What `others`, a query, says
 * beside it is kept: other parts of the product read it.
 */
export function addressOf(view: ViewAddress, others = ''): string {
  const pairs: string[] = [];
  for (const key of keys) {
    const pair = pairOf(key, view);
    if (pair !== null) pairs.push(pair);
  }
  for (const [name, value] of new URLSearchParams(others)) {
    if (!ownNames.has(name)) pairs.push(`${encodeURIComponent(name)}=${readable(value)}`);
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function pairOf<K extends keyof ViewAddress>(key: K, view: ViewAddress): string | null {
  const part: Part<ViewAddress[K]> = parts[key];
  const text = part.write(view[key]);
  return text === part.write(plainView[key]) ? null : `${part.name}=${readable(text)}`;
}

/** What a query says; a part that means nothing is as if it were not there. */
export function stateOf(query: string): ViewAddress {
  const said = new URLSearchParams(query);
  const view: { -readonly [K in keyof ViewAddress]: ViewAddress[K] } = { ...plainView };
  const take = <K extends keyof ViewAddress>(key: K): void => {
    const text = said.get(parts[key].name);
    const value = text === null ? undefined : parts[key].read(text);
    if (value !== undefined) view[key] = value;
  };
  keys.forEach(take);
  return view;
}

/** Encoded for a query, but for what may stand there as it is and is easier to read so. */
const readable = (text: string): string =>
  encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/');

const numberOf = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
const positive = (value: number): number | undefined => (value > 0 ? value : undefined);

/** ISO 8601 in UTC, with milliseconds where there are any. */
const instant = (ms: number): string => new Date(Math.round(ms)).toISOString().replace('.000Z', 'Z');

function readInstant(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Minutes from A, to the millisecond: "-1440" is a day before it. Or the moment that is pinned. */
const writeSecond = (second: Second): string =>
  'pinnedMs' in second ? instant(second.pinnedMs) : String(Number((-second.behindMs / 60_000).toFixed(5)) + 0);

function readSecond(text: string): Second | undefined {
  const pinnedMs = readInstant(text);
  if (pinnedMs !== undefined) return { pinnedMs };
  const fromAMs = Math.round(numberOf(text) * 60_000);
  return Math.abs(fromAMs) <= longestMs ? { behindMs: 0 - fromAMs } : undefined;
}

/** To the centimetre; a value farther than 10 km is none of a hall. */
const metres = (value: number): string => String(Number(value.toFixed(2)) + 0);
const farthestM = 10_000;

const writeCamera = ({ eye, target }: CameraPlace): string => [...eye, ...target].map(metres).join(',');

function readCamera(text: string): CameraPlace | undefined {
  const [a, b, c, d, e, f, more] = text.split(',').map(numberOf);
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return undefined;
  if (f === undefined || more !== undefined) return undefined;
  if (![a, b, c, d, e, f].every((value) => Math.abs(value) <= farthestM)) return undefined;
  if (a === d && b === e && c === f) return undefined;
  return { eye: [a, b, c], target: [d, e, f] };
}

function readSection(text: string): Section | undefined {
  const axis = (['x', 'y', 'z'] as const).find((each) => text.startsWith(each));
  const at = numberOf(text.slice(1));
  return axis !== undefined && Math.abs(at) <= farthestM ? { axis, at } : undefined;
}

function readOpened(text: string): Opened | undefined {
  const [how, machine] = text.split(/:(.*)/s, 2);
  if ((how !== 'explode' && how !== 'ghost') || !machine) return undefined;
  return { how, machine: machine as MachineId };
}
