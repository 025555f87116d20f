import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Span } from '../../../twin/calendar.ts';
import { formatValue as englishValue } from '../../../twin/format-value.ts';
import type { Site } from '../../../twin/plant.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { formatValue } from '../../languages/values.ts';
import type { Palette } from '../../palette.ts';
import { type Tick, ticks } from '../time/ticks.ts';
import { drawFan, type Fan, fanExtremes } from './fan.ts';

/** Room for a scale's figures, CSS px. */
const axisWidth = 46;
const plainEdge = 12;

/** Tags of one unit share a scale; a state or a switch has its own. */
const scaleKey = ({ id, tag }: PlacedTag): string =>
  tag.kind === 'state' || tag.kind === 'boolean' || tag.kind === 'text' ? `s ${id}` : `u ${tag.unit ?? ''}`;

/** Texts are told beside the chart. */
const scaleKeys = (tags: readonly PlacedTag[]): readonly string[] => [
  ...new Set(tags.filter(({ texts }) => !texts).map(scaleKey)),
];

export interface ChartWishes {
  readonly site: Site;
  readonly tags: readonly PlacedTag[];
  readonly width: number;
  readonly height: number;
  readonly fontPx: number;
  readonly colours: Palette;
  /** Read at every drawing. */
  readonly visible: () => Span;
  readonly cursorMs: () => number | null;
  /** Of a lone pen. */
  readonly fan: () => Fan | null;
  readonly onHover: (bucket: number | null) => void;
}

/** Dots, whatever the pen's own line is. */
const secondDash = [0.1, 4] as const;
const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [], [6, 3], [2, 2], [], [6, 3]];

/**
 * Per pen four lines on the same scale: highest and lowest of each bucket with a band between, the last value, and,
 * dotted, the last value of the moment that is compared with.
 */
export function makeChart(host: HTMLElement, wishes: ChartWishes): uPlot {
  const { site, tags, width, height, colours, fontPx } = wishes;
  const keys = scaleKeys(tags);
  const font = `${fontPx}px "Inter Variable", sans-serif`;
  let shown: readonly Tick[] = [];
  const grid = { stroke: colours.line, width: 0.5 };
  const scaleAxis = (key: string, side: 1 | 3): uPlot.Axis => {
    const tag = tags.find((each) => scaleKey(each) === key)!;
    return {
      scale: key,
      side,
      size: axisWidth,
      gap: 4,
      space: 28,
      font,
      // With two scales each takes the colour of its first pen.
      stroke: keys.length > 1 ? colours.pens[tags.indexOf(tag) % colours.pens.length]! : colours.textMuted,
      grid: side === 3 ? grid : { show: false },
      ticks: { show: false },
      values: (_, splits) => splits.map((value) => formatValue(tag, value)),
      incrs: stepsFor(tag),
    };
  };
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  tags.forEach((tag, k) => {
    const stroke = colours.pens[k % colours.pens.length]!;
    const scale = scaleKey(tag);
    const stepped = tag.tag.kind === 'number' ? undefined : uPlot.paths.stepped?.({ align: 1 });
    const common: uPlot.Series = { scale, points: { show: false }, ...(stepped && { paths: stepped }) };
    bands.push({ series: [series.length, series.length + 1], fill: `${stroke}30` });
    series.push({ ...common, stroke: `${stroke}60`, width: 1 }, { ...common, stroke: `${stroke}60`, width: 1 });
    series.push({ ...common, stroke, width: 1.5, dash: [...dashes[k % dashes.length]!] });
    series.push({ ...common, stroke, width: 1.5, dash: [...secondDash], cap: 'round' });
  });
  return new uPlot(
    {
      width,
      height,
      ms: 1,
      padding: [8, keys.length > 1 ? 0 : plainEdge, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: true, auto: false, range: () => [wishes.visible().fromMs, wishes.visible().toMs] },
        ...Object.fromEntries(keys.map((key) => [key, { range: rangeWith(wishes.fan) }])),
      },
      axes: [
        {
          size: fontPx + 12,
          gap: 4,
          font,
          stroke: colours.textMuted,
          grid,
          ticks: { show: false },
          splits: (plot) => {
            const window = wishes.visible();
            const widthPx = plot.bbox.width / uPlot.pxRatio;
            // A label is centred on its line: near the right edge it would be cut.
            const lastMs = window.toMs - ((window.toMs - window.fromMs) / Math.max(1, widthPx)) * fontPx;
            shown = ticks(site, window, widthPx, fontPx * 6).filter(({ timeMs }) => timeMs <= lastMs);
            return shown.map(({ timeMs }) => timeMs);
          },
          values: () => shown.map(({ label }) => label),
        },
        ...keys.slice(0, 2).map((key, k) => scaleAxis(key, k === 0 ? 3 : 1)),
      ],
      series,
      bands,
      hooks: {
        draw: [(plot) => drawMarks(plot, wishes)],
        setCursor: [(plot) => wishes.onHover(plot.cursor.idx ?? null)],
      },
    },
    [[], ...series.slice(1).map(() => [])] as uPlot.AlignedData,
    host,
  );
}

/** Round steps that the tag's digits can tell apart: nothing finer than its last digit, nothing between two states. */
function stepsFor(tag: PlacedTag): number[] {
  const [, digits = ''] = englishValue(tag, 0).split('.');
  const finest = -digits.length;
  return Array.from({ length: 16 }, (_, k) => [1, 2, 5].map((step) => step * 10 ** (finest + k))).flat();
}

/** A tenth of room above and below; a flat line stands in the middle. */
function roomy(_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const span = high - low;
  const room = span > 0 ? span / 10 : Math.max(1, Math.abs(low) / 20);
  return [low - room, high + room];
}

/** A fan is in sight with what was measured. */
const rangeWith =
  (fan: () => Fan | null) =>
  (plot: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax => {
    const now = fan();
    if (now === null) return roomy(plot, low, high);
    const [lowest, highest] = fanExtremes(now);
    return roomy(plot, Math.min(low ?? lowest, lowest), Math.max(high ?? highest, highest));
  };

/** Limits of a lone pen and its fan, and the moment the twin shows. */
function drawMarks(plot: uPlot, { tags, colours, cursorMs, fan }: ChartWishes): void {
  const { ctx } = plot;
  const { left, top, width, height } = plot.bbox;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  const [lone] = tags;
  if (lone && tags.length === 1) {
    ctx.strokeStyle = colours.textMuted;
    ctx.lineWidth = uPlot.pxRatio;
    for (const [name, limit] of Object.entries(lone.tag.limits ?? {})) {
      const outer = name === 'lowLow' || name === 'highHigh';
      ctx.setLineDash(outer ? [] : [4 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
      const y = plot.valToPos(limit, scaleKey(lone), true);
      ctx.beginPath();
      ctx.moveTo(left, y);
      ctx.lineTo(left + width, y);
      ctx.stroke();
    }
  }
  const ahead = fan();
  if (lone && ahead) drawFan(plot, ahead, scaleKey(lone), { pen: colours.pens[0]!, text: colours.text }, uPlot.pxRatio);
  const atMs = cursorMs();
  if (atMs !== null) {
    const x = plot.valToPos(atMs, 'x', true);
    ctx.setLineDash([]);
    ctx.strokeStyle = colours.past;
    ctx.lineWidth = 2 * uPlot.pxRatio;
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
  }
  ctx.restore();
}
