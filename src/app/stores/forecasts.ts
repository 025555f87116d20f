import { createStore } from 'zustand/vanilla';
import type { Forecasts } from '../../protocol/messages.ts';

/** What the gateway foretells now, also while the page shows the past. */
export const forecastsStore = createStore<Forecasts>(() => ({ madeMs: null, forecasts: [] }));
