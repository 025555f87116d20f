import { createStore } from 'zustand/vanilla';
import type { Anomalies } from '../../protocol/anomalies.ts';

/** What is unusual now, also while the page shows the past. */
export const anomaliesStore = createStore<Anomalies>(() => ({ watched: [], anomalies: [] }));
