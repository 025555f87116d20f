import { type AlarmAction, type AlarmRequest, longestReason, shelveMinutes } from '../../protocol/alarms.ts';
import type { AlarmEvent, Refusal } from '../../twin/alarms/alarm-state.ts';
import { BadRequest } from '../requests.ts';
import { sentence } from '../sentence.ts';

/** Of one request: every alarm of a large plant. */
const mostAlarms = 10_000;

/** An action as a person sent it, whatever it was; throws a `BadRequest` that says what is wrong with it. */
export function checkAlarmRequest(sent: unknown): Omit<AlarmRequest, 'cursorMs'> {
  const { alarms, action, cursorMs } = fieldsOf(sent);
  if (!Array.isArray(alarms) || alarms.length === 0 || alarms.length > mostAlarms) {
    throw new BadRequest(sentence('alarms.whichAlarms', { most: mostAlarms }));
  }
  if (cursorMs !== null) throw new BadRequest(sentence('alarms.past'));
  return { alarms: [...new Set(alarms.map(String))], action: checkAction(action) };
}

function checkAction(sent: unknown): AlarmAction {
  const { kind, reason, minutes } = fieldsOf(sent);
  switch (kind) {
    case 'acknowledge':
    case 'unshelve':
    case 'return':
      return { kind };
    case 'remove':
      return { kind, reason: checkReason(reason) };
    case 'shelve': {
      const known = shelveMinutes.find((each) => each === minutes);
      if (known === undefined) throw new BadRequest(sentence('alarms.minutes', { minutes: shelveMinutes.join(', ') }));
      return { kind, reason: checkReason(reason), minutes: known };
    }
    default:
      throw new BadRequest(sentence('alarms.noAction'));
  }
}

function checkReason(reason: unknown): string {
  if (typeof reason !== 'string' || reason.trim() === '' || reason.length > longestReason) {
    throw new BadRequest(sentence('alarms.reason', { most: longestReason }));
  }
  return reason.trim();
}

export const eventOf = (action: AlarmAction, atMs: number): AlarmEvent =>
  action.kind === 'shelve' ? { ...action, atMs, untilMs: atMs + action.minutes * 60_000 } : action;

/** Why a person's action changes nothing. */
export function refused(why: Refusal): BadRequest {
  switch (why) {
    case 'nothingToAcknowledge':
    case 'alreadyAcknowledged':
    case 'notAnnounced':
    case 'notShelved':
    case 'isOutOfService':
    case 'notOutOfService':
      return new BadRequest(sentence(`alarms.${why}`));
    default:
      return new BadRequest(sentence('alarms.noAction'));
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
