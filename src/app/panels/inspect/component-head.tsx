import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type LimitState, limitState } from '../../../twin/limits.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { useText } from '../../languages/language.ts';
import type { LiveTable } from '../../live/live-table.ts';
import { selectComponent, selectionStore } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { LimitMark } from '../marks.tsx';

interface ComponentHeadProps {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly PlacedTag[];
}

/** A component's name and how it is: the worst of its tags. A click marks its part in the opened machine. */
export function ComponentHead({ id, name, tags }: ComponentHeadProps) {
  const t = useText();
  const { table } = useSession();
  usePulse();
  const selected = useStore(selectionStore, ({ component }) => component === id);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (selected) head.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const limit = worstLimit(tags, table);
  const doubtful = tags.some(
    ({ slot }) => !Number.isNaN(table.timesMs[slot]!) && table.qualities[slot]! >= Quality.stale,
  );
  return (
    <h3 ref={head} className={selected ? 'component-head component-selected' : 'component-head'}>
      <button type="button" aria-pressed={selected} onClick={() => selectComponent(id)}>
        {name}
      </button>
      <LimitMark of={limit} />
      <span className="muted">
        {limit !== 'normal' ? t(`states.limit.${limit}`) : doubtful ? t('inspect.doubtful') : t('states.limit.normal')}
      </span>
    </h3>
  );
}

const rank: Readonly<Record<LimitState, number>> = { normal: 0, low: 1, high: 1, lowLow: 2, highHigh: 2 };

function worstLimit(tags: readonly PlacedTag[], table: LiveTable): LimitState {
  let worst: LimitState = 'normal';
  for (const { slot, tag } of tags) {
    if (table.qualities[slot]! >= Quality.stale) continue;
    const limit = limitState(tag.limits, table.values[slot]!);
    if (rank[limit] > rank[worst]) worst = limit;
  }
  return worst;
}
