import { type FormEvent, useState } from 'react';
import { type AlarmAction, longestReason, shelveMinutes } from '../../../protocol/alarms.ts';
import { useText } from '../../languages/language.ts';
import { duration } from '../time/clock-text.ts';

interface Props {
  readonly busy: boolean;
  readonly onDo: (action: AlarmAction) => void;
  readonly onCancel: () => void;
}

/** For how long, and why: an alarm is never put aside without. */
export function ShelveForm({ busy, onDo, onCancel }: Props) {
  const t = useText();
  const [minutes, setMinutes] = useState<(typeof shelveMinutes)[number]>(60);
  const [reason, setReason] = useState('');
  const isReady = !busy && reason.trim() !== '';
  const shelve = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onDo({ kind: 'shelve', reason, minutes });
  };
  return (
    <form className="alarm-shelve" onSubmit={shelve}>
      <label>
        {t('alarmTools.reason')}
        <input value={reason} maxLength={longestReason} required onChange={(event) => setReason(event.target.value)} />
      </label>
      <label>
        {t('alarmTools.shelveFor')}
        <select
          value={minutes}
          onChange={(event) => setMinutes(shelveMinutes.find((each) => `${each}` === event.target.value) ?? 60)}
        >
          {shelveMinutes.map((each) => (
            <option key={each} value={each}>
              {duration(each * 60_000)}
            </option>
          ))}
        </select>
      </label>
      <div className="alarm-tools-line">
        <button type="submit" disabled={!isReady}>
          {t('alarmTools.shelveNow')}
        </button>
        <button type="button" disabled={!isReady} onClick={() => onDo({ kind: 'remove', reason })}>
          {t('alarmTools.remove')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('alarmTools.cancel')}
        </button>
      </div>
    </form>
  );
}
