/** The states of an alarm (ISA-18.2, IEC 62682). */
export const alarmStates = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'rtnUnacknowledged',
  'shelved',
  'suppressed',
  'outOfService',
] as const;
export type AlarmState = (typeof alarmStates)[number];

/** An alarm's state, and what is known of it whatever the state. */
export interface AlarmStatus {
  readonly state: AlarmState;
  /** Whether its condition holds: known in every state, because evaluation goes on throughout. */
  readonly active: boolean;
  /** Whether it is suppressed by design, also while it is shelved or out of service. */
  readonly suppressing: boolean;
  /** When a shelved alarm comes back, Unix ms; null unless shelved. */
  readonly untilMs: number | null;
}

/** What happens to an alarm: by its condition (`raise` to `escalate`), by logic, by a person, by the clock (`expire`). */
export type AlarmEvent =
  | { readonly kind: 'raise' | 'clear' }
  /** The condition became worse: the next limit was passed. */
  | { readonly kind: 'escalate' }
  | { readonly kind: 'suppress' | 'unsuppress' }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'shelve'; readonly reason: string; readonly atMs: number; readonly untilMs: number }
  | { readonly kind: 'unshelve' | 'expire' }
  /** Out of service, by a permit or for another reason; and back. */
  | { readonly kind: 'remove'; readonly reason: string }
  | { readonly kind: 'return' };

/** Why an event changes nothing. */
export type Refusal =
  | 'alreadyActive'
  | 'notActive'
  | 'alreadySuppressed'
  | 'notSuppressed'
  | 'nothingToAcknowledge'
  | 'alreadyAcknowledged'
  | 'notAnnounced'
  | 'reasonMissing'
  | 'expiryNotFinite'
  | 'notShelved'
  | 'isOutOfService'
  | 'notOutOfService';

export type AlarmStep =
  | { readonly ok: true; readonly status: AlarmStatus }
  | { readonly ok: false; readonly why: Refusal };

export const normalStatus: AlarmStatus = { state: 'normal', active: false, suppressing: false, untilMs: null };

/** Whether it is put aside: not announced, but listed. */
export const isAside = (state: AlarmState): boolean =>
  state === 'shelved' || state === 'suppressed' || state === 'outOfService';

/**
 * What the event makes of an alarm, or why nothing (ISA-18.2, state transition diagram). A `latching` alarm stands until
 * it is acknowledged after its condition is gone: that is its reset.
 */
export function step(status: AlarmStatus, event: AlarmEvent, latching: boolean): AlarmStep {
  switch (event.kind) {
    case 'raise':
      return status.active ? refuse('alreadyActive') : raised({ ...status, active: true });
    case 'escalate':
      return status.active ? raised(status) : refuse('notActive');
    case 'clear':
      return status.active ? cleared({ ...status, active: false }, latching) : refuse('notActive');
    case 'suppress':
      if (status.suppressing) return refuse('alreadySuppressed');
      return isAside(status.state)
        ? become({ ...status, suppressing: true })
        : become({ ...status, suppressing: true, state: 'suppressed' });
    case 'unsuppress':
      if (!status.suppressing) return refuse('notSuppressed');
      return status.state === 'suppressed'
        ? shown({ ...status, suppressing: false })
        : become({ ...status, suppressing: false });
    case 'acknowledge':
      return acknowledged(status);
    case 'shelve':
      if (status.state === 'outOfService') return refuse('isOutOfService');
      if (event.reason.trim() === '') return refuse('reasonMissing');
      if (!Number.isFinite(event.untilMs) || event.untilMs <= event.atMs) return refuse('expiryNotFinite');
      return become({ ...status, state: 'shelved', untilMs: event.untilMs });
    case 'unshelve':
    case 'expire':
      return status.state === 'shelved' ? shown(status) : refuse('notShelved');
    case 'remove':
      if (status.state === 'outOfService') return refuse('isOutOfService');
      if (event.reason.trim() === '') return refuse('reasonMissing');
      return become({ ...status, state: 'outOfService', untilMs: null });
    case 'return':
      return status.state === 'outOfService' ? shown(status) : refuse('notOutOfService');
  }
}

const become = (status: AlarmStatus): AlarmStep => ({ ok: true, status });
const refuse = (why: Refusal): AlarmStep => ({ ok: false, why });

const raised = (status: AlarmStatus): AlarmStep =>
  become(isAside(status.state) ? status : { ...status, state: 'unacknowledged' });

function cleared(status: AlarmStatus, latching: boolean): AlarmStep {
  if (isAside(status.state) || latching) return become(status);
  return become({ ...status, state: status.state === 'unacknowledged' ? 'rtnUnacknowledged' : 'normal' });
}

function acknowledged(status: AlarmStatus): AlarmStep {
  if (isAside(status.state)) return refuse('notAnnounced');
  if (status.state === 'normal') return refuse('nothingToAcknowledge');
  if (status.state === 'acknowledged' && status.active) return refuse('alreadyAcknowledged');
  return become({ ...status, state: status.active ? 'acknowledged' : 'normal' });
}

/** No longer put aside by a person: the logic, then the live condition decides. */
function shown(status: AlarmStatus): AlarmStep {
  const state = status.suppressing ? 'suppressed' : status.active ? 'unacknowledged' : 'normal';
  return become({ ...status, state, untilMs: null });
}
