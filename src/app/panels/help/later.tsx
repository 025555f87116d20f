import { Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const Dialog = lazily(() => import('./help.tsx').then(({ Help }) => Help));

/** The keys, fetched when they are first asked for. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  return (
    <Suspense>
      <Dialog onClose={onClose} />
    </Suspense>
  );
}
