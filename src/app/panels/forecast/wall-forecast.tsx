import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { forecastWords } from './forecast-text.ts';
import { useForecasts } from './use-forecasts.ts';
import './forecast.css';

/** The nearest forecast, to be read from afar; nothing where there is none, or in the past. */
export function WallForecast() {
  const t = useText();
  const { index } = useSession();
  usePulse();
  const nearest = useForecasts()?.[0];
  if (!nearest) return null;
  const { machine, next, whole } = forecastWords(nearest, index, nowMs());
  return (
    <section className="wall-forecast" aria-label={whole}>
      <span className="wall-forecast-title">{t('forecast.title')}</span>
      <strong>{machine}</strong>
      <span>{next}</span>
    </section>
  );
}
