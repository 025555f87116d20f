import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Note } from '../../../protocol/notes.ts';
import { languageStore, text, useText } from '../../languages/language.ts';
import { type Listed, notesIn, notesStore } from '../../stores/notes.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { Icon } from '../marks.tsx';
import { shownSpan } from '../time/timeline-view.ts';
import { NoteMark } from './note-mark.tsx';
import { noteTime } from './note-words.ts';

/** Rows that are drawn; who has more notes searches. */
const mostRows = 200;
/** CSS px between the list and what it belongs to, and the edge of the page. */
const gapPx = 4;

/** Notes in full, above the mark or the button that asked for them: goes to them, edits and removes one's own. */
export function NoteList({ listed }: { readonly listed: Listed }) {
  const t = useText();
  const all = useStore(notesStore, ({ notes }) => notes);
  const [wanted, setWanted] = useState('');
  const [trouble, setTrouble] = useState('');
  useEffect(() => languageStore.subscribe(() => setTrouble('')), []); // it is in the language before
  const box = useRef<HTMLDivElement>(null);
  usePulse();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts afresh
  useLayoutEffect(() => {
    if (!box.current?.matches(':popover-open')) box.current?.showPopover();
    setWanted('');
    setTrouble('');
  }, [listed]);
  useLayoutEffect(() => {
    if (!box.current) return;
    const left = Math.min(listed.leftPx, innerWidth - box.current.offsetWidth - gapPx);
    box.current.style.left = `${Math.max(gapPx, left)}px`;
    box.current.style.bottom = `${innerHeight - listed.topPx + gapPx}px`;
    box.current.style.maxHeight = `${listed.topPx - 2 * gapPx}px`;
  });
  const { ids } = listed;
  const here = ids === null ? notesIn(all, shownSpan()) : all.filter(({ id }) => ids.includes(id));
  const found = here.filter((note) => says(note, wanted));
  return (
    <div
      ref={box}
      popover="auto"
      className="note-list"
      role="dialog"
      aria-label={ids === null ? t('notes.inWindow') : t('notes.notes', { count: here.length })}
      onToggle={(event) => {
        // Another list may have been asked for in its place.
        if (event.newState === 'closed' && notesStore.getState().listed === listed) close();
      }}
      // What a key means to the page it does not mean in here.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        {ids === null && here.length > 0 ? (
          <input
            aria-label={t('notes.search')}
            placeholder={t('notes.search')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        ) : (
          <span />
        )}
        <button type="button" className="note-close" aria-label={t('notes.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {trouble !== '' && (
        <p className="note-trouble" role="alert">
          {trouble}
        </p>
      )}
      {found.length === 0 && <p className="muted">{t(here.length === 0 ? 'notes.none' : 'notes.notFound')}</p>}
      <ul>
        {found.slice(-mostRows).map((note) => (
          <Row key={note.id} note={note} onTrouble={setTrouble} />
        ))}
      </ul>
      {found.length > mostRows && <p className="muted">{t('notes.more', { count: found.length - mostRows })}</p>}
    </div>
  );
}

const close = (): void => notesStore.setState({ listed: null });

function Row({ note, onTrouble }: { readonly note: Note; readonly onTrouble: (trouble: string) => void }) {
  const t = useText();
  const { index, feed, address } = useSession();
  const author = useStore(twinStore, ({ person }) => person?.id === note.author.id);
  const own = useStore(notesStore, ({ locked }) => !locked) && author;
  const connected = useStore(twinStore, ({ connection }) => connection === 'connected');
  const machine = note.machine === null ? undefined : index.machineById.get(note.machine)?.machine.name;
  const start = note.text.slice(0, 40);
  const remove = () =>
    feed.removeNote(note.id).then(
      () => {
        notesStore.setState({ removed: note });
        const { listed } = notesStore.getState();
        if (listed?.ids?.length === 1) close();
      },
      (error: Error) => onTrouble(t('notes.failed', { why: error.message })),
    );
  return (
    <li>
      <button type="button" className="note-go" title={t('notes.goTo')} onClick={() => address.open(note.view)}>
        <NoteMark kind={note.kind} range={note.toMs > note.fromMs} />
        <span>
          <b>{t(`notes.kinds.${note.kind}`)}</b>
          {machine && ` · ${machine}`}
          <span className="note-text">{note.text}</span>
          <span className="muted">
            {noteTime(note, index.plant.site.timeZone)} · {note.author.name}
            {note.editedMs !== null && ` · ${t('notes.edited')}`}
          </span>
        </span>
      </button>
      {own && (
        <>
          <button
            type="button"
            className="note-verb"
            aria-label={t('notes.editOne', { text: start })}
            title={connected ? t('notes.edit') : t('notes.offline')}
            disabled={!connected}
            onClick={() => notesStore.setState({ writing: { note } })}
          >
            <Icon name="edit" />
          </button>
          <button
            type="button"
            className="note-verb"
            aria-label={t('notes.removeOne', { text: start })}
            title={connected ? t('notes.remove') : t('notes.offline')}
            disabled={!connected}
            onClick={() => void remove()}
          >
            <Icon name="remove" />
          </button>
        </>
      )}
    </li>
  );
}

/** Whether every word is in the note's text, or in who wrote it, of what kind. */
function says({ text: said, author, kind, machine }: Note, wanted: string): boolean {
  const all = `${said} ${author.name} ${text(`notes.kinds.${kind}`)} ${machine ?? ''}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
