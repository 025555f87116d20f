import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Span } from '../../../twin/calendar.ts';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { text, useText } from '../../languages/language.ts';
import { packmlWord } from '../../languages/values.ts';
import { nowMs } from '../../live/clock.ts';
import { selectionStore } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { SecondCursor } from '../compare/second-cursor.tsx';
import { ForecastLane } from '../forecast/forecast-lane.tsx';
import { useForecasts } from '../forecast/use-forecasts.ts';
import { SummaryLanes, SummaryNames, useLanePlan } from '../lanes/summary-lanes.tsx';
import { useStateRecord } from '../record.ts';
import { useSize } from '../use-size.ts';
import { ago, duration, siteClock } from './clock-text.ts';
import { keyMachines } from './key-machines.ts';
import { LoopBand, LoopLength } from './loop-band.tsx';
import { NoteMarks } from './note-marks.tsx';
import { stateSince } from './state-spans.ts';
import { stripKey } from './strip-key.ts';
import { LaneName, Lanes } from './strip-lanes.tsx';
import { Scale, Unrecorded } from './strip-scale.tsx';
import { following, shareOf, spanOf, timeAt, within } from './time-window.ts';
import { holdView, releaseView, timelineBounds, timelineViewStore, timelineWindow, zoomView } from './timeline-view.ts';
import { TransportNote } from './transport-note.tsx';
import { transportStore } from './transport-store.ts';
import { type Shown, shareAt, useStripPointer } from './use-strip-pointer.ts';

/** CSS px; the rest of the strip's height is the scale. */
const lanePitchPx = 12;
const widestPitchPx = 18;
const scalePx = 34;
/** In a shorter window, moments are told to the millisecond. */
const secondsMs = 60_000;

