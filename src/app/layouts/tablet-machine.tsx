import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { LimitState } from '../../twin/limits.ts';
import { stateClass } from '../../twin/packml.ts';
import type { PlacedMachine, PlacedTag } from '../../twin/plant-index.ts';
import { excess } from '../excess.ts';
import { useText } from '../languages/language.ts';
import { formatWithUnit } from '../languages/values.ts';
import { MachineAlarms } from '../panels/alarm-tools/machine-alarms.tsx';
import { PriorityMark } from '../panels/alarms/priority-mark.tsx';
import { ComparedTag } from '../panels/compare/later.tsx';
import { ForecastList } from '../panels/forecast/later.tsx';
import { Inspector } from '../panels/inspect/inspector.tsx';
import { LimitMark, StateMark } from '../panels/marks.tsx';
import { shownMs, useReading } from '../panels/reading.ts';
import { ago, siteClock } from '../panels/time/clock-text.ts';
import { type ActiveAlarm, alarmsStore } from '../stores/alarms.ts';
import { machineStatesStore } from '../stores/machine-states.ts';
import { usePulse, useSession } from '../stores/session.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';

/** Name and state: what is in sight however low the sheet is. */
export function MachineHead({ machine }: { readonly machine: PlacedMachine }) {
  return (
    <>
      <h2>{machine.machine.name}</h2>
      {machine.stateTag ? <State tag={machine.stateTag} /> : <p className="muted">{machine.line.name}</p>}
    </>
  );
}

function State({ tag }: { readonly tag: PlacedTag }) {
  const t = useText();
  const { value, text, note, trust } = useReading(tag);
  return (
    <p className="sheet-state" data-trust={trust}>
      <StateMark of={stateClass(value)} />
      <strong>{Number.isNaN(value) ? t('states.class.unknown') : text}</strong>
      {note !== '' && <span className="muted">{note}</span>}
    </p>
  );
}

/** Three values, the alarms, what can truly be said about them, and below it all that the desk's inspector has. */
export function MachineBody({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const beyond = useStore(machineStatesStore, ({ machines }) => machines[machine.index]?.beyond ?? nothing);
  const facts = useMemo(() => factsOf(machine, beyond), [machine, beyond]);
  return (
    <>
      {facts.length > 0 && (
        <dl className="facts" aria-label={t('inspect.mainValues')}>
          {facts.map((tag) => (
            <Fact key={tag.id} tag={tag} />
          ))}
        </dl>
      )}
      <Guidance machine={machine} />
      <MachineAlarms machine={machine} />
      <ForecastList machine={machine} />
      <div className="sheet-more">
        <Inspector />
      </div>
    </>
  );
}

const nothing: readonly number[] = [];
const mostFacts = 3;

/** The main values first, then what is beyond a limit, then what has limits, then any number. */
function factsOf(machine: PlacedMachine, beyond: readonly number[]): readonly PlacedTag[] {
  const numbers = machine.tags.filter(({ tag }) => tag.kind === 'number' || tag.kind === 'integer');
  return [
    ...new Set([
      ...machine.mainTags.filter((tag) => tag !== machine.stateTag),
      ...numbers.filter(({ slot }) => beyond.includes(slot)),
      ...numbers.filter(({ tag }) => tag.limits),
      ...numbers,
    ]),
  ].slice(0, mostFacts);
}

function Fact({ tag }: { readonly tag: PlacedTag }) {
  const reading = useReading(tag);
  return (
    <div className="fact" data-trust={reading.trust} data-tag={tag.id}>
      <dt>{tag.tag.name}</dt>
      <dd>
        <span className="fact-value">{reading.text}</span> <span className="fact-unit">{reading.unit}</span>
        <LimitMark of={reading.limit} />
        {reading.note !== '' && <span className="fact-note">{reading.note}</span>}
        <ComparedTag tag={tag} />
      </dd>
    </div>
  );
}

/** Each alarm of the machine: by how much, since when, and the way to see what led to it. Nothing is guessed. */
function Guidance({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const all = useStore(alarmsStore, (state) => state.alarms);
  const alarms = all.filter((alarm) => alarm.machine === machine.machine.id);
  if (alarms.length === 0) return null;
  return (
    <section className="guidance" aria-label={t('tablet.whatNow')}>
      <h3>{t('tablet.whatNow')}</h3>
      <ul>
        {alarms.map((alarm) => (
          <Advice key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </section>
  );
}

/** So much of what came before is shown, too. */
const leadMs = 60_000;

function Advice({ alarm }: { readonly alarm: ActiveAlarm }) {
  const t = useText();
  const { index, timeline } = useSession();
  usePulse();
  const time = useStore(timeStore);
  const live = useStore(twinStore, ({ connection }) => connection === 'connected') && time.mode === 'live';
  const since = alarm.earlier ? null : alarm.sinceMs;
  const words = since !== null && {
    moment: siteClock(index.plant.site.timeZone).moment(since),
    age: ago(since, shownMs(time)),
  };
  return (
    <li>
      <PriorityMark of={alarm.priority} />
      <div>
        {alarm.cause.kind === 'limit' ? (
          <BeyondBy tag={index.tags[alarm.cause.slot]!} limit={alarm.cause.limit} />
        ) : alarm.cause.kind === 'state' ? (
          <p>{t(`tablet.stopped.${alarm.cause.state}`)}</p>
        ) : (
          <p>{index.tags[alarm.cause.slot]!.tag.alarms?.[alarm.cause.kind]?.name}</p>
        )}
        {words && <p className="muted">{t('tablet.since', words)}</p>}
      </div>
      {since !== null && live && (
        <button type="button" onClick={() => timeline.seek(since - leadMs)}>
          {t('tablet.showMoment')}
        </button>
      )}
    </li>
  );
}

interface BeyondByProps {
  readonly tag: PlacedTag;
  readonly limit: Exclude<LimitState, 'normal'>;
}

function BeyondBy({ tag, limit }: BeyondByProps) {
  const t = useText();
  const reading = useReading(tag);
  const { bound } = excess(tag, limit, reading.value);
  const words = {
    tag: tag.tag.name,
    excess: formatWithUnit(tag, Math.abs(reading.value - bound)),
    limit: formatWithUnit(tag, bound),
  };
  return <p>{reading.trust === 'stale' ? t('tablet.wasBeyondBy', words) : t('tablet.beyondBy', words)}</p>;
}
