import { useStore } from 'zustand';
import type { StandingAlarm } from '../../../protocol/messages.ts';
import { useText } from '../../languages/language.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { select } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { PriorityMark } from '../alarms/priority-mark.tsx';
import { AlarmTools } from './alarm-tools.tsx';
import { alarmName } from './told-alarm.ts';
import { useAct, useCanAct } from './use-act.ts';
import './alarm-tools.css';

/** Below the alarms that stand: those that are over and not acknowledged, and those that were put aside. */
export function QuietAlarms() {
  const t = useText();
  const quiet = useStore(alarmsNowStore, (state) => state.quiet);
  const canAct = useCanAct();
  const { act, busy, trouble } = useAct();
  if (!canAct || quiet.size === 0) return null;
  const all = [...quiet.values()].sort((a, b) => a.priority - b.priority || b.sinceMs - a.sinceMs);
  const over = all.filter(({ state }) => state === 'rtnUnacknowledged');
  const aside = all.filter(({ state }) => state !== 'rtnUnacknowledged');
  return (
    <div className="quiet-alarms">
      {over.length > 0 && (
        <details>
          <summary>{t('alarmTools.over', { count: over.length })}</summary>
          <button
            type="button"
            className="quiet-all"
            disabled={busy}
            onClick={() =>
              void act(
                { kind: 'acknowledge' },
                over.map(({ id }) => id),
              )
            }
          >
            {t('alarmTools.acknowledgeOver')}
          </button>
          {trouble !== '' && <p role="alert">{trouble}</p>}
          <QuietList alarms={over} />
        </details>
      )}
      {aside.length > 0 && (
        <details>
          <summary>{t('alarmTools.aside', { count: aside.length })}</summary>
          <QuietList alarms={aside} />
        </details>
      )}
    </div>
  );
}

function QuietList({ alarms }: { readonly alarms: readonly StandingAlarm[] }) {
  const { index } = useSession();
  return (
    <ul>
      {alarms.map((alarm) => (
        <li key={alarm.id} data-quiet-alarm={alarm.id} data-state={alarm.state}>
          <button type="button" className="quiet-alarm" onClick={() => select(alarm.machine)}>
            <QuietMark of={alarm} />
            <span>
              <strong>{index.machineById.get(alarm.machine)?.machine.name}</strong> {alarmName(alarm, index)}
            </span>
          </button>
          <AlarmTools alarm={alarm} />
        </li>
      ))}
    </ul>
  );
}

/** What is over calls for somebody; what was put aside shows no alarm colour. */
export function QuietMark({ of: { priority, state } }: { readonly of: StandingAlarm }) {
  return state === 'rtnUnacknowledged' || state === 'unacknowledged' || state === 'acknowledged' ? (
    <PriorityMark of={priority} />
  ) : (
    <span className="quiet-priority" aria-hidden="true">
      {priority}
    </span>
  );
}
