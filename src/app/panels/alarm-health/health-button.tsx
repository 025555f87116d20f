import { Suspense, useState } from 'react';
import { useText } from '../../languages/language.ts';
import { lazily } from '../../languages/lazily.ts';
import { useCanAct } from '../alarm-tools/use-act.ts';

const Dialog = lazily(() => import('./alarm-health.tsx').then(({ AlarmHealthDialog }) => AlarmHealthDialog));

/** Opens the health of the alarm system, of a live page. */
export function HealthButton() {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (!useCanAct()) return null;
  return (
    <>
      <button type="button" className="quiet-health" onClick={() => setOpen(true)}>
        {t('alarmHealth.open')}
      </button>
      {open && (
        <Suspense>
          <Dialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
