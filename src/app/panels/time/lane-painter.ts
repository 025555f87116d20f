import type { StateClass } from '../../../twin/packml.ts';
import { type Palette, palette, type ThemeName } from '../../palette.ts';
import type { PixelRun } from './state-spans.ts';

type Fill = string | CanvasPattern;

const colourOf: Record<Exclude<StateClass, 'unknown'>, (colours: Palette) => string> = {
  running: (colours) => colours.stateRunning,
  idle: (colours) => colours.stateIdle,
  suspended: (colours) => colours.stateSuspended,
  held: (colours) => colours.stateHeld,
  stopped: (colours) => colours.stateStopped,
  aborted: (colours) => colours.stateAborted,
};

/** Lines across a tile of the pattern, in quarters of it: a grey alone would not be told from its neighbour. */
const hatches: Partial<Record<StateClass, readonly (readonly [number, number, number, number])[]>> = {
  suspended: [[0.5, 0, 0.5, 1]],
  held: [
    [0, 1, 1, 0],
    [-0.5, 0.5, 0.5, -0.5],
    [0.5, 1.5, 1.5, 0.5],
  ],
  aborted: [
    [0, 1, 1, 0],
    [0, 0, 1, 1],
  ],
};

const fills = new Map<string, Fill>();

function fillOf(context: CanvasRenderingContext2D, state: StateClass, theme: ThemeName, ratio: number): Fill | null {
  if (state === 'unknown') return null;
  const key = `${theme} ${ratio} ${state}`;
  const known = fills.get(key);
  if (known) return known;
  const colours = palette[theme];
  const lines = hatches[state];
  let fill: Fill = colourOf[state](colours);
  if (lines) {
    const tile = document.createElement('canvas');
    const size = Math.round(5 * ratio);
    tile.width = size;
    tile.height = size;
    const pen = tile.getContext('2d')!;
    pen.fillStyle = fill;
    pen.fillRect(0, 0, size, size);
    // Fine lines that the fill is told by: light on dark in both themes.
    pen.strokeStyle = theme === 'light' ? colours.surface : colours.textMuted;
    pen.lineWidth = ratio;
    for (const [x0, y0, x1, y1] of lines) {
      pen.beginPath();
      pen.moveTo(x0 * size, y0 * size);
      pen.lineTo(x1 * size, y1 * size);
      pen.stroke();
    }
    fill = context.createPattern(tile, 'repeat') ?? fill;
  }
  fills.set(key, fill);
  return fill;
}

/** Darker than a dark ground can show: they get an edge there. */
const edged: ReadonlySet<StateClass> = new Set(['held', 'stopped', 'aborted']);

/** Running is a slender line, so that what interrupts it stands out, in the dark too. */
const runningShare = 0.4;

/** Draws a lane in device pixels. Where nothing is known there is only a dashed line: a gap, not a state. */
export function paintLane(
  context: CanvasRenderingContext2D,
  runs: readonly PixelRun[],
  topPx: number,
  heightPx: number,
  theme: ThemeName,
  ratio: number,
): void {
  for (const run of runs) {
    const fill = fillOf(context, run.stateClass, theme, ratio);
    if (fill) {
      context.fillStyle = fill;
      const height = run.stateClass === 'running' ? Math.max(1, Math.round(heightPx * runningShare)) : heightPx;
      context.fillRect(run.fromPx, topPx + Math.floor((heightPx - height) / 2), run.toPx - run.fromPx, height);
      if (theme === 'dark' && edged.has(run.stateClass)) {
        context.fillStyle = palette[theme].textMuted;
        context.fillRect(run.fromPx, topPx, run.toPx - run.fromPx, ratio);
        context.fillRect(run.fromPx, topPx + heightPx - ratio, run.toPx - run.fromPx, ratio);
      }
      continue;
    }
    context.strokeStyle = palette[theme].line;
    context.lineWidth = ratio;
    context.setLineDash([2 * ratio, 3 * ratio]);
    context.beginPath();
    context.moveTo(run.fromPx, topPx + heightPx / 2);
    context.lineTo(run.toPx, topPx + heightPx / 2);
    context.stroke();
    context.setLineDash([]);
  }
}
