import type { StandingAlarm } from '../../protocol/messages.ts';
import { type AlarmCause, isMilder, isSameCause, priorityOf } from '../../twin/alarm.ts';
import { type AlarmRecord, causeOfDetail, detailOf, recordAfter } from '../../twin/alarms/alarm-entry.ts';
import { type AlarmEvent, type AlarmStep, step } from '../../twin/alarms/alarm-state.ts';
import { AlarmCondition, type Readings } from '../../twin/alarms/condition.ts';
import type { PlacedAlarm } from '../../twin/alarms/placed-alarm.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { NewEntry } from './alarm-journal.ts';

/** An alarm of the plant while the gateway watches it: its condition, and its state as of the last look. */
export class WatchedAlarm {
  readonly alarm: PlacedAlarm;
  readonly condition: AlarmCondition;
  /** What a person does with it is being written: it stays as it is meanwhile. */
  held = false;
  readonly #readings: Readings;
  #record: AlarmRecord;
  #cause: AlarmCause;

  constructor(alarm: PlacedAlarm, record: AlarmRecord, index: PlantIndex, readings: Readings) {
    this.alarm = alarm;
    this.#record = record;
    this.#readings = readings;
    this.#cause = causeOfDetail(alarm, record.detail);
    this.condition = new AlarmCondition(alarm, index, readings);
    if (record.status.active) this.condition.restore(this.#cause);
  }

  get record(): AlarmRecord {
    return this.#record;
  }

  /** When it has to be looked at without a new sample; infinite = never. */
  get dueMs(): number {
    return Math.min(this.condition.dueMs, this.#record.status.untilMs ?? Number.POSITIVE_INFINITY);
  }

  /** Nothing stands, and nothing is on its way. */
  get isIdle(): boolean {
    return this.condition.standing === null && this.dueMs === Number.POSITIVE_INFINITY && this.view() === null;
  }

  /** What has happened since the last look; at the first one nobody knows since when. */
  look(nowMs: number, isFirst = false): readonly NewEntry[] {
    const standing = this.condition.look(nowMs);
    const suppressed = this.condition.isSuppressed();
    const entries: NewEntry[] = [];
    const happen = (kind: 'raise' | 'clear' | 'escalate' | 'suppress' | 'unsuppress' | 'expire', timeMs: number) => {
      const after = this.step({ kind });
      if (!after.ok) return;
      const entry = this.#entry(kind, after.status, nowMs, timeMs);
      entries.push(this.take(isFirst && kind === 'raise' ? { ...entry, stoodBefore: true } : entry));
    };
    const { status } = this.#record;
    // What is suppressed at the moment at which it is raised is not announced.
    if (suppressed === true) happen('suppress', nowMs);
    if (standing === null) happen('clear', nowMs);
    else {
      const before = this.#cause;
      this.#cause = standing.cause;
      const isWorse = !isSameCause(standing.cause, before) && !isMilder(standing.cause, before);
      if (!status.active) happen('raise', this.#sampleMs(nowMs));
      else if (isWorse) happen('escalate', this.#sampleMs(nowMs));
    }
    if (suppressed === false) happen('unsuppress', nowMs);
    if (status.untilMs !== null && status.untilMs <= nowMs) happen('expire', nowMs);
    return entries;
  }

  step(event: AlarmEvent): AlarmStep {
    return step(this.#record.status, event, this.alarm.settings.latching ?? false);
  }

  /** It has happened. */
  take(entry: NewEntry): NewEntry {
    this.#record = recordAfter(this.#record, entry);
    return entry;
  }

  /** What a person does with it, after which its state is `status`; not taken yet. */
  done(
    event: AlarmEvent,
    status: AlarmRecord['status'],
    nowMs: number,
    { id, name }: { readonly id: string; readonly name: string },
  ): NewEntry {
    const entry = this.#entry(event.kind, status, nowMs, nowMs);
    return { ...entry, by: { id, name }, ...('reason' in event && { reason: event.reason }) };
  }

  /** As it is told; null in its normal state. */
  view(): StandingAlarm | null {
    const { status, sinceMs, by, reason, stoodBefore } = this.#record;
    if (status.state === 'normal') return null;
    const isPersons = status.state !== 'unacknowledged' && status.state !== 'suppressed';
    return {
      id: this.alarm.id,
      machine: this.alarm.placed.machine.machine.id,
      priority: this.#priority(),
      cause: this.#cause,
      sinceMs,
      unconfirmed: this.condition.standing?.unconfirmed ?? false,
      state: status.state,
      active: status.active,
      ...(stoodBefore && { stoodBefore }),
      ...(status.untilMs !== null && { untilMs: status.untilMs }),
      ...(isPersons && by && { by: by.name }),
      ...(isPersons && reason !== undefined && { reason }),
    };
  }

  #entry(event: AlarmEvent['kind'], status: AlarmRecord['status'], atMs: number, timeMs: number): NewEntry {
    const detail = detailOf(this.#cause);
    const value = this.#readings.values[this.alarm.placed.slot]!;
    return {
      atMs,
      timeMs,
      alarm: this.alarm.id,
      event,
      from: this.#record.status.state,
      status,
      priority: this.#priority(),
      ...(detail && { detail }),
      ...(Number.isFinite(value) && { value }),
    };
  }

  #priority() {
    return priorityOf(this.#cause, this.alarm.placed.tag);
  }

  /** Of what is missing no sample tells. */
  #sampleMs(nowMs: number): number {
    const { kind, placed } = this.alarm;
    const timeMs = this.#readings.timesMs[placed.slot]!;
    return kind === 'quality' || kind === 'communication' || Number.isNaN(timeMs) ? nowMs : timeMs;
  }
}
