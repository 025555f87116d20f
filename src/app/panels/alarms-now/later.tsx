import { Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const Now = lazily(() => import('./alarms-now.tsx').then(({ AlarmsNow }) => AlarmsNow));
const Sound = lazily(() => import('./sound-button.tsx').then(({ SoundButton }) => SoundButton));

/** Fetched beside the first picture and not before it. */
export const AlarmsNow = () => (
  <Suspense>
    <Now />
  </Suspense>
);

export const SoundButton = () => (
  <Suspense>
    <Sound />
  </Suspense>
);
