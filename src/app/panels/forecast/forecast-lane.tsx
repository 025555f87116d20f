import { useState } from 'react';
import type { Forecast } from '../../../protocol/messages.ts';
import type { Span } from '../../../twin/calendar.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { shareOf } from '../time/time-window.ts';
import { forecastWords } from './forecast-text.ts';
import { placeForecasts } from './lane-rows.ts';
import { showForecast } from './show-forecast.ts';
import { useForecasts } from './use-forecasts.ts';
import './forecast.css';

/** CSS px: as high as what is to be hit by a pointer. */
const rowPx = 24;
const headPx = 34;

interface ForecastLaneProps {
  readonly window: Span;
  readonly height: number;
  /** Where it begins. */
  readonly now: number;
}

/** Right of now: when which limit will be passed, a bar from the earliest to the latest moment, the likeliest marked. */
export function ForecastLane({ window, height, now }: ForecastLaneProps) {
  const t = useText();
  const { index } = useSession();
  const forecasts = useForecasts();
  const [pointed, setPointed] = useState<Forecast | null>(null);
  const left = Math.max(0, shareOf(window, now));
  if (left >= 1) return null;
  const told = forecasts ?? [];
  const { placed, more } = placeForecasts(told, window, Math.floor((height - headPx) / rowPx));
  return (
    <section
      className="forecasts"
      data-told={told.length > 0}
      style={{ left: `${left * 100}%` }}
      aria-label={t('forecast.title')}
    >
      {told.length > 0 && <span className="forecasts-title">{t('forecast.title')}</span>}
      {told.length === 0 && <span className="unseen">{t(forecasts ? 'forecast.none' : 'forecast.liveOnly')}</span>}
      <div className="forecasts-bars" style={{ top: headPx }}>
        {placed.map(({ forecast, row, from, likely, to }) => {
          const within = (share: number) => `${((share - left) / (1 - left)) * 100}%`;
          return (
            <button
              key={`${forecast.slot} ${forecast.limit}`}
              type="button"
              className="forecast-bar"
              style={{ top: row * rowPx, left: within(from), width: `calc(${within(to)} - ${within(from)})` }}
              aria-label={forecastWords(forecast, index, nowMs()).whole}
              onClick={() => showForecast(forecast, index)}
              onPointerEnter={() => setPointed(forecast)}
              onPointerLeave={() => setPointed(null)}
              onFocus={() => setPointed(forecast)}
              onBlur={() => setPointed(null)}
            >
              <span
                className="forecast-likely"
                style={{ left: `${((likely - from) / Math.max(1e-9, to - from)) * 100}%` }}
              />
              <span className="forecast-name">{index.tags[forecast.slot]!.machine.machine.name}</span>
            </button>
          );
        })}
      </div>
      {more > 0 && (
        <span className="forecasts-more" title={t('forecast.laterThan', { count: more })}>
          {t('forecast.later', { count: more })}
        </span>
      )}
      {pointed && <span className="forecast-words">{forecastWords(pointed, index, nowMs()).whole}</span>}
    </section>
  );
}
