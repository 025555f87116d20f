import { useStore } from 'zustand';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { forecastsStore } from '../../stores/forecasts.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { forecastWords } from './forecast-text.ts';
import { showForecast } from './show-forecast.ts';
import './forecast.css';

/** What is foretold of a machine, where anything is. In the past nothing is shown: it would be of now. */
export function ForecastList({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { index } = useSession();
  usePulse();
  const all = useStore(forecastsStore, ({ forecasts }) => forecasts);
  const live = useStore(timeStore, ({ mode }) => mode === 'live');
  const own = all.filter(({ slot }) => index.tags[slot]?.machine.machine.id === machine.machine.id);
  if (!live || own.length === 0) return null;
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
