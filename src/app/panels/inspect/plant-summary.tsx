import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatValue } from '../../../twin/format-value.ts';
import { type LimitState, limitState } from '../../../twin/limits.ts';
import type { StateClass } from '../../../twin/packml.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { machineStatesStore } from '../../stores/machine-states.ts';
import { frame, select } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { LimitMark, limitWords, StateMark, stateClassWords } from '../marks.tsx';
import { readingOf, shownMs, useLost } from '../reading.ts';
import { Trend } from '../trend/trend.tsx';

const order: readonly StateClass[] = ['running', 'idle', 'suspended', 'held', 'stopped', 'aborted', 'unknown'];
const nothing: readonly PlacedTag[] = [];

/** What one asks of a plant first: does it run, and is anything beyond a limit. */
export function PlantSummary() {
  const { index } = useSession();
  return (
    <>
      <header className="inspector-head">
        <div className="inspector-title">
          <h2>{index.plant.name}</h2>
        </div>
        <p className="muted">
          {index.plant.site.name} · {index.machines.length} machines · {index.tags.length} tags
        </p>
      </header>
      <div className="inspector-body">
        <BeyondLimits />
        <States />
        <Trend suggested={nothing} />
      </div>
    </>
  );
}

function States() {
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
    <section className="inspector-group" aria-label="Machines by state">
      <h3>Machines</h3>
      <ul className="summary-states">
        {groups.map(({ which, machines }) => (
          <li key={which}>
            <button
              type="button"
              title={`${machines.map((m) => m.machine.name).join(', ')}: show`}
              onClick={() => frame(machines.map((m) => m.machine.id))}
            >
              <StateMark of={which} />
              <span className="summary-word">{stateClassWords[which]}</span>
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

const outer = (limit: LimitState): boolean => limit === 'highHigh' || limit === 'lowLow';

/** The limit a value is beyond, and by how much in shares of the tag's range. */
function excess({ tag }: PlacedTag, limit: Exclude<LimitState, 'normal'>, value: number) {
  const bound = tag.limits?.[limit] ?? value;
  const span = tag.range ? tag.range[1] - tag.range[0] : Math.max(1, Math.abs(bound));
  return { bound, share: Math.abs(value - bound) / span };
}

function BeyondLimits() {
  const { index, table } = useSession();
  usePulse();
  const time = useStore(timeStore);
  const lost = useLost();
  const statuses = useStore(machineStatesStore, ({ machines }) => machines);
  const rows = statuses
    .flatMap(({ beyond }) => beyond)
    .flatMap((slot) => {
      const tag = index.tags[slot]!;
      const value = table.values[slot]!;
      const limit = limitState(tag.tag.limits, value);
      return limit === 'normal' ? [] : [{ tag, value, limit, ...excess(tag, limit, value) }];
    })
    .sort((a, b) => Number(outer(b.limit)) - Number(outer(a.limit)) || b.share - a.share);
  if (rows.length === 0) {
    return (
      <p className="summary-normal" role="status">
        {lost ? 'All was normal when the connection was lost' : 'All normal: no value beyond its limits'}
      </p>
    );
  }
  return (
    <section className="inspector-group" aria-label="Beyond limits">
      <h3>Beyond limits · {rows.length}</h3>
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
                  <span className="muted" title={limitWords[limit]}>
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
