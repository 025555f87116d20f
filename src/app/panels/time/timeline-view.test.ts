import { beforeEach, describe, expect, test } from 'vitest';
import type { Forecast } from '../../../protocol/messages.ts';
import { forecastsStore } from '../../stores/forecasts.ts';
import { timelineBounds, timelineWindow } from './timeline-view.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2030, 0, 2);
const extent = { fromMs: nowMs - 24 * hourMs, toMs: nowMs };
const foretell = (...hours: number[]) =>
  forecastsStore.setState({
    madeMs: nowMs,
    forecasts: hours.map((hour) => ({ latestMs: nowMs + hour * hourMs }) as Forecast),
  });
/** Hours right of now in a live window of `spanHours`. */
const ahead = (spanHours: number) => {
  const window = timelineWindow({ spanMs: spanHours * hourMs, still: null }, timelineBounds(extent, nowMs), nowMs);
  expect((window.toMs - window.fromMs) / hourMs).toBeCloseTo(spanHours);
  return (window.toMs - nowMs) / hourMs;
};

beforeEach(() => foretell());

describe('FORE-3 room right of now', () => {
  test('is a little where nothing is foretold', () => {
    expect(ahead(8)).toBeCloseTo(0.24);
    expect(timelineBounds(extent, nowMs).toMs).toBeCloseTo(nowMs + 0.72 * hourMs);
  });

  test('reaches to the last forecast that takes no more than a third; later ones are left out', () => {
    foretell(0.5, 2, 9);
    expect(ahead(8)).toBeCloseTo(2.24);
    expect(ahead(1)).toBeCloseTo(0.12);
    expect(timelineBounds(extent, nowMs).toMs).toBeCloseTo(nowMs + 9.72 * hourMs);
  });

  test('is enough to see that something is foretold, however soon', () => {
    foretell(0.01);
    expect(ahead(8)).toBeCloseTo(0.96);
  });
});
