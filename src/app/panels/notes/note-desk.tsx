import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Note } from '../../../protocol/notes.ts';
import { languageStore, useText } from '../../languages/language.ts';
import { notesStore } from '../../stores/notes.ts';
import { useSession } from '../../stores/session.ts';
import { NoteDialog } from './note-dialog.tsx';
import { NoteList } from './note-list.tsx';
import './notes.css';

const undoMs = 10_000;

/** What is open of: the list, the dialog, and the offer to take a removal back. */
export function NoteDesk() {
  const { writing, listed, removed } = useStore(notesStore);
  return (
    <>
      {listed && <NoteList listed={listed} />}
      {removed && <Undo key={removed.id} note={removed} />}
      {writing && <NoteDialog writing={writing} />}
    </>
  );
}

function Undo({ note }: { readonly note: Note }) {
  const t = useText();
  const { feed } = useSession();
  const [trouble, setTrouble] = useState('');
  useEffect(() => languageStore.subscribe(() => setTrouble('')), []); // it is in the language before
  useEffect(() => {
    const timer = setTimeout(() => notesStore.setState({ removed: null }), undoMs);
    return () => clearTimeout(timer);
  }, []);
  const undo = () =>
    feed.restoreNote(note.id).then(
      () => notesStore.setState({ removed: null }),
      (error: Error) => setTrouble(t('notes.failed', { why: error.message })),
    );
  return (
    <div className="note-undo" role="status">
      <span>{trouble || t('notes.removed')}</span>
      <button type="button" onClick={() => void undo()}>
        {t('notes.undo')}
      </button>
    </div>
  );
}
