import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { useStore } from 'zustand';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { displayUnit } from '../../../twin/units.ts';
import { text, useText } from '../../languages/language.ts';
import { lazily } from '../../languages/lazily.ts';
import { formatValue } from '../../languages/values.ts';
import { nowMs } from '../../live/clock.ts';
import { palette } from '../../palette.ts';
import { selectionStore, setTrend, toggleTrend } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { themeStore } from '../../stores/theme.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { CurveWords } from '../compare/curve-words.tsx';
import { useMoments } from '../compare/use-moments.ts';
import { useForecasts } from '../forecast/use-forecasts.ts';
import { Icon } from '../marks.tsx';
import { useReading } from '../reading.ts';
import { siteClock } from '../time/clock-text.ts';
import { spanOf } from '../time/time-window.ts';
import { useSize } from '../use-size.ts';
import type { makeChart } from './chart.ts';
import { fanOf, withFan } from './fan.ts';
import { overlaid, overlayStretch } from './overlay.ts';
import { TextHistory } from './text-history.tsx';
import { thinnedBefore } from './thinned-before.ts';
import { chooseSpan, trendSpans, trendStretch, trendVisible, trendWindowStore } from './trend-window.ts';
import { type Pen, useTrendGrids } from './use-trend-grids.ts';
import './trend.css';

const FanNote = lazily(() => import('../forecast/fan-note.tsx').then(({ FanNote }) => FanNote));
const ThinnedNote = lazily(() => import('./thinned-note.tsx').then(({ ThinnedNote }) => ThinnedNote));

/** Up to eight pens over a window; a click goes to that moment. Without a choice it shows `suggested`. */
export function Trend({ suggested }: { readonly suggested: readonly PlacedTag[] }) {
  const t = useText();
  const { index } = useSession();
  const chosen = useStore(selectionStore, ({ trendTags }) => trendTags);
  const tags = useMemo(() => {
    const known = chosen.flatMap((id) => index.tagById.get(id) ?? []);
    return known.length > 0 ? known : suggested;
  }, [chosen, index, suggested]);
  return (
    <section className="trend" aria-label={t('trend.trend')}>
      <header className="trend-head">
        <h3>{t('trend.trend')}</h3>
        <Spans />
      </header>
      {tags.length === 0 ? (
        <p className="trend-empty muted">{t('trend.choose')}</p>
      ) : (
        <TrendPlot tags={tags} chosen={chosen.length > 0} />
      )}
    </section>
  );
}

function Spans() {
  const t = useText();
  const { spanMs, fixed } = useStore(trendWindowStore);
  return (
    <fieldset className="trend-spans" aria-label={t('time.window')}>
      {fixed && (
        <button type="button" aria-pressed="true" title={t('trend.asAskedTitle')}>
          {t('trend.asAsked')}
        </button>
      )}
      {trendSpans.map((each) => (
        <button
          key={each.label}
          type="button"
          aria-pressed={fixed === null && each.spanMs === spanMs}
          onClick={() => chooseSpan(each.spanMs)}
        >
          {each.label}
        </button>
      ))}
    </fieldset>
  );
}

