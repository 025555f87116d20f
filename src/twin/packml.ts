/**
 * PackML machine states (ISA-TR88.00.02), by the numbers of OMAC's 2022 PackTags. Other standards number them
 * otherwise, so sources are mapped by name.
 */
export const packmlStates = [
  'Undefined',
  'Clearing',
  'Stopped',
  'Starting',
  'Idle',
  'Suspended',
  'Execute',
  'Stopping',
  'Aborting',
  'Aborted',
  'Holding',
  'Held',
  'Unholding',
  'Suspending',
  'Unsuspending',
  'Resetting',
  'Completing',
  'Completed',
] as const;

export type PackmlState = (typeof packmlStates)[number];

/** How a state is drawn and counted; `held` = a cause inside the machine, `suspended` = starved or blocked. */
export type StateClass = 'running' | 'held' | 'suspended' | 'idle' | 'stopped' | 'aborted' | 'unknown';

const classes: Record<PackmlState, StateClass> = {
  Undefined: 'unknown',
  Clearing: 'aborted',
  Stopped: 'stopped',
  Starting: 'idle',
  Idle: 'idle',
  Suspended: 'suspended',
  Execute: 'running',
  Stopping: 'stopped',
  Aborting: 'aborted',
  Aborted: 'aborted',
  Holding: 'held',
  Held: 'held',
  Unholding: 'held',
  Suspending: 'suspended',
  Unsuspending: 'suspended',
  Resetting: 'idle',
  Completing: 'running',
  Completed: 'idle',
};

export const packmlCode = (state: PackmlState): number => packmlStates.indexOf(state);

/** NaN and numbers outside the table are `unknown`. */
export function stateClass(code: number): StateClass {
  const state = packmlStates[code];
  return state === undefined ? 'unknown' : classes[state];
}
