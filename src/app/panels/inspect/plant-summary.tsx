import { useMemo } from 'react';
import { useStore } from 'zustand';
import { limitState } from '../../../twin/limits.ts';
import type { StateClass } from '../../../twin/packml.ts';
import { machineCount, type PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { byExcess, excess } from '../../excess.ts';
import { text, useText } from '../../languages/language.ts';
import { formatValue } from '../../languages/values.ts';
import { machineStatesStore } from '../../stores/machine-states.ts';
import { frame, select } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { LimitMark, StateMark } from '../marks.tsx';
import { readingOf, shownMs, useLost } from '../reading.ts';
import { Trend } from '../trend/later.tsx';
import './gauge.css';

const order: readonly StateClass[] = ['running', 'idle', 'suspended', 'held', 'stopped', 'aborted', 'unknown'];
const nothing: readonly PlacedTag[] = [];

/** What one asks of a plant first: does it run, and is anything beyond a limit. */
export function PlantSummary() {
  const t = useText();
  const { index } = useSession();
  return (
    <>
      <header className="inspector-head">
        <div className="inspector-title">
          <h2>{index.plant.name}</h2>
        </div>
        <p className="muted">
          {index.plant.site.name} · {t('inspect.machineCount', { count: machineCount(index) })} ·{' '}
          {t('inspect.tagCount', { count: index.tags.length })}
        </p>
      </header>
      <div className="inspector-body">
        <BeyondLimits />
        {index.machines.some(({ stateTag }) => stateTag) && <States />}
        <Trend suggested={nothing} />
      </div>
    </>
  );
}

function States() {
  const t = useText();
  const { index } = useSession();
  const statuses = useStore(machineStatesStore, ({ machines }) => machines);
  const groups = useMemo(
    () =>
      order
        .map((which) => ({
          which,
          machines: index.machines.filter((m) => m.stateTag && statuses[m.index]?.stateClass === which),
        }))
        .filter(({ machines }) => machines.length > 0),
    [index, statuses],
  );
  const most = Math.max(...groups.map(({ machines }) => machines.length));
  return (
    <section className="inspector-group" aria-label={t('inspect.byState')}>
      <h3>{t('tree.machines')}</h3>
      <ul className="summary-states">
        {groups.map(({ which, machines }) => (
          <li key={which}>
            <button
              type="button"
              title={t('inspect.show', { names: machines.map((m) => m.machine.name).join(', ') })}
              onClick={() => frame(machines.map((m) => m.machine.id))}
            >
              <StateMark of={which} />
              <span className="summary-word">{t(`states.class.${which}`)}</span>
              <span className="summary-bar">
                <span className={`swatch swatch-${which}`} style={{ width: `${(machines.length / most) * 100}%` }} />
              </span>
              <strong>{machines.length}</strong>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "All normal" must not be said of values that nobody knows. `tags`: those that have limits. */
function normalWords(lost: boolean, tags: number, known: number): string {
  if (lost) return text('inspect.normalLost');
  if (known === tags) return text('inspect.normalAll');
  if (known === 0) return text('inspect.normalUnknown');
  return text('inspect.normalKnown', { count: tags - known, tags });
}

function BeyondLimits() {
  const t = useText();
  const { index, table } = useSession();
  usePulse();
  const time = useStore(timeStore);
  const lost = useLost();
  const statuses = useStore(machineStatesStore, ({ machines }) => machines);
  // Of the others only those that are shown come in.
  const limited = useMemo(() => index.tags.filter(({ tag }) => tag.limits), [index]);
  const rows = statuses
    .flatMap(({ beyond }) => beyond)
    .flatMap((slot) => {
      const tag = index.tags[slot]!;
      const value = table.values[slot]!;
      const limit = limitState(tag.tag.limits, value);
      return limit === 'normal' ? [] : [{ tag, value, limit, ...excess(tag, limit, value) }];
    })
    .sort(byExcess);
  if (rows.length === 0) {
    const known = limited.filter(({ slot }) => table.qualities[slot]! < Quality.stale).length;
    return (
      <p className="summary-normal" role="status">
        {normalWords(lost, limited.length, known)}
      </p>
    );
  }
  return (
    <section className="inspector-group" aria-label={t('inspect.beyond')}>
      <h3>
        {t('inspect.beyond')} · {rows.length}
      </h3>
      <ul className="summary-beyond">
        {rows.map(({ tag, limit, bound }) => {
          const reading = readingOf(tag, table, shownMs(time), lost);
          const { machine } = tag.machine;
          return (
            <li key={tag.id}>
              <button
                type="button"
                onClick={() => {
                  select(machine.id);
                  frame([machine.id]);
                }}
              >
                <LimitMark of={limit} />
                <span className="summary-tag">
                  <span>{machine.name}</span>
                  <span className="muted">{tag.tag.name}</span>
                </span>
                <span className="summary-value">
                  <span className="tag-value">
                    {reading.text}
                    <span className="tag-unit">{reading.unit}</span>
                  </span>
                  <span className="muted" title={t(`states.limit.${limit}`)}>
                    {limit === 'high' || limit === 'highHigh' ? '≥' : '≤'} {formatValue(tag, bound)}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
