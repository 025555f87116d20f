import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CorrectedSample } from '../../../protocol/messages.ts';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { formatWithUnit } from '../../languages/values.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { siteClock } from '../time/clock-text.ts';
import './corrected.css';

/** A moment has to stand so long before it is asked for: scrubbing asks for nothing. */
const standsMs = 300;

/** Of the past: which of the machine's values were told otherwise at first, what they were, and since when. */
export function Corrected({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { table, feed, index } = useSession();
  usePulse();
  const asks = useStore(timeStore, ({ mode, playing }) => mode === 'past' && !playing);
  const [found, setFound] = useState<readonly CorrectedSample[]>([]);
  const samples = machine.tags.map(({ slot }) => [slot, table.timesMs[slot]!] as const);
  const wanted = JSON.stringify(asks ? samples.filter(([, timeMs]) => !Number.isNaN(timeMs)) : []);
  useEffect(() => {
    if (wanted === '[]') return;
    let over = false;
    const timer = setTimeout(() => {
      feed.corrected({ samples: JSON.parse(wanted) as [number, number][] }).then(
        (corrected) => over || setFound(corrected),
        // Without the gateway nothing is said of it; the status says that it is away.
        () => undefined,
      );
    }, standsMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, feed]);
  const shown = asks ? found.filter(({ slot, timeMs }) => table.timesMs[slot] === timeMs) : [];
  if (shown.length === 0) return null;
  const clock = siteClock(index.plant.site.timeZone);
  const when = (ms: number, ofMs: number) =>
    clock.isoDate(ms) === clock.isoDate(ofMs) ? clock.minute(ms) : `${clock.date(ms)} ${clock.minute(ms)}`;
  return (
    <ul className="inspector-corrected" aria-label={t('corrected.title')}>
      {shown.map(({ slot, timeMs, value, correctedMs }) => {
        const tag = index.tags[slot]!;
        const was = value === null ? t('states.noValue') : formatWithUnit(tag, value);
        return (
          <li key={slot}>
            <span>{tag.tag.name}</span>
            <span className="muted">
              {correctedMs === null
                ? t('corrected.wasOnce', { was })
                : t('corrected.was', { when: when(correctedMs, timeMs), was })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
