export const anomalyVerdicts = ['confirmed', 'rejected'] as const;
/** What a person says of an anomaly: it is one, and nothing is ever learnt from it; or it is normal, and is learnt. */
export type AnomalyVerdict = (typeof anomalyVerdicts)[number];

/** Something unusual about a machine. Times: Unix ms. */
export interface MachineAnomaly {
  readonly id: string;
  readonly machine: string;
  /** Values that do not go together as they did; or a tag that jumped, stands still, or is silent. */
  readonly kind: 'pattern' | 'spike' | 'frozen' | 'gap';
  readonly sinceMs: number;
  /** Null while it lasts. */
  readonly overMs: number | null;
  /** At its highest, against its limit: above 1. */
  readonly score: number;
  /** Tags behind it, the largest share first; shares from 0 to 1. */
  readonly top: readonly { readonly slot: number; readonly share: number }[];
  /** One that was rejected is not told any more. */
  readonly isConfirmed: boolean;
}

export interface Anomalies {
  /** Ids of the machines that something was learnt of: of others nothing can be said. */
  readonly watched: readonly string[];
  /** Of now and of the last hour, the newest first; at most 100. */
  readonly anomalies: readonly MachineAnomaly[];
}

export interface JudgeAnomaly {
  readonly id: string;
  readonly verdict: AnomalyVerdict;
}
