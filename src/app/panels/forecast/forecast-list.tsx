import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { forecastWords } from './forecast-text.ts';
import { showForecast } from './show-forecast.ts';
import { useForecasts } from './use-forecasts.ts';
import './forecast.css';

/** What is foretold of a machine, where anything is. In the past nothing is shown: it would be of now. */
export function ForecastList({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { index } = useSession();
  usePulse();
  const all = useForecasts() ?? [];
  const own = all.filter(({ slot }) => index.tags[slot]?.machine.machine.id === machine.machine.id);
  if (own.length === 0) return null;
  return (
    <section className="forecast-list" aria-label={t('forecast.title')}>
      <h3>{t('forecast.title')}</h3>
      <ul>
        {own.map((forecast) => (
          <li key={`${forecast.slot} ${forecast.limit}`}>
            <button type="button" onClick={() => showForecast(forecast, index)}>
              {forecastWords(forecast, index, nowMs()).what}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
