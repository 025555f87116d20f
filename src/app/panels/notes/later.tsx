import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { notesStore } from '../../stores/notes.ts';

const Desk = lazy(() => import('./note-desk.tsx').then(({ NoteDesk }) => ({ default: NoteDesk })));

/** The dialog and the lists of notes, fetched when one is asked for. */
export function NoteDesk() {
  const asked = useStore(notesStore, ({ writing, listed, removed }) => (writing ?? listed ?? removed) !== null);
  return (
    asked && (
      <Suspense>
        <Desk />
      </Suspense>
    )
  );
}
