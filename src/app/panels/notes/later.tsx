import { Suspense } from 'react';
import { useStore } from 'zustand';
import { lazily } from '../../languages/lazily.ts';
import { notesStore } from '../../stores/notes.ts';

const Desk = lazily(() => import('./note-desk.tsx').then(({ NoteDesk }) => NoteDesk));

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
