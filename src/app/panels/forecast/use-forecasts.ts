import { useStore } from 'zustand';
import type { Forecast } from '../../../protocol/messages.ts';
import { forecastsStore } from '../../stores/forecasts.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';

/** The forecasts of now, the nearest first; null while another moment is shown, or while nobody knows what now is. */
export function useForecasts(): readonly Forecast[] | null {
  const forecasts = useStore(forecastsStore, (state) => state.forecasts);
  const live = useStore(timeStore, ({ mode }) => mode === 'live');
  const connected = useStore(twinStore, ({ connection }) => connection === 'connected');
  return live && connected ? forecasts : null;
}