/** The record to scrub in: drag goes to a moment or marks a range, the wheel and two fingers zoom and pan. */
export function TimelineStrip() {
  const t = useText();
  const { index, timeline } = useSession();
  usePulse();
  const time = useStore(timeStore);
  const extent = useStore(twinStore, ({ recording }) => recording.extent);
  const view = useStore(timelineViewStore);
  const track = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(track);
  const [hover, setHover] = useState<{ readonly share: number; readonly lane: number } | null>(null);
  const marking = useStore(transportStore, (state) => state.marking || state.placing);
  const clock = siteClock(index.plant.site.timeZone);
  const selected = useStore(selectionStore, ({ machine }) => machine);
  const plan = useLanePlan(height - scalePx);
  const topPx = scalePx + plan.heightPx;
  const room = Math.max(0, Math.floor((height - topPx) / lanePitchPx));
  const machines = useMemo(() => keyMachines(index, selected, room), [index, selected, room]);
  const pitch = machines.length > 0 ? Math.min(widestPitchPx, (height - topPx) / machines.length) : 0;

  const now = nowMs();
  const live = time.mode === 'live';
  const cursorMs = live ? now : time.cursorMs;
  const bounds = timelineBounds(extent, now);
  const window = timelineWindow(view, bounds, now);
  // To the pixel: what is drawn up to now is drawn anew when that is to be seen, not with every move of a hand.
  const pixelMs = spanOf(window) / Math.max(1, width);
  const drawnMs = Math.floor(now / pixelMs) * pixelMs;
  useKeepInView(window, bounds, cursorMs, live);

  const latest = useRef<Shown>({ window, bounds, live });
  latest.current = { window, bounds, live };
  useWheel(track, latest);
  const pointer = useStripPointer(latest);

  return (
    <>
      <div className="strip-names" style={{ lineHeight: `${pitch}px` }}>
        <TransportNote />
        <SummaryNames lanes={plan.lanes} />
        {machines.map((machine) => (
          <LaneName
            key={machine.machine.id}
            machine={machine}
            window={window}
            selected={machine.machine.id === selected}
          />
        ))}
      </div>
      <div className="strip-frame">
        <div
          ref={track}
          className="strip"
          style={{ '--lanes-height': `${plan.heightPx}px` } as CSSProperties}
          role="slider"
          tabIndex={0}
          aria-label={t('time.time')}
          aria-orientation="horizontal"
          aria-valuemin={bounds.fromMs}
          aria-valuemax={now}
          aria-valuenow={cursorMs}
          aria-valuetext={
            live ? `${t('time.live')}, ${clock.moment(now)}` : `${clock.moment(cursorMs)}, ${ago(cursorMs, now)}`
          }
          data-marking={marking}
          {...pointer}
          onPointerMove={(event) => {
            const top = event.clientY - event.currentTarget.getBoundingClientRect().top;
            setHover({ share: shareAt(event), lane: Math.floor((top - topPx) / pitch) });
            pointer.onPointerMove(event);
          }}
          onPointerLeave={() => setHover(null)}
          onKeyDown={(event) => {
            if (event.altKey || event.ctrlKey || event.metaKey) return;
            if (stripKey(event, timeline, latest.current, cursorMs)) event.preventDefault();
          }}
        >
          <Scale window={window} width={width} />
          <SummaryLanes window={window} width={width} lanes={plan.lanes} now={drawnMs} />
          <Lanes window={window} width={width} pitch={pitch} machines={machines} />
          {index.machines.every(({ stateTag }) => stateTag === undefined) && (
            <p className="strip-laneless">
              <span>{t('time.noStates')}</span>
            </p>
          )}
          <Unrecorded window={window} extent={extent} now={drawnMs} />
          {time.loop && <LoopBand loop={time.loop} window={window} />}
          {hover && (
            <Hover
              timeMs={timeAt(window, hover.share)}
              share={hover.share}
              px={hover.share * width}
              machine={machines[hover.lane]}
              window={window}
            />
          )}
          <span
            className="strip-cursor"
            style={{ transform: `translateX(${Math.min(1, Math.max(0, shareOf(window, cursorMs))) * width}px)` }}
          />
        </div>
        {time.loop && <LoopLength loop={time.loop} window={window} />}
        <SecondCursor window={window} bounds={bounds} />
        <ForecastLane window={window} height={height} now={drawnMs} />
      </div>
      <NoteMarks window={window} width={width} />
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
function useWheel(track: { readonly current: HTMLDivElement | null }, latest: { readonly current: Shown }): void {
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

interface HoverProps {
  readonly timeMs: number;
  readonly share: number;
  /** As the share, CSS px. */
  readonly px: number;
  readonly machine: PlacedMachine | undefined;
  readonly window: Span;
}

/** What a press would go to, and the state of the machine whose lane is under the pointer. */
function Hover({ timeMs, share, px, machine, window }: HoverProps) {
  const { index } = useSession();
  const record = useStateRecord();
  const rows = machine?.stateTag && record.rows(machine.stateTag.slot, window);
  const state = rows && stateSince(rows, timeMs);
  const clock = siteClock(index.plant.site.timeZone);
  const forecasts = useForecasts();
  if (timeMs > nowMs()) {
    return (
      <span className="strip-hover" data-side="left" style={{ transform: `translateX(${px}px)` }}>
        <span>
          {text(forecasts === null ? 'forecast.liveOnly' : forecasts.length > 0 ? 'forecast.title' : 'forecast.none')}
        </span>
      </span>
    );
  }
  return (
    <span
      className="strip-hover"
      data-side={share > 0.7 ? 'left' : 'right'}
      style={{ transform: `translateX(${px}px)` }}
    >
      <span>
        {spanOf(window) < secondsMs ? clock.millis(timeMs) : clock.moment(timeMs)}
        {machine && state && ` · ${machine.machine.name} ${packmlWord(state.code)}`}
        {state && rows && rows.bucketMs > 0 && ` (${text('lanes.worstOf', { length: duration(rows.bucketMs) })})`}
      </span>
    </span>
  );
}
