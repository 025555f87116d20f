import type uPlot from 'uplot';
import type { Forecast } from '../../../protocol/messages.ts';
import { bandSds, fanAt } from '../../../series/forecast/fan.ts';
import type { Span } from '../../../twin/calendar.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';

const minuteMs = 60_000;
const sections = 60;

/** A section through a fan: a time, and the values that bound its bands, lowest first. */
interface Section {
  readonly timeMs: number;
  readonly most: readonly [number, number];
  readonly half: readonly [number, number];
  readonly middle: number;
}

/** A fan from the end of the history to the latest moment, in the tag's own values. */
export interface Fan {
  readonly sections: readonly Section[];
  readonly limit: number;
  readonly forecast: Forecast;
}

export function fanOf(forecast: Forecast, { tag }: PlacedTag): Fan | null {
  const limit = tag.limits?.[forecast.limit];
  if (limit === undefined) return null;
  const sign = forecast.limit === 'high' || forecast.limit === 'highHigh' ? 1 : -1;
  const lengthMs = forecast.latestMs - forecast.fromMs;
  const made = Array.from({ length: sections + 1 }, (_, k): Section => {
    const aheadMs = (lengthMs * k) / sections;
    const { middle, sd } = fanAt(forecast.drift, aheadMs / minuteMs);
    const band = (sds: number): [number, number] => [sign * middle - sds * sd, sign * middle + sds * sd];
    return {
      timeMs: forecast.fromMs + aheadMs,
      most: band(bandSds.most),
      half: band(bandSds.half),
      middle: sign * middle,
    };
  });
  return { sections: made, limit, forecast };
}

/** The lowest and the highest value that a scale has to show for a fan: its limit, and where it begins. */
export const fanExtremes = ({ sections: made, limit }: Fan): readonly [number, number] => {
  const { most } = made[0]!;
  return [Math.min(limit, most[0]), Math.max(limit, most[1])];
};

/** What is drawn to the right of now for a fan: as far as its latest moment, and never longer than what is shown of the past. */
export function withFan(visible: Span, fan: Fan | null): Span {
  if (fan === null) return visible;
  const spareMs = (visible.toMs - visible.fromMs) / 20;
  const mostMs = 2 * visible.toMs - visible.fromMs;
  return { fromMs: visible.fromMs, toMs: Math.max(visible.toMs, Math.min(mostMs, fan.forecast.latestMs + spareMs)) };
}

interface FanColours {
  readonly pen: string;
  readonly text: string;
}

/** Draws a fan as far as its limit: bands with dashed edges, a dashed middle, and on the limit from when to when. */
export function drawFan(plot: uPlot, fan: Fan, scale: string, colours: FanColours, ratio: number): void {
  const { ctx } = plot;
  const { left, top, width, height } = plot.bbox;
  const x = (timeMs: number) => plot.valToPos(timeMs, 'x', true);
  const y = (value: number) => plot.valToPos(value, scale, true);
  const limitY = y(fan.limit);
  const upwards = fan.forecast.limit === 'high' || fan.forecast.limit === 'highHigh';
  ctx.save();
  ctx.beginPath();
  // Beyond the limit nothing is foretold.
  ctx.rect(left, upwards ? limitY : top, width, upwards ? top + height - limitY : limitY - top);
  ctx.clip();
  const line = (valueAt: (section: Section) => number) => {
    fan.sections.forEach((section, k) => {
      if (k === 0) ctx.moveTo(x(section.timeMs), y(valueAt(section)));
      else ctx.lineTo(x(section.timeMs), y(valueAt(section)));
    });
  };
  for (const band of ['most', 'half'] as const) {
    ctx.beginPath();
    line((section) => section[band][1]);
    for (const section of fan.sections.toReversed()) ctx.lineTo(x(section.timeMs), y(section[band][0]));
    ctx.closePath();
    ctx.fillStyle = `${colours.pen}${band === 'most' ? '20' : '38'}`;
    ctx.fill();
  }
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  ctx.strokeStyle = colours.pen;
  ctx.lineWidth = ratio;
  for (const valueAt of [({ most }: Section) => most[0], ({ most }: Section) => most[1]]) {
    ctx.beginPath();
    line(valueAt);
    ctx.stroke();
  }
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  line(({ middle }) => middle);
  ctx.stroke();
  ctx.restore();

  const { earliestMs, likelyMs, latestMs, fromMs } = fan.forecast;
  ctx.strokeStyle = colours.text;
  ctx.lineWidth = 3 * ratio;
  ctx.setLineDash([4 * ratio, 2 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x(earliestMs), limitY);
  ctx.lineTo(x(latestMs), limitY);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x(likelyMs), limitY - 5 * ratio);
  ctx.lineTo(x(likelyMs), limitY + 5 * ratio);
  ctx.stroke();
  // Now: here what was measured ends.
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x(fromMs), top);
  ctx.lineTo(x(fromMs), top + height);
  ctx.stroke();
}
