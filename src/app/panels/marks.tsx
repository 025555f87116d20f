import type { LimitState } from '../../twin/limits.ts';
import type { StateClass } from '../../twin/packml.ts';
import { useText } from '../languages/language.ts';
import './marks.css';

const statePaths: Record<StateClass, string> = {
  running: 'M3 1.5v9l7.5-4.5z',
  idle: 'M6 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  suspended: 'M2.5 2h2.5v8H2.5zM7 2h2.5v8H7z',
  held: 'M1.5 1.5h9v9h-9zM1.5 7.5l6-6M4.5 10.5l6-6',
  stopped: 'M2 2h8v8H2z',
  aborted: 'M1.5 1.5h9v9h-9zM3.5 3.5l5 5M8.5 3.5l-5 5',
  unknown: 'M4 4.2a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1.2M6 9.3v.4',
};

/** A machine state as a shape of its own, so that it is told without colour. Its word stands beside it. */
export function StateMark({ of }: { readonly of: StateClass }) {
  return (
    <svg className={`state-mark state-mark-${of}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={statePaths[of]} />
    </svg>
  );
}

const isOuter = (limit: LimitState): boolean => limit === 'lowLow' || limit === 'highHigh';

/** Red square 1 beyond an outer limit, amber triangle 2 beyond an inner one, nothing when normal. */
export function LimitMark({ of }: { readonly of: LimitState }) {
  const t = useText();
  if (of === 'normal') return null;
  const outer = isOuter(of);
  return (
    <svg
      className="limit-mark"
      viewBox="0 0 14 14"
      width="14"
      height="14"
      role="img"
      aria-label={t(`states.limit.${of}`)}
    >
      <title>{t(`states.limit.${of}`)}</title>
      {outer ? (
        <path className="limit-mark-high" d="M1 1h12v12H1z" />
      ) : (
        <path className="limit-mark-medium" d="M7 .5l6.8 12.5H.2z" />
      )}
      <text
        className={outer ? 'limit-mark-on-high' : 'limit-mark-on-medium'}
        x="7"
        y={outer ? 10.5 : 11.5}
        textAnchor="middle"
      >
        {outer ? '1' : '2'}
      </text>
    </svg>
  );
}

const iconPaths = {
  sound: 'M2.5 6v4h2.5l3.5 3V3L5 6zM11 5.5a3.5 3.5 0 0 1 0 5M13 3.5a6.4 6.4 0 0 1 0 9',
  mute: 'M2.5 6v4h2.5l3.5 3V3L5 6zM11 6l4 4M15 6l-4 4',
  play: 'M5 3v10l8-5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  back: 'M8 3L3.5 8 8 13M12.5 3L8 8l4.5 5',
  forward: 'M8 3l4.5 5L8 13M3.5 3L8 8l-4.5 5',
  toPrevious: 'M12.5 3L6 8l6.5 5zM3.5 3v10',
  toNext: 'M3.5 3L10 8l-6.5 5zM12.5 3v10',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.7 3.7',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  open: 'M6 4l4 4-4 4',
  frame: 'M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6L13 13M3 13l1.4-1.4M11.6 4.4L13 3',
  dark: 'M13 9.5A5.5 5.5 0 1 1 6.5 3a4.5 4.5 0 0 0 6.5 6.5z',
  tree: 'M2 3h12M5 8h9M5 13h9',
  trend: 'M1.5 11l4-4 3 2.5 6-6',
  alarms: 'M3 11.5h10l-1.5-2V7a3.5 3.5 0 0 0-7 0v2.5zM6.5 13.5h3',
  gallery: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z',
  code: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h1.5M13.5 9.5v1.5M11.5 11.5h.01M9.5 13.5h1.5M13.5 13.5h.01',
  link: 'M6.5 9.5l3-3M7.5 4.5L9 3a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.5 11.5L7 13a2.8 2.8 0 0 1-4-4l1.5-1.5',
  done: 'M3 8.5l3.5 3.5L13 5',
  events: 'M3.5 3v10M3.5 4h.01M3.5 8h.01M3.5 12h.01M6.5 4H14M6.5 8H14M6.5 12H14',
  compare: 'M2 3h7v7H2zM7 12.5h7v-7',
  inspector: 'M2 3h12v10H2zM10 3v10',
  timeline: 'M2 3h12v10H2zM2 9.5h12',
  language: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c2.2 1.7 2.2 10.3 0 12M8 2c-2.2 1.7-2.2 10.3 0 12',
  previous: 'M10 3.5L5.5 8l4.5 4.5',
  next: 'M6 3.5L10.5 8 6 12.5',
  live: 'M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM4.5 4.5a5 5 0 0 0 0 7M11.5 4.5a5 5 0 0 1 0 7',
  time: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.5V8l2.5 1.5',
  ask: 'M2.5 3h11v8H8l-3 2.5V11H2.5z',
  overview: 'M2 4l4-1.5 4 1.5 4-1.5v9.5L10 13.5 6 12l-4 1.5zM6 2.5V12M10 4v9.5',
  scan: 'M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M4.5 8h7',
  glove:
    'M4.5 14v-3L2.5 8.5a1 1 0 0 1 1.6-1.2L5.5 8.5V3.2a1 1 0 0 1 2 0V7 2.6a1 1 0 0 1 2 0V7 3.2a1 1 0 0 1 2 0V7.5 5a1 1 0 0 1 2 0v5l-1.5 4z',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  add: 'M8 3v10M3 8h10',
  edit: 'M3 13l.7-2.9L11 2.8l2.2 2.2-7.3 7.3zM9.6 4.2l2.2 2.2',
  remove: 'M3 4.5h10M6 4.5V2.5h4v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  print: 'M4.5 6V2.5h7V6M4.5 11H2.5V6h11v5h-2M4.5 9.5h7v4h-7z',
} as const;

export type IconName = keyof typeof iconPaths;
const filled: ReadonlySet<IconName> = new Set(['play', 'pause']);

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className={filled.has(name) ? 'icon icon-filled' : 'icon'}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
