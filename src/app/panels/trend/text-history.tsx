import { useRef } from 'react';
import { useStore } from 'zustand';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { formatValue } from '../../languages/values.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { useStateRecord } from '../record.ts';
import { duration, siteClock } from '../time/clock-text.ts';
import { stateSpans } from '../time/state-spans.ts';
import { spanOf } from '../time/time-window.ts';
import { useSize } from '../use-size.ts';
import { textBands } from './text-bands.ts';
import { trendVisible, trendWindowStore } from './trend-window.ts';

/** Changes that are listed; the bands show all. */
const mostListed = 100;

/** A text over the trend's window: a band for as long as it held, and its changes, the newest first. */
export function TextHistory({ tag }: { readonly tag: PlacedTag }) {
  const t = useText();
  const { index, timeline } = useSession();
  usePulse();
  const record = useStateRecord();
  const time = useStore(timeStore);
  const choice = useStore(trendWindowStore);
  const lane = useRef<HTMLDivElement>(null);
  const { width } = useSize(lane);
  const cursorMs = time.mode === 'past' ? time.cursorMs : null;
  const window = trendVisible(choice, cursorMs, nowMs());
  const rows = record.rows(tag.slot, window);
  const known = rows && stateSpans(rows, { fromMs: window.fromMs, toMs: Math.min(window.toMs, nowMs()) });
  const clock = siteClock(index.plant.site.timeZone);
  const ofToday = (timeMs: number) => clock.isoDate(timeMs) === clock.isoDate(nowMs());
  const words = (code: number | null) => (code === null ? '…' : formatValue(tag, code));
  const name = `${tag.machine.machine.name} ${tag.tag.name}`;
  const changes = known?.filter(({ cut, code }) => !cut && !Number.isNaN(code)).reverse() ?? [];
  return (
    <section className="text-history" aria-label={name}>
      {/* What the bands say is in the list, too. */}
      <div
        ref={lane}
        className="text-lane"
        aria-hidden="true"
        onPointerDown={({ nativeEvent, currentTarget }) => {
          const offsetPx = nativeEvent.clientX - currentTarget.getBoundingClientRect().left;
          timeline.seek(window.fromMs + (offsetPx / width) * spanOf(window));
        }}
      >
        {width > 0 &&
          known &&
          textBands(known, window, width).map(({ fromPx, toPx, code }) => (
            <span
              key={fromPx}
              className="text-band"
              data-code={Number.isNaN(code) ? 'unknown' : code === null ? 'many' : 'one'}
              title={words(code)}
              style={{ left: fromPx, width: toPx - fromPx }}
            >
              {words(code)}
            </span>
          ))}
        {cursorMs !== null && (
          <span className="text-cursor" style={{ left: ((cursorMs - window.fromMs) / spanOf(window)) * width }} />
        )}
      </div>
      {known === null && <p className="muted text-note">{t('inspect.loading')}</p>}
      {rows !== null && rows.bucketMs > 0 && (
        <p className="muted text-note">{t('lanes.summedText', { length: duration(rows.bucketMs) })}</p>
      )}
      {known?.every(({ code }) => Number.isNaN(code)) && <p className="muted text-note">{t('trend.empty')}</p>}
      <ol className="text-changes">
        {changes.slice(0, mostListed).map(({ fromMs, code }) => (
          <li key={fromMs}>
            <button type="button" onClick={() => timeline.seek(fromMs)}>
              <span className="muted">{ofToday(fromMs) ? clock.time(fromMs) : clock.moment(fromMs)}</span>{' '}
              <bdi>{words(code)}</bdi>
            </button>
          </li>
        ))}
        {changes.length > mostListed && <li className="muted">…</li>}
      </ol>
    </section>
  );
}
