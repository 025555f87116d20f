import { useStore } from 'zustand';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { text, useText } from '../../languages/language.ts';
import { formatValue, formatWithUnit } from '../../languages/values.ts';
import { selectionStore, toggleTrend } from '../../stores/selection.ts';
import { ComparedTag } from '../compare/later.tsx';
import { LimitMark } from '../marks.tsx';
import { type Reading, useReading } from '../reading.ts';
import './gauge.css';

/** One tag of the selected machine: name, value, what is wrong with it, a scale where it has one. A click makes it a pen. */
export function TagRow({ tag, large = false }: { readonly tag: PlacedTag; readonly large?: boolean }) {
  const t = useText();
  const pen = useStore(selectionStore, ({ trendTags }) => trendTags.indexOf(tag.id));
  const reading = useReading(tag);
  const scale = scaleOf(tag);
  return (
    <li className={large ? 'tag-row tag-row-large' : 'tag-row'} data-tag={tag.id} data-trust={reading.trust}>
      <button
        type="button"
        className="tag-pen"
        aria-pressed={pen >= 0}
        title={`${tag.id}\n${t(pen >= 0 ? 'inspect.removePen' : 'inspect.addPen')}`}
        onClick={() => toggleTrend(tag.id)}
      >
        {pen >= 0 && <span className={`pen pen-${pen + 1}`} />}
        <span className="tag-name">{tag.tag.name}</span>
      </button>
      <span className="tag-note">{reading.note}</span>
      <LimitMark of={reading.limit} />
      <span className={tag.texts ? 'tag-value tag-value-text' : 'tag-value'}>
        {reading.text}
        {reading.unit && <span className="tag-unit">{reading.unit}</span>}
      </span>
      {scale && <Scale tag={tag} reading={reading} low={scale[0]} high={scale[1]} />}
      <ComparedTag tag={tag} scale={scale} />
    </li>
  );
}

/** Limits narrower than this share of the sensor's range would be a speck on it: the scale then shows their surroundings. */
const narrowShare = 0.3;

/** The scale's ends: the sensor's range, or as much of it as shows the limits. Totals and switches have none. */
function scaleOf({ tag }: PlacedTag): readonly [number, number] | null {
  if (tag.counter || (tag.kind !== 'number' && tag.kind !== 'integer')) return null;
  const [from, to] = tag.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const { limits } = tag;
  const low = limits?.lowLow ?? limits?.low;
  const high = limits?.highHigh ?? limits?.high;
  const between = low !== undefined && high !== undefined && high > low ? high - low : null;
  if (low !== undefined && high !== undefined && between !== null && between < (to - from) * narrowShare) {
    return [Math.max(from, low - between / 2), Math.min(to, high + between / 2)];
  }
  return tag.range && to > from ? tag.range : null;
}

interface ScaleProps {
  readonly tag: PlacedTag;
  readonly reading: Reading;
  readonly low: number;
  readonly high: number;
}

/** A linear scale: the normal band, a mark at each limit, a pointer. No pointer where nothing is known. */
function Scale({ tag, reading, low, high }: ScaleProps) {
  const t = useText();
  const limits = tag.tag.limits ?? {};
  const at = (value: number) => Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));
  const bandFrom = at(limits.low ?? limits.lowLow ?? low);
  const bandTo = at(limits.high ?? limits.highHigh ?? high);
  const known = Number.isFinite(reading.value);
  const words = [
    known ? formatWithUnit(tag, reading.value) : t('states.noValue'),
    reading.limit === 'normal' ? '' : t(`states.limit.${reading.limit}`),
    reading.trust === 'none' ? '' : reading.note,
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> must have a value, and there may be none to tell
    <div
      // biome-ignore lint/a11y/useAriaPropsForRole: aria-valuenow is left out when nothing is known; the text says so
      role="meter"
      aria-label={tag.tag.name}
      aria-valuemin={low}
      aria-valuemax={high}
      {...(known && { 'aria-valuenow': reading.value })}
      aria-valuetext={words.filter((word) => word !== '').join(', ')}
      className="scale"
      data-limit={reading.limit}
      title={scaleTitle(tag, low, high)}
    >
      <svg className="scale-track" width="100%" height="14" aria-hidden="true">
        <rect className="scale-range" x="0" y="4" width="100%" height="6" />
        <rect className="scale-band" x={`${bandFrom}%`} y="4" width={`${bandTo - bandFrom}%`} height="6" />
        {limits.low !== undefined && <Limit at={at(limits.low)} />}
        {limits.high !== undefined && <Limit at={at(limits.high)} />}
        {limits.lowLow !== undefined && <Limit at={at(limits.lowLow)} outer />}
        {limits.highHigh !== undefined && <Limit at={at(limits.highHigh)} outer />}
      </svg>
      {known && (
        <span className="scale-at" style={{ transform: `translateX(${at(reading.value)}%)` }}>
          <svg className="scale-pointer" width="10" height="14" viewBox="0 0 10 14" aria-hidden="true">
            <path d="M5 4.5v9.5M1 0h8l-4 5z" />
          </svg>
        </span>
      )}
    </div>
  );
}

function Limit({ at, outer = false }: { readonly at: number; readonly outer?: boolean }) {
  return (
    <line
      className={outer ? 'scale-outer' : 'scale-inner'}
      x1={`${at}%`}
      x2={`${at}%`}
      y1={outer ? 1 : 3}
      y2={outer ? 13 : 11}
    />
  );
}

function scaleTitle(tag: PlacedTag, low: number, high: number): string {
  const { limits } = tag.tag;
  const words: string[] = [text('inspect.range', { from: formatValue(tag, low), to: formatWithUnit(tag, high) })];
  if (limits?.lowLow !== undefined) words.push(`${text('inspect.lowLow')} ${formatValue(tag, limits.lowLow)}`);
  if (limits?.low !== undefined) words.push(`${text('inspect.low')} ${formatValue(tag, limits.low)}`);
  if (limits?.high !== undefined) words.push(`${text('inspect.high')} ${formatValue(tag, limits.high)}`);
  if (limits?.highHigh !== undefined) words.push(`${text('inspect.highHigh')} ${formatValue(tag, limits.highHigh)}`);
  return words.join(' · ');
}
