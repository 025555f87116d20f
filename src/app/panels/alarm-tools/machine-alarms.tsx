import { useStore } from 'zustand';
import type { StandingAlarm } from '../../../protocol/messages.ts';
import type { PlacedMachine, PlacedTag } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { useSession } from '../../stores/session.ts';
import { useReading } from '../reading.ts';
import { AlarmTools } from './alarm-tools.tsx';
import { QuietMark } from './quiet-alarms.tsx';
import { alarmName } from './told-alarm.ts';
import { useAct, useCanAct } from './use-act.ts';
import './alarm-tools.css';

/** What `MachineAlarms` tells of the machine: of the past, and without a connection, nothing. */
export function useMachineAlarms(machine: PlacedMachine): readonly StandingAlarm[] {
  const { standing, quiet } = useStore(alarmsNowStore);
  const canAct = useCanAct();
  if (!canAct) return [];
  return [...standing.values(), ...quiet.values()].filter((alarm) => alarm.machine === machine.machine.id);
}

function Reading({ tag }: { readonly tag: PlacedTag }) {
  const { text, unit } = useReading(tag);
  return (
    <span className="quiet-alarm-value">
      {text} {unit}
    </span>
  );
}

/** The alarms of one machine in every state but the normal one, each with what to do. */
export function MachineAlarms({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const { index } = useSession();
  const { act, busy, trouble } = useAct();
  const alarms = useMachineAlarms(machine);
  if (alarms.length === 0) return null;
  const open = alarms.filter(({ state }) => state === 'unacknowledged' || state === 'rtnUnacknowledged');
  return (
    <section className="machine-alarms" aria-label={t('alarmTools.ofMachine')}>
      <ul>
        {alarms.map((alarm) => (
          <li key={alarm.id} data-machine-alarm={alarm.id} data-state={alarm.state}>
            <p className="quiet-alarm">
              <QuietMark of={alarm} />
              <strong>{alarmName(alarm, index)}</strong>
              {alarm.cause.kind === 'limit' && <Reading tag={index.tags[alarm.cause.slot]!} />}
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
