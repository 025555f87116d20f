import { useEffect, useRef, useState } from 'react';
import { alarmTargets } from '../../../twin/alarms/health.ts';
import { number, useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { nameOfId } from '../alarm-tools/told-alarm.ts';
import { Icon } from '../marks.tsx';
import { siteClock } from '../time/clock-text.ts';
import '../dialog.css';
import './alarm-health.css';
import { type ToldHealth, useHealth } from './use-health.ts';
import { type HealthWindow, healthWindows } from './window.ts';

/** How the alarm system itself does against ISA-18.2 and EEMUA 191; a dialog of the browser's own. */
export function AlarmHealthDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { index } = useSession();
  const [window, setWindow] = useState<HealthWindow>('shift');
  const { told, trouble } = useHealth(window);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog alarm-health" aria-label={t('alarmHealth.title')} onClose={onClose}>
      <header>
        <h2>{t('alarmHealth.title')}</h2>
        <button
          type="button"
          className="dialog-close"
          aria-label={t('alarmHealth.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <fieldset className="alarm-health-windows" aria-label={t('alarmHealth.over')}>
        {healthWindows.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="health-window" checked={window === each} onChange={() => setWindow(each)} />
            {t(`alarmHealth.windows.${each}`)}
          </label>
        ))}
      </fieldset>
      {trouble !== '' && <p role="alert">{trouble}</p>}
      {told && (
        <>
          <p className="muted">
            {t('alarmHealth.since', { time: siteClock(index.plant.site.timeZone).moment(told.span.fromMs) })}{' '}
            {told.more > 0 && t('alarmHealth.more', { count: told.more })}
          </p>
          <Figures told={told} />
          <Noisiest told={told} />
        </>
      )}
    </dialog>
  );
}

const percent = (share: number): string => `${number(share * 100, share > 0 && share < 0.1 ? 1 : 0)} %`;

function Figures({ told: { health, stale, span } }: { readonly told: ToldHealth }) {
  const t = useText();
  const { perTenMinutes, perHour, perDay, floodShare, noisiestShare, shares } = alarmTargets;
  const hours = (span.toMs - span.fromMs) / 3_600_000;
  const rate = (
    key: 'perTenMinutes' | 'perHour' | 'perDay',
    ofHours: number,
    target: { wanted: number; most: number },
  ) => {
    // A quarter of an hour says nothing of a day.
    const isKnown = hours >= ofHours;
    return {
      key,
      value: isKnown ? number(health[key], health[key] < 10 ? 1 : 0) : '–',
      wanted: t('alarmHealth.upTo', { value: target.wanted, most: target.most }),
      missed: isKnown && health[key] > target.most,
    };
  };
  const rows = [
    rate('perTenMinutes', 1 / 6, perTenMinutes),
    { key: 'mostInTenMinutes', value: number(health.mostInTenMinutes), wanted: '', missed: false },
    rate('perHour', 1, perHour),
    rate('perDay', 24, perDay),
    {
      key: 'floodShare',
      value: percent(health.floodShare),
      wanted: t('alarmHealth.atMost', { value: percent(floodShare.wanted) }),
      missed: health.floodShare > floodShare.wanted,
    },
    {
      key: 'noisiestShare',
      value: percent(health.noisiestShare),
      wanted: t('alarmHealth.atMost', { value: percent(noisiestShare.wanted) }),
      missed: health.noisiestShare > noisiestShare.wanted,
    },
    {
      key: 'chattering',
      value: number(health.chattering.length),
      wanted: number(0),
      missed: health.chattering.length > 0,
    },
    {
      key: 'stale',
      value: number(stale),
      wanted: t('alarmHealth.fewer', { value: alarmTargets.stale.wanted }),
      missed: stale >= alarmTargets.stale.wanted,
    },
    {
      key: 'shares',
      value: ([1, 2, 3] as const).map((priority) => percent(health.shares[priority])).join(', '),
      wanted: t('alarmHealth.around', {
        value: ([1, 2, 3] as const).map((priority) => percent(shares[priority])).join(', '),
      }),
      missed: false,
    },
  ] as const;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('alarmHealth.what')}</th>
          <th scope="col">{t('alarmHealth.measured')}</th>
          <th scope="col">{t('alarmHealth.wanted')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, value, wanted, missed }) => (
          <tr key={key} data-figure={key} data-missed={missed}>
            <th scope="row">{t(`alarmHealth.${key}`)}</th>
            <td>{value}</td>
            <td>
              {wanted}
              {missed && <strong> {t('alarmHealth.missed')}</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Noisiest({ told: { health } }: { readonly told: ToldHealth }) {
  const t = useText();
  const { index } = useSession();
  if (health.noisiest.length === 0) return <p>{t('alarmHealth.none')}</p>;
  return (
    <>
      <h3>{t('alarmHealth.noisiest')}</h3>
      <ol>
        {health.noisiest.map(({ alarm, count }) => {
          const { machine, what } = nameOfId(alarm, index);
          return (
            <li key={alarm} data-noisy={alarm}>
              <span>{number(count)}</span> <strong>{machine}</strong> {what}
              {health.chattering.includes(alarm) && <em> {t('alarmHealth.chatters')}</em>}
            </li>
          );
        })}
      </ol>
    </>
  );
}
