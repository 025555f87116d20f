import { useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { noValue } from '../../twin/format-value.ts';
import { type LimitState, limitState } from '../../twin/limits.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { displayUnit } from '../../twin/units.ts';
import { text } from '../languages/language.ts';
import { formatValue } from '../languages/values.ts';
import { nowMs } from '../live/clock.ts';
import type { LiveTable } from '../live/live-table.ts';
import { useSession } from '../stores/session.ts';
import { type TimeState, timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { duration } from './time/clock-text.ts';

/** A tag's value as it may be shown: never a number that is not to be trusted without saying so. */
export interface Reading {
  readonly value: number;
  /** Without its unit; "–" where nothing may be shown. */
  readonly text: string;
  readonly unit: string;
  readonly trust: 'good' | 'uncertain' | 'stale' | 'bad' | 'none';
  /** What is wrong with it, "" when good. */
  readonly note: string;
  readonly limit: LimitState;
}

/** `atMs` is the moment shown; `lost` = the connection is gone, so that every value is an old one. */
export function readingOf(tag: PlacedTag, table: LiveTable, atMs: number, lost: boolean): Reading {
  const { slot } = tag;
  const timeMs = table.timesMs[slot]!;
  const value = table.values[slot]!;
  const quality = table.qualities[slot]!;
  const unit = tag.tag.unit === undefined ? '' : displayUnit(tag.tag.unit);
  if (Number.isNaN(timeMs) || (Number.isNaN(value) && quality < Quality.bad)) {
    return { value: Number.NaN, text: noValue, unit: '', trust: 'none', note: text('states.noValue'), limit: 'normal' };
  }
  if (quality === Quality.bad) {
    return { value: Number.NaN, text: noValue, unit: '', trust: 'bad', note: text('states.bad'), limit: 'normal' };
  }
  const shown = formatValue(tag, value);
  const age = duration(atMs - timeMs);
  if (quality === Quality.stale)
    return { value, text: shown, unit, trust: 'stale', note: text('states.stale', { age }), limit: 'normal' };
  // An alarm does not go away with the connection.
  const limit = limitState(tag.tag.limits, value);
  if (lost) return { value, text: shown, unit, trust: 'stale', note: text('states.old', { age }), limit };
  if (quality === Quality.uncertain)
    return { value, text: shown, unit, trust: 'uncertain', note: text('states.uncertain'), limit };
  return { value, text: shown, unit, trust: 'good', note: '', limit };
}

/** In the past the cursor, else now: what every age is counted from. */
export const shownMs = (time: TimeState): number => (time.mode === 'past' ? time.cursorMs : nowMs());

const isLost = (): boolean => timeStore.getState().mode === 'live' && twinStore.getState().connection !== 'connected';

/** The connection is gone and the values shown are the last ones that came. */
export function useLost(): boolean {
  const live = useStore(timeStore, ({ mode }) => mode === 'live');
  return useStore(twinStore, ({ connection }) => connection !== 'connected') && live;
}

/** A tag's reading; re-renders on a pulse, and only when what is shown differs. */
export function useReading(tag: PlacedTag): Reading {
  const { table, pulse } = useSession();
  const last = useRef<{ readonly tag: PlacedTag; readonly reading: Reading } | null>(null);
  return useSyncExternalStore(pulse.subscribe, () => {
    const reading = readingOf(tag, table, shownMs(timeStore.getState()), isLost());
    if (last.current?.tag === tag && same(last.current.reading, reading)) return last.current.reading;
    last.current = { tag, reading };
    return reading;
  });
}

const same = (a: Reading, b: Reading): boolean =>
  Object.is(a.value, b.value) && a.text === b.text && a.trust === b.trust && a.note === b.note && a.limit === b.limit;
