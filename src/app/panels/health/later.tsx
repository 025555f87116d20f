import { type ComponentProps, Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const Health = lazily(() => import('./machine-health.tsx').then(({ MachineHealth }) => MachineHealth));

export const MachineHealth = (props: ComponentProps<typeof Health>) => (
  <Suspense>
    <Health {...props} />
  </Suspense>
);
