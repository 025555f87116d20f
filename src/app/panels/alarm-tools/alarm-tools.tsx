import { useState } from 'react';
import { useStore } from 'zustand';
import type { StandingAlarm } from '../../../protocol/messages.ts';
import { useText } from '../../languages/language.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { useSession } from '../../stores/session.ts';
import { firstOutWords } from './first-out-words.ts';
import { ShelveForm } from './shelve-form.tsx';
import { settingsOf, stateWords } from './told-alarm.ts';
import { useAct, useCanAct } from './use-act.ts';
import './alarm-tools.css';

interface Props {
  readonly alarm: Pick<StandingAlarm, 'id'>;
  /** What to do is told at once. */
  readonly open?: boolean;
}

/** The state of an alarm in words, what can be done with it, and what its guidance says. */
export function AlarmTools({ alarm: { id }, open = false }: Props) {
  const t = useText();
  const { index } = useSession();
  const { standing, quiet } = useStore(alarmsNowStore);
  const alarm = standing.get(id) ?? quiet.get(id);
  const canAct = useCanAct();
  const { act, busy, trouble } = useAct();
  const [shown, setShown] = useState<'guidance' | 'shelve' | null>(open ? 'guidance' : null);
  if (!alarm || !canAct) return null;
  const { guidance } = settingsOf(alarm, index) ?? {};
  const { state, active } = alarm;
  const canAcknowledge =
    state === 'unacknowledged' || state === 'rtnUnacknowledged' || (state === 'acknowledged' && !active);
  const toggle = (what: typeof shown) => setShown(shown === what ? null : what);
  return (
    <div className="alarm-tools">
      <div className="alarm-tools-line">
        <span className="alarm-tools-state">
          {[stateWords(alarm, index.plant.site.timeZone), firstOutWords(id, standing, index)]
            .filter(Boolean)
            .join('. ')}
        </span>
        {canAcknowledge && (
          <button type="button" disabled={busy} onClick={() => void act({ kind: 'acknowledge' }, [id])}>
            {t('alarmTools.acknowledge')}
          </button>
        )}
        {state === 'shelved' && (
          <button type="button" disabled={busy} onClick={() => void act({ kind: 'unshelve' }, [id])}>
            {t('alarmTools.unshelve')}
          </button>
        )}
        {state === 'outOfService' ? (
          <button type="button" disabled={busy} onClick={() => void act({ kind: 'return' }, [id])}>
            {t('alarmTools.return')}
          </button>
        ) : (
          <button type="button" aria-expanded={shown === 'shelve'} onClick={() => toggle('shelve')}>
            {t('alarmTools.shelve')}
          </button>
        )}
        {guidance && !open && (
          <button type="button" aria-expanded={shown === 'guidance'} onClick={() => toggle('guidance')}>
            {t('alarmTools.guidance')}
          </button>
        )}
      </div>
      {guidance && shown === 'guidance' && (
        <dl className="alarm-guidance">
          <dt>{t('alarmTools.action')}</dt>
          <dd>{guidance.action}</dd>
          <dt>{t('alarmTools.cause')}</dt>
          <dd>{guidance.cause}</dd>
          <dt>{t('alarmTools.consequence')}</dt>
          <dd>{guidance.consequence}</dd>
        </dl>
      )}
      {shown === 'shelve' && (
        <ShelveForm
          busy={busy}
          onDo={async (action) => {
            if (await act(action, [id])) setShown(open ? 'guidance' : null);
          }}
          onCancel={() => setShown(open ? 'guidance' : null)}
        />
      )}
      {trouble !== '' && <p role="alert">{trouble}</p>}
    </div>
  );
}
