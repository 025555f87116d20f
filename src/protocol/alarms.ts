import type { AlarmEntry } from '../twin/alarms/alarm-entry.ts';

/** How long an alarm may be shelved. */
export const shelveMinutes = [15, 30, 60, 120, 240, 480, 720, 1440] as const;
/** Of a reason, characters. */
export const longestReason = 200;

/** What a person may do with alarms. */
export type AlarmAction =
  | { readonly kind: 'acknowledge' | 'unshelve' | 'return' }
  | { readonly kind: 'shelve'; readonly reason: string; readonly minutes: (typeof shelveMinutes)[number] }
  /** Out of service; the reason may be the number of a permit. */
  | { readonly kind: 'remove'; readonly reason: string };

export interface AlarmRequest {
  /** Ids; at least one. */
  readonly alarms: readonly string[];
  readonly action: AlarmAction;
  /** The moment that the page shows; null = live. Of the past nothing is done. */
  readonly cursorMs: number | null;
}

export interface AlarmJournalRequest {
  readonly fromMs: number;
  readonly toMs: number;
  /** 1 to 10,000 */
  readonly limit: number;
}

export interface AlarmJournalRows {
  /** By the gateway's clock, the newest first. */
  readonly rows: readonly AlarmEntry[];
  /** Older ones in the window that the limit left out. */
  readonly more: number;
}
