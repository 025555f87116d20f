import { Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const Now = lazily(() => import('./alarms-now.tsx').then(({ AlarmsNow }) => AlarmsNow));

/** Fetched beside the first picture and not before it. */
export function AlarmsNow() {
  return (
    <Suspense>
      <Now />
    </Suspense>
  );
}
