import { useEffect, useState } from 'react';
import { useText } from '../../languages/language.ts';
import { alarmsStore } from '../../stores/alarms.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { alarmWords } from './alarm-text.ts';

/** A reader needs no more than the last few, and a page that is never reloaded must not grow. */
const linesKept = 4;

/** Tells who does not see the list of each new alarm of priority 1, when there is a pause. Mount once a layout. */
export function AlarmAnnouncer() {
  const t = useText();
  const { index, table } = useSession();
  const [lines, setLines] = useState<readonly { readonly key: number; readonly said: string }[]>([]);
  useEffect(() => {
    let count = 0;
    return alarmsStore.subscribe((now, before) => {
      // Of a past that is looked through nothing is new.
      if (timeStore.getState().mode === 'past') return;
      const known = new Set(before.alarms.filter(({ priority }) => priority === 1).map(({ id }) => id));
      const raised = now.alarms.filter(({ priority, id }) => priority === 1 && !known.has(id));
      if (raised.length === 0) return;
      const said = raised.slice(0, linesKept).map((alarm) => {
        const { machine, what, value } = alarmWords(alarm, index, table);
        return {
          key: count++,
          said: t('alarms.raised', { priority: 1, machine, what: value === '' ? what : `${what} ${value}` }),
        };
      });
      setLines((kept) => [...kept, ...said].slice(-linesKept));
    });
  }, [index, table, t]);
  return (
    <div className="unseen" role="log" aria-live="polite">
      {lines.map(({ key, said }) => (
        <p key={key}>{said}</p>
      ))}
    </div>
  );
}
