import { useStore } from 'zustand';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { useText } from '../../languages/language.ts';
import { stepOf, trustOf } from '../../stores/differences.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { readingOf, useLost } from '../reading.ts';
import { siteClock } from '../time/clock-text.ts';
import { distanceWords, stepWords } from './compare-words.ts';
import { useMoments } from './use-moments.ts';
import { useSecond } from './use-second.ts';
import './compare.css';

interface ComparedTagProps {
  readonly tag: PlacedTag;
  readonly scale?: readonly [number, number] | null;
}

/** Below a tag's own row: its value at B, what lies between, and B's needle on the scale. */
export function ComparedTag({ tag, scale }: ComparedTagProps) {
  const t = useText();
  const { table } = useSession();
  const { slot } = tag;
  // A hundred rows are not rendered because one value of them changed; a stale one tells its age.
  const second = useSecond(({ table: tableB }) => {
    const age = tableB.qualities[slot] === Quality.stale ? tableB.shownMs : '';
    return [table, tableB].map(({ values, qualities }) => `${values[slot]} ${qualities[slot]}`).join() + age;
  });
  const lost = useLost();
  const reading = readingOf(tag, second.table, second.table.shownMs, false);
  const numeric = tag.tag.kind === 'number' || tag.tag.kind === 'integer';
  const both = !lost && trustOf(table, slot) === 'usable' && trustOf(second.table, slot) === 'usable';
  const by =
    both && numeric ? stepOf(tag.tag, table.values[slot]!, second.table.values[slot]!, second.isPosed(slot)) : 0;
  const known = scale && Number.isFinite(reading.value);
  return (
    <>
      {known && (
        <span className="compared-scale" aria-hidden="true">
          <span className="compared-at" style={{ transform: `translateX(${100 * within(scale, reading.value)}%)` }}>
            <svg className="compared-needle" width="10" height="14" viewBox="0 0 10 14" aria-hidden="true">
              <path d="M5 9.5V0M1 14h8L5 9z" />
            </svg>
          </span>
        </span>
      )}
      <span className="compared-row" data-trust={reading.trust}>
        <b className="compared-b">B</b>
        <span>
          {reading.text} {reading.unit}
        </span>
        {reading.note !== '' && <span className="muted">{reading.note}</span>}
        {by !== 0 && (
          <span className="compared-by" title={t('compare.difference')}>
            <span className="unseen">{t('compare.difference')} </span>
            {stepWords(tag, by)}
          </span>
        )}
      </span>
    </>
  );
}

const within = ([from, to]: readonly [number, number], value: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/** Over the picture: the two moments it is of, and how B is drawn. */
export function ComparedLegend() {
  const t = useText();
  const { index } = useSession();
  const second = useSecond();
  const moments = useMoments();
  const live = useStore(timeStore, ({ mode }) => mode === 'live');
  if (moments === null) return null;
  const { aMs, bMs } = moments;
  const clock = siteClock(index.plant.site.timeZone);
  const atMs = Number.isNaN(second.table.shownMs) ? bMs : second.table.shownMs;
  return (
    <dl className="compared-legend" data-keep-clear aria-label={t('compare.compare')}>
      <div>
        <dt>
          <b className="compared-a">A</b>
        </dt>
        <dd>
          <span className="compared-a-moment">{clock.moment(aMs)}</span>{' '}
          {live && <span className="muted">{t('compare.live')}</span>}
        </dd>
      </div>
      <div>
        <dt>
          <b className="compared-b">B</b>
        </dt>
        <dd>
          {clock.moment(atMs)} <span className="muted">{distanceWords(moments.second, aMs, atMs)}</span>
        </dd>
      </div>
      <div className="compared-key">
        <dt>
          <span className="compared-ghost" />
        </dt>
        <dd>
          {t('compare.ghost')}, {t('compare.edge')}
        </dd>
      </div>
    </dl>
  );
}
