import { useStore } from 'zustand';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { useSession } from '../../stores/session.ts';
import { AlarmTools } from './alarm-tools.tsx';
import { QuietMark } from './quiet-alarms.tsx';
import { alarmName } from './told-alarm.ts';
import { useAct, useCanAct } from './use-act.ts';
import './alarm-tools.css';

/** The alarms of one machine in every state but the normal one, each with what to do. */
export function MachineAlarms({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { index } = useSession();
  const { standing, quiet } = useStore(alarmsNowStore);
  const canAct = useCanAct();
  const { act, busy, trouble } = useAct();
  const alarms = [...standing.values(), ...quiet.values()].filter((alarm) => alarm.machine === machine.machine.id);
  if (!canAct || alarms.length === 0) return null;
  const open = alarms.filter(({ state }) => state === 'unacknowledged' || state === 'rtnUnacknowledged');
  return (
    <section className="machine-alarms" aria-label={t('alarmTools.ofMachine')}>
      <ul>
        {alarms.map((alarm) => (
          <li key={alarm.id} data-machine-alarm={alarm.id} data-state={alarm.state}>
            <p className="quiet-alarm">
              <QuietMark of={alarm} />
              <strong>{alarmName(alarm, index)}</strong>
            </p>
            <AlarmTools alarm={alarm} open />
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <button
          type="button"
          data-hotkey="acknowledge"
          hidden={open.length < 2}
          disabled={busy}
          title={t('alarmTools.acknowledgeMachineKey')}
          onClick={() =>
            void act(
              { kind: 'acknowledge' },
              open.map(({ id }) => id),
            )
          }
        >
          {t('alarmTools.acknowledgeMachine')}
        </button>
      )}
      {trouble !== '' && <p role="alert">{trouble}</p>}
    </section>
  );
}
