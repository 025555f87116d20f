import { choice, flag, list, number, object, text } from '../schema-parts.ts';
import type {
  AlarmSettings,
  DeviationAlarm,
  DiscreteAlarm,
  Guidance,
  LimitAlarm,
  NamedAlarm,
  QualityAlarm,
  RateAlarm,
  TagAlarms,
} from './tag-alarms.ts';

const settings = {
  priority: {
    description: '1 high, 2 medium, 3 low; when left out 3, of limit and state 2, of the outer limits and Aborted 1.',
    type: 'integer',
    minimum: 1,
    maximum: 3,
  } as const,
  onDelayS: number('Seconds that the condition lasts before it is an alarm; 0 when left out, of lost data 10.', {
    minimum: 0,
    maximum: 3600,
  }),
  // The summaries look a minute back for what may hover.
  offDelayS: number('Seconds that it is back before the alarm is over; 5 when left out.', { minimum: 0, maximum: 60 }),
  latching: flag('Whether it stands until somebody acknowledges it after its condition is gone.'),
  suppressedWhile: list(
    'PackML states of its machine in which it is suppressed by design.',
    { type: 'string' },
    { minItems: 1, uniqueItems: true },
  ),
  guidance: object<Guidance>(
    'What the operator has to know.',
    {
      cause: text('What it usually comes from.'),
      consequence: text('What happens if nobody acts.'),
      action: text('What to do now.'),
    },
    {},
  ),
};
const deadband = number("Back by more than this it is over at once, in the tag's unit.", { minimum: 0 });
const name = text('What people call the alarm.');

/** What a tag may say of its alarms. */
export const tagAlarms = object<TagAlarms>(
  'Alarms of the tag (ISA-18.2), one of each kind.',
  {},
  {
    limit: object<LimitAlarm>('More about the alarm of its limits.', {}, { ...settings, deadband }),
    state: object<AlarmSettings>("More about the alarm of its machine's state, Held or Aborted.", {}, settings),
    rate: object<RateAlarm>(
      'It changes too fast.',
      { name },
      {
        ...settings,
        rising: number('At least so much a minute up.', { exclusiveMinimum: 0 }),
        falling: number('At least so much a minute down.', { exclusiveMinimum: 0 }),
        overS: number('Seconds over which it is measured; 60 when left out.', { exclusiveMinimum: 0, maximum: 3600 }),
        deadband,
      },
    ),
    deviation: object<DeviationAlarm>(
      'It is too far from its setpoint.',
      {
        name,
        setpoint: {
          description: 'A value, or the tag that has it: one of this machine by its id, any as "machine.tag".',
          anyOf: [{ type: 'number' }, { type: 'string' }],
        },
        by: number('So far from it, or farther, to either side.', { exclusiveMinimum: 0 }),
      },
      { ...settings, deadband },
    ),
    discrete: object<DiscreteAlarm>(
      'It is in a state that is abnormal.',
      {
        name,
        states: list(
          'Names of states, "on" or "off", or texts.',
          { type: 'string' },
          { minItems: 1, uniqueItems: true },
        ),
      },
      settings,
    ),
    quality: object<QualityAlarm>(
      'Its value cannot be trusted.',
      { name },
      { ...settings, from: choice('From which quality on; "stale" when left out.', ['stale', 'bad']) },
    ),
    communication: object<NamedAlarm>('Its source is lost.', { name }, settings),
  },
);
