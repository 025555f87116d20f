import { memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { TimelineSummary } from '../../../series/columns.ts';
import type { Priority } from '../../../twin/alarm.ts';
import type { Span } from '../../../twin/calendar.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { productionTags } from '../../../twin/production.ts';
import { displayUnit } from '../../../twin/units.ts';
import { number, text, useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { themeStore } from '../../stores/theme.ts';
import { PriorityMark } from '../alarms/priority-mark.tsx';
import { holdView } from '../time/timeline-view.ts';
import { type LaneName, lanesHeight, type PlannedLane, planLanes } from './lane-plan.ts';
import { barsIn, greatestRate, onsetsAt, paintLanes } from './paint-lanes.ts';
import { isComing } from './summary-record.ts';
import { useSummary } from './use-summary.ts';
import './lanes.css';

/** The lanes of the whole plant that fit into the room below the scale, CSS px, and how high they are together. */
export function useLanePlan(roomPx: number): { readonly lanes: readonly PlannedLane[]; readonly heightPx: number } {
  const { index } = useSession();
  return useMemo(() => {
    const lanes = planLanes(roomPx, productionTags(index).length > 0);
    return { lanes, heightPx: lanesHeight(lanes) };
  }, [index, roomPx]);
}

const priorities: readonly Priority[] = [1, 2, 3];

export function SummaryNames({ lanes }: { readonly lanes: readonly PlannedLane[] }) {
  const t = useText();
  return lanes.map(({ name, heightPx }) => (
    <span key={name} className="lane-name" style={{ height: heightPx, lineHeight: `${heightPx}px` }}>
      <span>{t(`lanes.${name}`)}</span>
      {name === 'alarms' && priorities.map((priority) => <PriorityMark key={priority} of={priority} />)}
    </span>
  ));
}

interface SummaryLanesProps {
  readonly window: Span;
  readonly width: number;
  readonly lanes: readonly PlannedLane[];
  /** Nothing is drawn of what comes after it. */
  readonly now: number;
}

/** Alarms, production and data gaps of the whole plant along the timeline; an alarm's bar goes to the first of them. */
export const SummaryLanes = memo(function SummaryLanes({ window, width, lanes, now }: SummaryLanesProps) {
  useText(); // its words are said anew in another language, though nothing else has changed
  const { index, timeline } = useSession();
  const summary = useSummary(window, width);
  const theme = useStore(themeStore, (state) => state.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hover, setHover] = useState<{ readonly timeMs: number; readonly lane: LaneName } | null>(null);
  const heightPx = lanesHeight(lanes);

  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context || width === 0 || heightPx === 0) return;
    target.width = Math.round(width * devicePixelRatio);
    target.height = Math.round(heightPx * devicePixelRatio);
    if (summary) paintLanes(context, lanes, summary, window, now, theme, devicePixelRatio);
  }, [lanes, heightPx, summary, window, width, now, theme]);

  const timeAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return window.fromMs + ((event.clientX - box.left) / box.width) * (window.toMs - window.fromMs);
  };
  const bucketAt = (timeMs: number) => (summary ? Math.floor((timeMs - summary.fromMs) / summary.bucketMs) : -1);
  const goToOnset = (event: PointerEvent) => {
    const onsetMs = summary?.firstOnsetsMs[bucketAt(timeAt(event))];
    if (event.button !== 0 || onsetMs === undefined || Number.isNaN(onsetMs)) return;
    // Else the strip would go to the moment under the pointer.
    event.stopPropagation();
    timeline.pause();
    holdView(window);
    timeline.seek(onsetMs);
  };

  const bars = summary ? barsIn(summary, window, now) : [];
  const most = summary ? greatestRate(summary, bars) : 0;
  return (
    <div className="summary-lanes" style={{ height: heightPx }}>
      <canvas ref={canvas} style={{ height: heightPx }} />
      {lanes.map(({ name, topPx, heightPx: laneHeight }) => (
        <div
          key={name}
          className={`lane lane-${name}`}
          data-lane={name}
          data-pointed={
            name === 'alarms' && hover !== null && summary !== null && onsetsAt(summary, bucketAt(hover.timeMs)) > 0
          }
          style={{ top: topPx, height: laneHeight }}
          onPointerMove={(event) => setHover({ timeMs: timeAt(event), lane: name })}
          onPointerLeave={() => setHover(null)}
          {...(name === 'alarms' && { onPointerDown: goToOnset })}
        >
          {name === 'alarms' && summary !== null && isComing(summary) && (
            <span className="lane-most" role="status">
              {text('lanes.coming')}
            </span>
          )}
          {name === 'rate' && most > 0 && (
            <span className="lane-most">{text('lanes.most', { rate: rateWords(index, most) })}</span>
          )}
        </div>
      ))}
      {hover && summary && bucketAt(hover.timeMs) >= 0 && hover.timeMs < now && (
        <HoverWords window={window} hover={hover} words={words(index, summary, bucketAt(hover.timeMs), hover.lane)} />
      )}
    </div>
  );
});

interface HoverWordsProps {
  readonly window: Span;
  readonly hover: { readonly timeMs: number };
  readonly words: string;
}

function HoverWords({ window, hover, words }: HoverWordsProps) {
  const share = (hover.timeMs - window.fromMs) / (window.toMs - window.fromMs);
  return (
    <span className="lane-hover" data-side={share > 0.7 ? 'left' : 'right'} style={{ left: `${share * 100}%` }}>
      {words}
    </span>
  );
}

/** "1,432 bottles/min" */
function rateWords(index: PlantIndex, rate: number): string {
  const unit = displayUnit(productionTags(index)[0]?.tag.unit ?? '');
  return `${number(rate, rate < 10 ? 1 : 0)} ${unit}/min`;
}

/** The numbers of a bucket. */
function words(index: PlantIndex, summary: TimelineSummary, bucket: number, lane: LaneName): string {
  if (summary.recorded[bucket] === 0) return text('lanes.gap');
  if (summary.recorded[bucket] === 2) return text('lanes.coming');
  const rate = summary.rates[bucket] ?? Number.NaN;
  if (lane === 'rate') return Number.isNaN(rate) ? text('lanes.noRate') : rateWords(index, rate);
  if (lane === 'gaps') return text('lanes.noGap');
  const count = onsetsAt(summary, bucket);
  const parts = priorities.flatMap((priority, k) => {
    const own = summary.onsets[k]![bucket]!;
    return own > 0 ? [text('alarms.ofPriority', { count: own, priority })] : [];
  });
  return count > 0 ? `${text('alarms.count', { count })}: ${parts.join(', ')}` : text('lanes.noAlarms');
}
