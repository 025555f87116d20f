import { Suspense } from 'react';
import { useStore } from 'zustand';
import { lazily } from '../../languages/lazily.ts';
import { photographStore } from '../../stores/photograph.ts';

const Dialog = lazily(() => import('./film-dialog.tsx').then(({ FilmDialog }) => FilmDialog));

/** Pictures and films for reports, fetched when they are asked for. */
export function FilmDialog() {
  const open = useStore(photographStore, (state) => state.open);
  return (
    open && (
      <Suspense>
        <Dialog />
      </Suspense>
    )
  );
}
