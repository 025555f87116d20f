import { createStore } from 'zustand/vanilla';
import type { LimitState } from '../../twin/limits.ts';
import type { MachineId } from '../../twin/plant.ts';

/** 1 high (red square), 2 medium (amber triangle), 3 low (violet diamond). */
export type Priority = 1 | 2 | 3;

/** Something abnormal now (or at the cursor): a tag beyond a limit, or a machine stopped by a fault. */
export interface ActiveAlarm {
  /** Stable while it lasts. */
  readonly id: string;
  readonly machine: MachineId;
  readonly priority: Priority;
  readonly cause:
    | { readonly kind: 'limit'; readonly slot: number; readonly limit: Exclude<LimitState, 'normal'> }
    | { readonly kind: 'state'; readonly state: 'held' | 'aborted' };
  /** When it began, source clock; null while that is not known. */
  readonly sinceMs: number | null;
}

/** The worst first: by priority, then the newest. */
export const alarmsStore = createStore<{ readonly alarms: readonly ActiveAlarm[] }>(() => ({ alarms: [] }));
