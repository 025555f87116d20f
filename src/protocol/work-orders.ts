import type { Finding, WorkOrderTask } from '../twin/work-order.ts';

/** Characters of each text of a work order. */
export const longestOrderText = 2000;
/** Steps, and parts, of a work order. */
export const mostOrderLines = 100;

/** Accepts a draft, with what is to be done as a person left it; or changes an accepted order. */
export interface OrderAcceptance extends WorkOrderTask {
  readonly id: string;
}

export interface OrderRejection {
  readonly id: string;
  /** 1 to `longestOrderText` characters. */
  readonly reason: string;
}

/** What was found; `text` says which fault or what else, and may be empty where nothing was found. */
export interface OrderClosure extends Pick<Finding, 'kind' | 'text'> {
  readonly id: string;
}
