import { memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Span } from '../../../twin/calendar.ts';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { nowMs } from '../../live/clock.ts';
import { select, selectionStore } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { themeStore } from '../../stores/theme.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { useStateRecord } from '../record.ts';
import { useSize } from '../use-size.ts';
import { ago, siteClock } from './clock-text.ts';
import { keyMachines } from './key-machines.ts';
import { paintLane } from './lane-painter.ts';
import { pixelRuns, stateSpans } from './state-spans.ts';
import { shiftBands, ticks } from './ticks.ts';
import { following, shareOf, spanOf, timeAt, within } from './time-window.ts';
import { holdView, releaseView, timelineBounds, timelineViewStore, timelineWindow, zoomView } from './timeline-view.ts';

/** The record to scrub in: drag goes to a moment, the wheel zooms, with Shift or sideways it pans. */
export function TimelineStrip() {
  const { index, timeline } = useSession();
  usePulse();
  const time = useStore(timeStore);
  const extent = useStore(twinStore, ({ recording }) => recording.extent);
  const view = useStore(timelineViewStore);
  const track = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(track);
  const [hoverShare, setHoverShare] = useState<number | null>(null);
  const resume = useRef(false);
  const clock = siteClock(index.plant.site.timeZone);
  const selected = useStore(selectionStore, ({ machine }) => machine);
  const room = Math.max(0, Math.floor((height - scalePx) / lanePitchPx));
  const machines = useMemo(() => keyMachines(index, selected, room), [index, selected, room]);
  const pitch = machines.length > 0 ? Math.min(widestPitchPx, (height - scalePx) / machines.length) : 0;

  const now = nowMs();
  const live = time.mode === 'live';
  const cursorMs = live ? now : time.cursorMs;
  const bounds = timelineBounds(extent, now);
  const window = timelineWindow(view, bounds, now);
  useKeepInView(window, bounds, cursorMs, live);

  const latest = useRef({ window, bounds, live });
  latest.current = { window, bounds, live };
  useWheel(track, latest);

  const shareAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const scrub = (event: PointerEvent) => timeline.seek(timeAt(latest.current.window, shareAt(event)));
  const letGo = () => {
    if (resume.current) timeline.play();
    resume.current = false;
  };

  return (
    <>
      <div className="strip-names" style={{ lineHeight: `${pitch}px` }}>
        {machines.map((machine) => (
          <LaneName key={machine.machine.id} machine={machine} selected={machine.machine.id === selected} />
        ))}
      </div>
      <div
        ref={track}
        className="strip"
        role="slider"
        tabIndex={0}
        aria-label="Time"
        aria-orientation="horizontal"
        aria-valuemin={bounds.fromMs}
        aria-valuemax={now}
        aria-valuenow={cursorMs}
        aria-valuetext={live ? `live, ${clock.moment(now)}` : `${clock.moment(cursorMs)}, ${ago(cursorMs, now)}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          resume.current = timeStore.getState().playing;
          timeline.pause();
          holdView(window);
          scrub(event);
        }}
        onPointerMove={(event) => {
          setHoverShare(shareAt(event));
          if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
        }}
        onPointerUp={letGo}
        onPointerCancel={letGo}
        onPointerLeave={() => setHoverShare(null)}
      >
        <Scale window={window} width={width} />
        <Lanes window={window} width={width} pitch={pitch} machines={machines} />
        <Unrecorded window={window} extent={extent} now={now} />
        {hoverShare !== null && (
          <span
            className="strip-hover"
            data-side={hoverShare > 0.8 ? 'left' : 'right'}
            style={{ left: `${hoverShare * 100}%` }}
          >
            <span>{clock.moment(timeAt(window, hoverShare))}</span>
          </span>
        )}
        <span
          className="strip-cursor"
          style={{ left: `${Math.min(1, Math.max(0, shareOf(window, cursorMs))) * 100}%` }}
        />
      </div>
    </>
  );
}

/** In the past the window stands still and turns the page when the cursor leaves it; back in live it follows now. */
function useKeepInView(window: Span, bounds: Span, cursorMs: number, live: boolean): void {
  const view = useStore(timelineViewStore);
  useEffect(() => {
    if (live) {
      if (view.still) releaseView();
      return;
    }
    const next = following(window, cursorMs, bounds);
    if (next !== window || view.still === null) holdView(next);
  });
}

/** Not React's own wheel handler: that one is passive and cannot keep the page from scrolling. */
function useWheel(
  track: { readonly current: HTMLDivElement | null },
  latest: { readonly current: { readonly window: Span; readonly bounds: Span; readonly live: boolean } },
): void {
  useEffect(() => {
    const target = track.current;
    if (!target) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { window, bounds, live } = latest.current;
      const box = target.getBoundingClientRect();
      const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        if (live) return; // the live window follows now
        const byMs = (sideways / box.width) * spanOf(window);
        const moved = within({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, bounds);
        const { cursorMs } = timeStore.getState();
        if (cursorMs >= moved.fromMs && cursorMs <= moved.toMs) holdView(moved);
        return;
      }
      const about = timeAt(window, (event.clientX - box.left) / box.width);
      zoomView(window, about, 1.0015 ** event.deltaY, live, bounds);
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [track, latest]);
}

const Scale = memo(function Scale({ window, width }: { readonly window: Span; readonly width: number }) {
  const { site } = useSession().index.plant;
  const spacing = width > 0 ? Math.max(72, width / 14) : 72;
  const at = (timeMs: number) => `${shareOf(window, timeMs) * 100}%`;
  return (
    <div className="strip-scale" aria-hidden="true">
      {shiftBands(site, window).map((band, k) => (
        <span
          key={band.fromMs}
          className={k % 2 === 0 ? 'strip-shift' : 'strip-shift strip-shift-odd'}
          style={{ left: at(band.fromMs), width: `${((band.toMs - band.fromMs) / spanOf(window)) * 100}%` }}
        >
          <span>{band.name}</span>
        </span>
      ))}
      {ticks(site, window, width, spacing).map((tick) => (
        <span
          key={tick.timeMs}
          className={tick.midnight ? 'strip-tick strip-midnight' : 'strip-tick'}
          style={{ left: at(tick.timeMs) }}
        >
          <span>{tick.label}</span>
        </span>
      ))}
    </div>
  );
});

/** Before the first and after the last stored moment. */
function Unrecorded({
  window,
  extent,
  now,
}: {
  readonly window: Span;
  readonly extent: Span | null;
  readonly now: number;
}) {
  const first = extent ? Math.min(1, Math.max(0, shareOf(window, extent.fromMs))) : 1;
  const last = Math.min(1, Math.max(0, shareOf(window, now)));
  return (
    <>
      {first > 0 && (
        <span className="strip-unrecorded" style={{ left: 0, width: `${first * 100}%` }} title="Not recorded" />
      )}
      {last < 1 && <span className="strip-ahead" style={{ left: `${last * 100}%`, right: 0 }} />}
    </>
  );
}

/** CSS px; the rest of the strip's height is the scale. */
const lanePitchPx = 12;
const widestPitchPx = 18;
const scalePx = 34;

interface LanesProps {
  readonly window: Span;
  readonly width: number;
  readonly pitch: number;
  readonly machines: readonly PlacedMachine[];
}

const Lanes = memo(function Lanes({ window, width, pitch, machines }: LanesProps) {
  const record = useStateRecord();
  const theme = useStore(themeStore, (state) => state.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const now = nowMs();

  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context || width === 0 || pitch === 0) return;
    const ratio = devicePixelRatio;
    target.width = Math.round(width * ratio);
    target.height = Math.round(pitch * machines.length * ratio);
    const shown = { fromMs: window.fromMs, toMs: Math.min(now, window.toMs) };
    if (shown.toMs <= shown.fromMs) return;
    machines.forEach((machine, k) => {
      const rows = record.rows(machine.stateTag!.slot, window);
      if (rows === null) return;
      const runs = pixelRuns(stateSpans(rows, shown), window, target.width);
      paintLane(context, runs, Math.round((k * pitch + 2) * ratio), Math.round((pitch - 4) * ratio), theme, ratio);
    });
  });

  return <canvas ref={canvas} className="strip-lanes" style={{ height: pitch * machines.length }} />;
});

function LaneName({ machine, selected }: { readonly machine: PlacedMachine; readonly selected: boolean }) {
  return (
    <button
      type="button"
      className={selected ? 'strip-name strip-name-selected' : 'strip-name'}
      // By keyboard machines are chosen in the tree.
      tabIndex={-1}
      onClick={() => select(machine.machine.id)}
    >
      {machine.machine.name}
    </button>
  );
}