function TrendPlot({ tags, chosen }: { readonly tags: readonly PlacedTag[]; readonly chosen: boolean }) {
  const t = useText();
  const { index, timeline } = useSession();
  usePulse();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const { width, height } = useSize(host);
  const theme = useStore(themeStore, (state) => state.theme);
  const time = useStore(timeStore);
  const choice = useStore(trendWindowStore);
  const [hovered, setHovered] = useState<number | null>(null);

  const cursorMs = time.mode === 'past' ? time.cursorMs : null;
  const now = nowMs();
  const { lostSinceMs, recording } = useStore(twinStore);
  const forecasts = useForecasts();
  const [lone] = tags;
  const forecast =
    lone && tags.length === 1 && choice.fixed === null ? forecasts?.find(({ slot }) => slot === lone.slot) : undefined;
  const fan = forecast && lone ? fanOf(forecast, lone) : null;
  const past = trendVisible(choice, cursorMs, now);
  const visible = withFan(past, fan);
  const stretch = trendStretch(choice, cursorMs, now, time.playing ? time.speed : 0);
  const buckets = bucketsFor((width * spanOf(stretch)) / spanOf(past));
  const { pens, loading, trouble } = useTrendGrids(tags, stretch, buckets);
  const moments = useMoments();
  const shiftMs = moments === null ? 0 : moments.aMs - moments.bMs;
  const playedSpeed = time.playing && moments && 'behindMs' in moments.second ? time.speed : 0;
  const earlier = overlayStretch(choice, cursorMs, now, shiftMs, playedSpeed);
  const { pens: second } = useTrendGrids(moments === null ? nothing : tags, earlier, buckets);
  // While other pens are on their way the old ones are not drawn in their place.
  const isOf = (own: readonly Pen[]) => own.length === tags.length && own.every((pen, k) => pen.tag === tags[k]);
  const ready = isOf(pens);
  const overlay = moments !== null && isOf(second) ? { pens: second, shiftMs } : null;

  const thinnedMs = thinnedBefore(tags, recording.thinned);

  const latest = useRef({ visible, cursorMs, fan });
  latest.current = { visible, cursorMs, fan };

  const [make, setMake] = useState<{ readonly chart: typeof makeChart } | null>(null);
  useEffect(() => {
    // The first picture does not wait for the charts.
    void import('./chart.ts').then(({ makeChart: chart }) => setMake({ chart }));
  }, []);

  useEffect(() => {
    if (!make || !host.current || width === 0 || height === 0) return;
    const made = make.chart(host.current, {
      site: index.plant.site,
      tags,
      width,
      height,
      fontPx: Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--font-s')) || 11,
      colours: palette[theme],
      visible: () => latest.current.visible,
      cursorMs: () => latest.current.cursorMs,
      fan: () => latest.current.fan,
      onHover: setHovered,
    });
    made.over.addEventListener('click', (event) => timeline.seek(made.posToVal(event.offsetX, 'x')));
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, [make, index, tags, width, height, theme, timeline]);

  // Each pulse and each step of the cursor draws anew: the window slides even when nothing came.
  useEffect(() => {
    chart.current?.setData(
      ready
        ? alignedData(pens, Math.min(now, lostSinceMs ?? now), overlay)
        : [[], ...tags.flatMap(() => [[], [], [], []])],
    );
  });

  const name = tags.map((tag) => `${tag.machine.machine.name} ${tag.tag.name}`).join(', ');
  const empty =
    ready && !loading && pens.every(({ grid, before }) => Number.isNaN(before) && grid.lasts.every(Number.isNaN));
  return (
    <>
      <div
        ref={host}
        className="trend-plot"
        role="img"
        aria-label={t('trend.of', { name })}
        data-loading={loading}
        hidden={tags.every(({ texts }) => texts)}
      >
        {trouble !== '' && <p className="trend-note">{t('trend.none', { why: trouble })}</p>}
        {!ready && trouble === '' && <p className="trend-note muted">{t('inspect.loading')}</p>}
        {empty && <p className="trend-note muted">{t('trend.empty')}</p>}
      </div>
      {tags.map((tag) => tag.texts && <TextHistory key={tag.id} tag={tag} />)}
      {moments !== null && <CurveWords moments={moments} />}
      {forecast && fan && (
        <Suspense>
          <FanNote forecast={forecast} />
        </Suspense>
      )}
      {visible.fromMs < thinnedMs && (
        <p className="trend-thinned muted">
          <Suspense>
            <ThinnedNote beforeMs={thinnedMs} />
          </Suspense>
        </p>
      )}
      <ul className="trend-pens" aria-label={t('trend.pens')}>
        {tags.map((tag, k) => (
          <PenRow key={tag.id} tag={tag} k={k} removable={chosen} pen={ready ? pens[k] : undefined} hovered={hovered} />
        ))}
      </ul>
      {chosen && tags.length > 1 && (
        <button type="button" className="trend-clear" onClick={() => setTrend([])}>
          {t('trend.clear')}
        </button>
      )}
    </>
  );
}

interface PenRowProps {
  readonly tag: PlacedTag;
  readonly k: number;
  readonly removable: boolean;
  readonly pen: Pen | undefined;
  readonly hovered: number | null;
}

/** The value under the pointer with its moment, else the value shown now. */
function PenRow({ tag, k, removable, pen, hovered }: PenRowProps) {
  const t = useText();
  const { index } = useSession();
  const reading = useReading(tag);
  const bucket = hovered !== null && pen ? pen.grid.lasts[hovered] : undefined;
  const pointed = bucket !== undefined && !Number.isNaN(bucket) && pen && hovered !== null;
  const unit = tag.tag.unit === undefined ? '' : ` ${displayUnit(tag.tag.unit)}`;
  return (
    <li className="trend-pen">
      <span className={`pen pen-${k + 1}`} />
      <span className="trend-pen-name" title={tag.id}>
        {tag.tag.name} <span className="muted">{tag.machine.machine.name}</span>
      </span>
      {pointed ? (
        <span className="trend-pen-value">
          <span className="muted">
            {siteClock(index.plant.site.timeZone).time(pen.grid.fromMs + hovered * pen.grid.bucketMs)}
          </span>{' '}
          {tag.texts ? formatValue(tag, bucket) : between(tag, pen.grid.lows[hovered]!, pen.grid.highs[hovered]!)}
          {unit}
        </span>
      ) : (
        <span className="trend-pen-value" data-trust={reading.trust}>
          {reading.note && <span className="muted">{reading.note} </span>}
          {reading.text} {reading.unit}
        </span>
      )}
      {removable && (
        <button
          type="button"
          className="trend-remove"
          aria-label={t('trend.remove', { name: tag.tag.name })}
          onClick={() => toggleTrend(tag.id)}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

function between(tag: PlacedTag, low: number, high: number): string {
  const [from, to] = [formatValue(tag, low), formatValue(tag, high)];
  return from === to ? from : text('inspect.range', { from, to });
}

/** A bucket a pixel, in steps so that a resized window does not ask at every pixel. */
const bucketsFor = (width: number): number => Math.min(4000, Math.ceil(width / 100) * 100);

const nothing: readonly PlacedTag[] = [];

interface Overlay {
  readonly pens: readonly Pen[];
  readonly shiftMs: number;
}

/** Of each pen the columns that `makeChart` draws; without an overlay the last is empty. */
function alignedData(pens: readonly Pen[], now: number, overlay: Overlay | null): uPlot.AlignedData {
  const { fromMs, bucketMs, lasts } = pens[0]!.grid;
  const times = Array.from(lasts, (_, k) => fromMs + (k + 0.5) * bucketMs);
  const columns = pens.map(({ tag, grid, before }, k) => {
    const none = times.map(() => null);
    if (tag.texts) return [none, none, none, none];
    const { highs, lows, lasts: last } = grid.columns(now, before);
    const second = overlay?.pens[k];
    if (!overlay || !second) return [highs, lows, last, none];
    const own = second.grid.columns(now, second.before).lasts;
    const onto = { fromMs, bucketMs, count: times.length };
    return [highs, lows, last, overlaid(own, second.grid, onto, overlay.shiftMs)];
  });
  return [times, ...columns.flat()];
}
