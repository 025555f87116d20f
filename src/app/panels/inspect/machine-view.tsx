import { Suspense, useMemo } from 'react';
import { useStore } from 'zustand';
import { stateClass } from '../../../twin/packml.ts';
import type { PlacedMachine, PlacedTag } from '../../../twin/plant-index.ts';
import { text, useText } from '../../languages/language.ts';
import { lazily } from '../../languages/lazily.ts';
import { equipmentName, packmlWord } from '../../languages/values.ts';
import { machineStatesStore } from '../../stores/machine-states.ts';
import { frame, select } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { MachineAlarms, useMachineAlarms } from '../alarm-tools/machine-alarms.tsx';
import { ComparedTag } from '../compare/later.tsx';
import { MachineHealth } from '../health/later.tsx';
import { Icon, LimitMark, StateMark } from '../marks.tsx';
import { MachineOrders } from '../orders/order-list.tsx';
import { shownMs, useReading } from '../reading.ts';
import { useStateRecord } from '../record.ts';
import { duration } from '../time/clock-text.ts';
import { stateSince } from '../time/state-spans.ts';
import { Trend } from '../trend/later.tsx';
import { ComponentHead } from './component-head.tsx';
import { TagRow } from './gauge.tsx';
import { OpenTools } from './open-tools.tsx';
import { StateHistory } from './state-history.tsx';

const Corrected = lazily(() => import('./corrected.tsx').then(({ Corrected }) => Corrected));
const MachineModel = lazily(() => import('../model/model-panel.tsx').then(({ MachineModel }) => MachineModel));

export function MachineView({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const past = useStore(timeStore, ({ mode }) => mode === 'past');
  const suggested = useMemo(() => machine.mainTags.filter(isMeasured).slice(0, 1), [machine]);
  const groups = useMemo(() => tagGroups(machine), [machine]);
  const main = useMemo(() => machine.mainTags.filter((tag) => tag !== machine.stateTag), [machine]);
  return (
    <>
      <header className="inspector-head">
        <div className="inspector-title">
          <h2>{machine.machine.name}</h2>
          <button
            type="button"
            aria-label={t('inspect.frame')}
            title={`${t('inspect.frame')} (F)`}
            onClick={() => frame([machine.machine.id])}
          >
            <Icon name="frame" />
          </button>
          <button
            type="button"
            aria-label={t('inspect.close')}
            title={t('inspect.backToPlant')}
            onClick={() => select(null)}
          >
            <Icon name="close" />
          </button>
        </div>
        <p className="muted">
          {equipmentName(machine.machine.type)} · {machine.line.name} · {machine.area.name}
        </p>
        {machine.stateTag && <StateLine machine={machine} stateTag={machine.stateTag} />}
        {machine.machine.components.length > 0 && <OpenTools machine={machine} />}
      </header>
      <div className="inspector-body">
        <Beyond machine={machine} />
        <MachineAlarms machine={machine} />
        <MachineHealth machine={machine} />
        <MachineOrders machine={machine.machine.id} />
        {main.length > 0 && (
          <ul className="inspector-main" aria-label={t('inspect.mainValues')}>
            {main.map((tag) => (
              <TagRow key={tag.id} tag={tag} large />
            ))}
          </ul>
        )}
        {past && (
          <Suspense fallback={null}>
            <Corrected machine={machine} />
          </Suspense>
        )}
        {machine.machine.model && (
          <Suspense fallback={null}>
            <MachineModel machine={machine} />
          </Suspense>
        )}
        <Trend suggested={suggested} />
        {machine.stateTag && <StateHistory stateTag={machine.stateTag} />}
        {groups.map(({ id, name, tags }) => (
          <section key={name} className="inspector-group" aria-label={name}>
            {id === null ? <h3>{name}</h3> : <ComponentHead id={id} name={name} tags={tags} />}
            <ul>
              {tags.map((tag) => (
                <TagRow key={tag.id} tag={tag} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

const isMeasured = ({ tag }: PlacedTag): boolean => tag.kind === 'number' || tag.kind === 'integer';

interface TagGroup {
  /** The component's; null = the machine as a whole. */
  readonly id: string | null;
  readonly name: string;
  readonly tags: readonly PlacedTag[];
}

/** The tags that are not shown on top already: by component, those of the machine as a whole last. */
function tagGroups(machine: PlacedMachine): readonly TagGroup[] {
  const rest = machine.tags.filter((tag) => tag !== machine.stateTag && !machine.mainTags.includes(tag));
  const groups: TagGroup[] = machine.machine.components.map(({ id, name }) => ({
    id,
    name,
    tags: rest.filter(({ tag }) => tag.component === id),
  }));
  const placed = new Set(groups.flatMap(({ tags }) => tags));
  groups.push({ id: null, name: text('inspect.machine'), tags: rest.filter((tag) => !placed.has(tag)) });
  return groups.filter(({ tags }) => tags.length > 0);
}

/** How far back the beginning of a state is looked for. */
const lookBackMs = 24 * 3_600_000;

function StateLine({ machine, stateTag }: { readonly machine: PlacedMachine; readonly stateTag: PlacedTag }) {
  const t = useText();
  usePulse();
  const record = useStateRecord();
  const atMs = shownMs(useStore(timeStore));
  const reading = useReading(stateTag);
  const code = reading.value;
  const rows = record.rows(stateTag.slot, { fromMs: atMs - lookBackMs, toMs: atMs });
  // The worst of each bucket does not tell since when.
  const since = rows?.bucketMs === 0 ? stateSince(rows, atMs) : null;
  return (
    <p
      className="inspector-state"
      role="status"
      aria-label={machine.machine.name}
      aria-live="off"
      data-trust={reading.trust}
    >
      <StateMark of={stateClass(code)} />
      <strong>{packmlWord(code)}</strong>
      {since && Object.is(since.code, code) && (
        <span className="muted">
          {t(since.atLeast ? 'inspect.forOver' : 'inspect.for', { time: duration(atMs - since.sinceMs) })}
        </span>
      )}
      {reading.note && <span className="muted">{reading.note}</span>}
      <ComparedTag tag={stateTag} />
    </p>
  );
}

/** What is beyond a limit, in words, before everything else. */
/** What is beyond a limit, but for what its alarms tell. */
function Beyond({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { index } = useSession();
  const told = useMachineAlarms(machine).map(({ cause }) => (cause.kind === 'limit' ? cause.slot : -1));
  const all = useStore(machineStatesStore, ({ machines }) => machines[machine.index]?.beyond);
  const beyond = all?.filter((slot) => !told.includes(slot));
  if (!beyond || beyond.length === 0) return null;
  return (
    <ul className="inspector-beyond" aria-label={t('inspect.beyond')}>
      {beyond.map((slot) => (
        <BeyondRow key={slot} tag={index.tags[slot]!} />
      ))}
    </ul>
  );
}

function BeyondRow({ tag }: { readonly tag: PlacedTag }) {
  const t = useText();
  const reading = useReading(tag);
  return (
    <li>
      <LimitMark of={reading.limit} />
      <span className="inspector-beyond-words">
        {tag.tag.name}{' '}
        {reading.trust === 'stale'
          ? t('inspect.was', { limit: t(`states.limit.${reading.limit}`) })
          : t(`states.limit.${reading.limit}`)}
      </span>
      <strong>
        {reading.text} {reading.unit}
      </strong>
    </li>
  );
}
