import { useState } from 'react';
import { useStore } from 'zustand';
import type { AnomalyVerdict, MachineAnomaly } from '../../../protocol/anomalies.ts';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { anomaliesStore } from '../../stores/anomalies.ts';
import { machineStatesStore } from '../../stores/machine-states.ts';
import { setTrend } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { useForecasts } from '../forecast/use-forecasts.ts';
import { siteClock } from '../time/clock-text.ts';
import { healthOf } from './health.ts';
import './health.css';

/** How a machine is, and what is unusual about it. In the past nothing is shown: it would be of now. */
export function MachineHealth({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { index } = useSession();
  usePulse();
  const { watched, anomalies } = useStore(anomaliesStore);
  const forecasts = useForecasts();
  const { id } = machine.machine;
  if (forecasts === null || !watched.includes(id)) return null;
  const own = anomalies.filter((each) => each.machine === id);
  const health = healthOf(
    own,
    forecasts.filter(({ slot }) => index.tags[slot]?.machine === machine),
    machineStatesStore.getState().machines[machine.index]?.beyond.length ?? 0,
    nowMs(),
  );
  return (
    <section className="health" aria-label={t('health.title')}>
      <Ring share={Math.round(health)} />
      {own.length > 0 && (
        <ul>
          {own.map((anomaly) => (
            <Anomaly key={anomaly.id} anomaly={anomaly} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Ring({ share }: { readonly share: number }) {
  const t = useText();
  return (
    <div className="health-index" title={t('health.formula')}>
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle className="health-whole" cx="18" cy="18" r="15" pathLength="100" />
        <circle className="health-share" cx="18" cy="18" r="15" pathLength="100" strokeDasharray={`${share} 100`} />
      </svg>
      <strong>{t('health.index', { share })}</strong>
    </div>
  );
}

function Anomaly({ anomaly }: { readonly anomaly: MachineAnomaly }) {
  const t = useText();
  const { index } = useSession();
  const clock = siteClock(index.plant.site.timeZone);
  const { kind, sinceMs, overMs, score, top } = anomaly;
  const from = clock.minute(sinceMs);
  return (
    <li>
      <h3>{t(`health.anomaly.${kind}`)}</h3>
      <p className="muted">
        {overMs === null ? t('health.since', { moment: from }) : t('health.over', { from, to: clock.minute(overMs) })}
        {' · '}
        {t('health.score', { score: score.toFixed(1) })}
      </p>
      <div className="health-tags">
        {top.map(({ slot, share }) => {
          const { id, tag } = index.tags[slot]!;
          return (
            <button key={id} type="button" onClick={() => setTrend([id])}>
              {t('health.share', { tag: tag.name, share: Math.round(100 * share) })}
            </button>
          );
        })}
      </div>
      {anomaly.isConfirmed ? <p>{t('health.confirmed')}</p> : <Verdict id={anomaly.id} />}
    </li>
  );
}

function Verdict({ id }: { readonly id: string }) {
  const t = useText();
  const { feed } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const judge = async (verdict: AnomalyVerdict) => {
    setBusy(true);
    setTrouble('');
    try {
      await feed.judgeAnomaly({ id, verdict });
    } catch (error) {
      setTrouble(t('health.failed', { why: (error as Error).message }));
      setBusy(false);
    }
  };
  const button = (verdict: AnomalyVerdict, word: 'confirm' | 'reject') => (
    <button type="button" disabled={isBusy} title={t(`health.${word}Hint`)} onClick={() => void judge(verdict)}>
      {t(`health.${word}`)}
    </button>
  );
  return (
    <>
      <div className="health-verdict">
        {button('confirmed', 'confirm')}
        {button('rejected', 'reject')}
      </div>
      <p role="status">{isBusy ? t('health.working') : trouble}</p>
    </>
  );
}
