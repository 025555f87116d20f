import { choices, type Path, type Report, told } from '../fault.ts';
import { packmlStates } from '../packml.ts';
import type { Tag } from '../plant.ts';
import type { Sound } from '../structure.ts';
import { entries, type Survey, type SurveyedMachine } from '../survey.ts';
import type { AlarmSettings, DeviationAlarm, DiscreteAlarm, TagAlarms } from './tag-alarms.ts';

/** The alarms of each tag against what its values are. */
export function checkAlarms(survey: Survey, fault: Report): void {
  for (const machine of survey.machines) {
    for (const { tag, path } of machine.tags) {
      if (tag.alarms === undefined) continue;
      const at = [...path, 'alarms'];
      checkImplied(machine, tag, at, fault);
      checkNumbers(tag, at, fault);
      if (tag.alarms.deviation) checkSetpoint(survey, machine, tag.alarms.deviation, [...at, 'deviation'], fault);
      if (tag.alarms.discrete) checkStates(tag, tag.alarms.discrete, [...at, 'discrete'], fault);
      checkSuppression(machine, tag.alarms, at, fault);
    }
  }
}

/** A state that lacks its names is told as that, and may have been meant. */
const stateTagOf = ({ tags }: SurveyedMachine): Sound<Tag> | undefined =>
  tags.find(({ tag }) => tag.states === 'PackML' || (tag.kind === 'state' && tag.states === undefined))?.tag;

function checkImplied(machine: SurveyedMachine, tag: Sound<Tag>, at: Path, fault: Report): void {
  if (tag.alarms?.limit && tag.limits === undefined) fault([...at, 'limit'], told('faults.alarmWithoutLimits'));
  if (tag.alarms?.state && stateTagOf(machine) !== tag) fault([...at, 'state'], told('faults.alarmWithoutState'));
}

function checkNumbers({ kind, alarms = {} }: Sound<Tag>, at: Path, fault: Report): void {
  const isNumber = kind === undefined || kind === 'number' || kind === 'integer';
  for (const key of ['rate', 'deviation'] as const) {
    if (alarms[key] && !isNumber) fault([...at, key], told('faults.alarmNeedsNumber', { kind: String(kind) }));
  }
  const { rate } = alarms;
  if (rate && rate.rising === undefined && rate.falling === undefined) {
    fault([...at, 'rate'], told('faults.rateNowhere'));
  }
}

function checkSetpoint(
  { tagById }: Survey,
  machine: SurveyedMachine,
  { setpoint }: Sound<DeviationAlarm>,
  at: Path,
  fault: Report,
): void {
  if (typeof setpoint !== 'string') return;
  const found = machine.tags.find(({ tag }) => tag.id === setpoint) ?? tagById.get(setpoint);
  if (!found) {
    const own = machine.tags.flatMap(({ tag }) => tag.id ?? []);
    fault([...at, 'setpoint'], told('faults.unknownTag', { id: setpoint, choices: choices(setpoint, own) }));
  } else if (found.tag.kind !== undefined && found.tag.kind !== 'number' && found.tag.kind !== 'integer') {
    fault([...at, 'setpoint'], told('faults.alarmNeedsNumber', { kind: found.tag.kind }));
  }
}

function checkStates(tag: Sound<Tag>, { states }: Sound<DiscreteAlarm>, at: Path, fault: Report): void {
  const { kind } = tag;
  if (kind === 'number' || kind === 'integer') fault(at, told('faults.alarmNeedsStates', { kind }));
  if (kind === 'boolean') checkNames(states, ['off', 'on'], String(tag.id), [...at, 'states'], fault);
  if (kind === 'state' && tag.states !== undefined) {
    const known = tag.states === 'PackML' ? packmlStates : tag.states.filter((name) => name !== undefined);
    checkNames(states, known, String(tag.id), [...at, 'states'], fault);
  }
}

function checkSuppression(machine: SurveyedMachine, alarms: Sound<TagAlarms>, at: Path, fault: Report): void {
  for (const [kind, alarm] of Object.entries(alarms) as [string, Sound<AlarmSettings> | undefined][]) {
    if (alarm?.suppressedWhile === undefined) continue;
    const path = [...at, kind, 'suppressedWhile'];
    const state = stateTagOf(machine);
    if (state === undefined) fault(path, told('faults.suppressedNever', { machine: machine.label }));
    else checkNames(alarm.suppressedWhile, packmlStates, String(state.id), path, fault);
  }
}

function checkNames(
  names: readonly (string | undefined)[] | undefined,
  known: readonly string[],
  id: string,
  at: Path,
  fault: Report,
): void {
  for (const [k, state] of entries(names)) {
    if (!known.includes(state))
      fault([...at, k], told('faults.noState', { id, state, choices: choices(state, known) }));
  }
}
