import type { MachineId, Procedure, TagId } from './plant.ts';

export const workOrderStates = ['draft', 'accepted', 'inProgress', 'closed', 'rejected'] as const;
export type WorkOrderState = (typeof workOrderStates)[number];
/** What a person does with it; to accept one that was accepted changes what it says. */
export type WorkOrderEvent = 'accept' | 'start' | 'close' | 'reject';

const edges: Readonly<Record<WorkOrderState, Partial<Record<WorkOrderEvent, WorkOrderState>>>> = {
  draft: { accept: 'accepted', reject: 'rejected' },
  accepted: { accept: 'accepted', start: 'inProgress', reject: 'rejected' },
  inProgress: { close: 'closed' },
  closed: {},
  rejected: {},
};

/** The state after the event; undefined where the event cannot be in this state. */
export const nextOrderState = (state: WorkOrderState, event: WorkOrderEvent): WorkOrderState | undefined =>
  edges[state][event];

/** Whether there is still something to do. */
export const isOpen = ({ state }: Pick<WorkOrder, 'state'>): boolean => state !== 'closed' && state !== 'rejected';

/** Why an order was drafted, as it was then. Times: Unix epoch ms. */
export type Evidence = ForecastEvidence;

/** A tag was foretold to pass a limit. */
export interface ForecastEvidence {
  readonly kind: 'forecast';
  readonly tag: TagId;
  readonly limit: 'high' | 'highHigh' | 'low' | 'lowLow';
  /** Its value, in the tag's unit. */
  readonly at: number;
  /** Where the drift that it rests on began. */
  readonly fromMs: number;
  /** The limit is passed before this, and after `latestMs`, with a chance of 5 % each. */
  readonly earliestMs: number;
  readonly likelyMs: number;
  readonly latestMs: number;
}

/** What an order is about: at most one of a cause is open. */
export const causeOfOrder = ({ evidence }: Pick<WorkOrder, 'evidence'>): string => evidence.tag;

export const findingKinds = ['confirmed', 'nothing', 'other'] as const;

/** What was found: a label for the stretch of the record that the order rests on, [fromMs, toMs). */
export interface Finding {
  readonly kind: (typeof findingKinds)[number];
  /** Which fault, or what else; "" where nothing was found. */
  readonly text: string;
  readonly fromMs: number;
  /** When the work was started. */
  readonly toMs: number;
}

/** What is to be done; a person may change it when accepting. */
export type WorkOrderTask = Pick<Procedure, 'title' | 'steps' | 'parts' | 'minutes'>;

export interface WorkOrder extends WorkOrderTask {
  readonly id: string;
  readonly machine: MachineId;
  readonly component: string | null;
  readonly evidence: Evidence;
  readonly state: WorkOrderState;
  readonly draftedMs: number;
  /** What was done with it since, the oldest first. */
  readonly log: readonly {
    readonly event: WorkOrderEvent;
    readonly atMs: number;
    readonly by: { readonly id: string; readonly name: string };
  }[];
  /** Why it was rejected. */
  readonly reason: string | null;
  readonly finding: Finding | null;
}

/** Urgent: the work has to begin within two hours; soon: within a shift of eight. */
export type Urgency = 'urgent' | 'soon' | 'plannable';

const hourMs = 3_600_000;

/** By the slack: the earliest time of the evidence, less the working time, less now. */
export function urgencyOf({ evidence, minutes }: Pick<WorkOrder, 'evidence' | 'minutes'>, nowMs: number): Urgency {
  const slackMs = evidence.earliestMs - minutes * 60_000 - nowMs;
  if (slackMs < 2 * hourMs) return 'urgent';
  return slackMs < 8 * hourMs ? 'soon' : 'plannable';
}
