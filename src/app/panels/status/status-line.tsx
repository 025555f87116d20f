import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import type { SourceStatus } from '../../../protocol/messages.ts';
import { status } from '../../languages/en/status.ts';
import { number, text, useText } from '../../languages/language.ts';
import { lazily } from '../../languages/lazily.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { duration } from '../time/clock-text.ts';
import './status.css';

const Thinned = lazily(() => import('./thinned.tsx').then(({ Thinned }) => Thinned));

/** One line on how far the picture can be trusted: the connection, its delay, the sources, the record. */
export function StatusLine() {
  const t = useText();
  const { connection, recording, person } = useStore(twinStore);
  return (
    <footer className="status-line">
      <span className={`status-item status-${connection}`}>
        <span className="status-dot" />
        {t(`status.connection.${connection}`)}
      </span>
      <Delay />
      {/* What the gateway said last of its sources and its record may not be so any more. */}
      {connection === 'connected' && (
        <>
          <Sources />
          <span className="status-item status-wide" title={recording.detail}>
            {t(recording.recording ? 'status.recording' : 'status.notRecording')}
            {recording.detail !== '' && <span className="muted">{recording.detail}</span>}
          </span>
          {Object.keys(recording.thinned).length > 0 && (
            <Suspense>
              <Thinned />
            </Suspense>
          )}
        </>
      )}
      {person && <span className="status-item status-person status-wide muted">{person.name}</span>}
    </footer>
  );
}

/** Milliseconds from the sensor's clock to the drawn frame, and how old the newest value is. */
function Delay() {
  const t = useText();
  const { latency, table } = useSession();
  usePulse();
  const { mode } = useStore(timeStore);
  const p50 = latency.percentile(0.5);
  const p95 = latency.percentile(0.95);
  let newestMs = Number.NaN;
  for (const timeMs of table.timesMs) if (!(timeMs <= newestMs) && !Number.isNaN(timeMs)) newestMs = timeMs;
  return (
    <>
      <output
        className="status-item"
        aria-label={t('status.sensorToScreen')}
        aria-live="off"
        {...(p50 !== null && { 'data-p50': p50.toFixed(1) })}
        {...(p95 !== null && { 'data-p95': p95.toFixed(1) })}
      >
        <span className="muted status-wide">{t('status.sensorToScreen')}</span>
        {p50 === null || p95 === null ? (
          t('status.notMeasured')
        ) : (
          <>
            <span className="status-wide">
              p50 {Math.round(p50)} ms <span className="muted">·</span>
            </span>
            p95 {Math.round(p95)} ms
          </>
        )}
      </output>
      {mode === 'live' && (
        <span className="status-item">
          <span className="muted status-wide">{t('status.newest')}</span>
          {Number.isNaN(newestMs) ? t('status.none') : t('states.old', { age: duration(nowMs() - newestMs) })}
        </span>
      )}
    </>
  );
}

/** One that a newer gateway knows and this page does not is told as it is. */
const reasonWord = (reason: string): string => (isReason(reason) ? text(`status.reason.${reason}`) : reason);
const isReason = (reason: string): reason is keyof typeof status.reason => Object.hasOwn(status.reason, reason);

const connectedWord = ({ connected }: SourceStatus): string =>
  text(connected ? 'status.connection.connected' : 'status.notConnected');

const droppedBy = ({ dropped }: SourceStatus): number => Object.values(dropped).reduce((sum, count) => sum + count, 0);

/** A word a source; all of it on a click, with what was dropped and why. */
function Sources() {
  const t = useText();
  const sources = useStore(twinStore, (state) => state.sources);
  const [open, setOpen] = useState(false);
  if (sources.length === 0) return null;
  const down = sources.filter(({ connected }) => !connected);
  const dropped = sources.reduce((sum, source) => sum + droppedBy(source), 0);
  const [first] = sources;
  return (
    <span className="status-sources status-wide">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {sources.length === 1 && first
          ? `${first.id}: ${first.detail || connectedWord(first)}`
          : down.length === 0
            ? t('status.sources', { count: sources.length })
            : t('status.sourcesDown', { count: down.length, of: sources.length })}
        {dropped > 0 && `, ${t('status.dropped', { count: dropped, number: number(dropped) })}`}
      </button>
      {open && (
        <section className="status-card" aria-label={t('status.sourcesLabel')}>
          <ul>
            {sources.map((source) => (
              <li key={source.id}>
                <p>
                  <strong>{source.id}</strong> <span className="muted">{source.type}</span>
                </p>
                <p>
                  {connectedWord(source)}
                  {source.detail !== '' && `: ${source.detail}`}
                </p>
                {droppedBy(source) === 0 ? (
                  <p className="muted">{t('status.nothingDropped')}</p>
                ) : (
                  <>
                    <p>
                      {t('status.droppedWord')}{' '}
                      {Object.entries(source.dropped)
                        .filter(([, count]) => count > 0)
                        .map(([reason, count]) => `${number(count)} ${reasonWord(reason)}`)
                        .join(', ')}
                    </p>
                    {source.lastDropped !== '' && (
                      <p className="muted">
                        {t('status.lastDropped')}: {source.lastDropped}
                      </p>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </span>
  );
}
