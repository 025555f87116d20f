import { useState } from 'react';
import { useStore } from 'zustand';
import { shiftAt } from '../../../twin/calendar.ts';
import type { Site } from '../../../twin/plant.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { compareWith, putSecond, startComparing, togglePin } from '../../stores/comparison.ts';
import { panesStore, showInSheet } from '../../stores/panes.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { Icon } from '../marks.tsx';
import { shownMs } from '../reading.ts';
import { siteClock } from '../time/clock-text.ts';
import { transportStore } from '../time/transport-store.ts';
import { TypedMoment } from '../time/typed-moment.tsx';
import { distanceWords } from './compare-words.ts';
import { useMoments } from './use-moments.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How far before A, ms. A shift is as long as the one that A is in; null between shifts. */
const presets = {
  minute: () => minuteMs,
  hour: () => hourMs,
  shift(site: Site, aMs: number): number | null {
    const shift = shiftAt(site, aMs);
    return shift && shift.toMs - shift.fromMs;
  },
  day: () => dayMs,
  week: () => 7 * dayMs,
} as const;
type Preset = keyof typeof presets;
const presetNames = Object.keys(presets) as Preset[];

/** Where A and B are, and every way to set B: by its distance, typed, at the moment shown, on the timeline; pinned or not. */
export function CompareControls() {
  const t = useText();
  const { index } = useSession();
  usePulse();
  const moments = useMoments();
  const time = useStore(timeStore);
  const { placing } = useStore(transportStore);
  const extent = useStore(twinStore, ({ recording }) => recording.extent);
  const [typing, setTyping] = useState(false);
  const { site } = index.plant;
  const clock = siteClock(site.timeZone);
  const aMs = shownMs(time);
  const pinned = moments !== null && 'pinnedMs' in moments.second;
  return (
    <header className="compare-controls">
      <p className="compare-moment" title={t('compare.a')}>
        <b className="compared-a">A</b>
        <span>{clock.moment(aMs)}</span>
        {time.mode === 'live' && <span className="muted">{t('compare.live')}</span>}
      </p>
      {moments === null ? (
        <button
          type="button"
          className="compare-start"
          title={t('compare.compareHint')}
          onClick={() => startComparing(aMs, extent?.fromMs ?? aMs)}
        >
          {t('compare.compare')}
        </button>
      ) : (
        <>
          <div className="compare-moment" title={t('compare.b')}>
            <b className="compared-b">B</b>
            {typing ? (
              <TypedMoment
                label={t('compare.goTo')}
                onTime={(atMs) => putSecond(Math.min(atMs, nowMs()), shownMs(timeStore.getState()))}
                onDone={() => setTyping(false)}
              />
            ) : (
              <button type="button" title={t('compare.typeTime')} onClick={() => setTyping(true)}>
                {clock.moment(moments.bMs)}
              </button>
            )}
            <button
              type="button"
              className="compare-clear"
              aria-label={t('compare.clear')}
              title={t('compare.clearHint')}
              onClick={() => compareWith(null)}
            >
              <Icon name="close" />
            </button>
          </div>
          <div className="compare-row">
            <Distance aMs={aMs} site={site} />
            <button
              type="button"
              aria-pressed={pinned}
              title={t('compare.pinHint')}
              onClick={() => togglePin(shownMs(timeStore.getState()), nowMs())}
            >
              {t('compare.pin')}
            </button>
          </div>
          <div className="compare-row">
            <button
              type="button"
              title={t('compare.hereHint')}
              onClick={() => compareWith({ pinnedMs: shownMs(timeStore.getState()) })}
            >
              {t('compare.here')}
            </button>
            <button
              type="button"
              aria-pressed={placing}
              title={t('compare.placeHint')}
              onClick={() => {
                transportStore.setState({ placing: !placing, marking: false });
                if (!placing && panesStore.getState().arrangement === 'tablet') showInSheet('time');
              }}
            >
              {t('compare.place')}
            </button>
          </div>
        </>
      )}
    </header>
  );
}

function Distance({ aMs, site }: { readonly aMs: number; readonly site: Site }) {
  const t = useText();
  const moments = useMoments();
  if (moments === null) return null;
  const { second, bMs } = moments;
  const lengths = presetNames.flatMap((name) => {
    const ms = presets[name](site, aMs);
    return ms === null ? [] : [{ name, ms }];
  });
  const chosen = 'behindMs' in second ? lengths.find(({ ms }) => ms === second.behindMs) : undefined;
  return (
    <select
      aria-label={t('compare.distance')}
      value={chosen?.name ?? ''}
      onChange={(event) => {
        const preset = lengths.find(({ name }) => name === event.target.value);
        if (preset) compareWith({ behindMs: preset.ms });
      }}
    >
      {chosen === undefined && <option value="">{distanceWords(second, aMs, bMs)}</option>}
      {lengths.map(({ name }) => (
        <option key={name} value={name}>
          {t(`compare.presets.${name}`)}
        </option>
      ))}
    </select>
  );
}
