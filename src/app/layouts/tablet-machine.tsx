import { useMemo } from 'react';
import { useStore } from 'zustand';
import { stateClass } from '../../twin/packml.ts';
import type { PlacedMachine, PlacedTag } from '../../twin/plant-index.ts';
import { excess } from '../excess.ts';
import { useText } from '../languages/language.ts';
import { formatWithUnit } from '../languages/values.ts';
import { nowMs } from '../live/clock.ts';
import { Inspector } from '../panels/inspect/inspector.tsx';
import { LimitMark, StateMark } from '../panels/marks.tsx';
import { useReading } from '../panels/reading.ts';
import { ago, siteClock } from '../panels/time/clock-text.ts';
import { alarmsStore } from '../stores/alarms.ts';
import { machineStatesStore } from '../stores/machine-states.ts';
import { useSession } from '../stores/session.ts';
import { timeStore } from '../stores/time.ts';

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
  const facts = useMemo(() => machine.mainTags.filter((tag) => tag !== machine.stateTag).slice(0, 3), [machine]);
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
      <div className="sheet-more">
        <Inspector />
      </div>
    </>
  );
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
      </dd>
    </div>
  );
}

/** Each tag beyond a limit: by how much, and until when it was well. Nothing is guessed, so nothing may stand here. */
function Guidance({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { index } = useSession();
  const beyond = useStore(machineStatesStore, ({ machines }) => machines[machine.index]?.beyond);
  if (!beyond || beyond.length === 0) return null;
  return (
    <section className="guidance" aria-label={t('tablet.whatNow')}>
      <h3>{t('tablet.whatNow')}</h3>
      <ul>
        {beyond.map((slot) => (
          <BeyondBy key={slot} tag={index.tags[slot]!} />
        ))}
      </ul>
    </section>
  );
}

/** The last good moment is shown with this much before it. */
const leadMs = 60_000;

function BeyondBy({ tag }: { readonly tag: PlacedTag }) {
  const t = useText();
  const { index, timeline } = useSession();
  const reading = useReading(tag);
  const mode = useStore(timeStore, (state) => state.mode);
  const alarm = useStore(alarmsStore, ({ alarms }) =>
    alarms.find(({ cause }) => cause.kind === 'limit' && cause.slot === tag.slot),
  );
  if (reading.limit === 'normal' || Number.isNaN(reading.value)) return null;
  const { bound } = excess(tag, reading.limit, reading.value);
  const since = alarm?.earlier ? null : (alarm?.sinceMs ?? null);
  return (
    <li>
      <LimitMark of={reading.limit} />
      <div>
        <p>
          {t('tablet.beyondBy', {
            tag: tag.tag.name,
            excess: formatWithUnit(tag, Math.abs(reading.value - bound)),
            limit: formatWithUnit(tag, bound),
          })}
        </p>
        {since !== null && (
          <p className="muted">
            {t('tablet.goodUntil', {
              moment: siteClock(index.plant.site.timeZone).moment(since),
              age: ago(since, nowMs()),
            })}
          </p>
        )}
        {since !== null && mode === 'live' && (
          <button type="button" onClick={() => timeline.seek(since - leadMs)}>
            {t('tablet.showMoment')}
          </button>
        )}
      </div>
    </li>
  );
}
