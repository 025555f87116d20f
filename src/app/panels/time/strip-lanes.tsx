import { memo, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Span } from '../../../twin/calendar.ts';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { select } from '../../stores/selection.ts';
import { themeStore } from '../../stores/theme.ts';
import { useStateRecord } from '../record.ts';
import { duration } from './clock-text.ts';
import { paintLane } from './lane-painter.ts';
import { pixelRuns, stateSpans } from './state-spans.ts';

interface LanesProps {
  readonly window: Span;
  readonly width: number;
  readonly pitch: number;
  readonly machines: readonly PlacedMachine[];
}

/** A lane of states a machine, `pitch` CSS px apart. */
export const Lanes = memo(function Lanes({ window, width, pitch, machines }: LanesProps) {
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

interface LaneNameProps {
  readonly machine: PlacedMachine;
  readonly window: Span;
  readonly selected: boolean;
}

export function LaneName({ machine, window, selected }: LaneNameProps) {
  const t = useText();
  const bucketMs = useStateRecord().rows(machine.stateTag!.slot, window)?.bucketMs ?? 0;
  return (
    <button
      type="button"
      className={selected ? 'strip-name strip-name-selected' : 'strip-name'}
      // By keyboard machines are chosen in the tree.
      tabIndex={-1}
      onClick={() => select(machine.machine.id)}
    >
      {bucketMs > 0 && <abbr title={t('lanes.summed', { length: duration(bucketMs) })}>≈ </abbr>}
      {machine.machine.name}
    </button>
  );
}
