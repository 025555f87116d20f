import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { longestNote, type NoteKind, noteKinds } from '../../../protocol/notes.ts';
import { useText } from '../../languages/language.ts';
import { notesStore, type Writing } from '../../stores/notes.ts';
import { selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { Icon } from '../marks.tsx';
import { shownSpan } from '../time/timeline-view.ts';
import '../dialog.css';
import { NoteMark } from './note-mark.tsx';
import { noteTime } from './note-words.ts';

const minuteMs = 60_000;
/** What a new note may cover, minutes up to its moment; 0 = the moment. */
const lengths = [0, 5, 15, 60] as const;
/** With less room than this, one is told how much there is. */
const tellLeft = 200;

/** What was typed for a new note and neither saved nor cancelled: Escape, or a slip, takes nothing away. */
let draft = '';

/** Writes a new note, or another text for one that is there. A dialog of the browser's own: it keeps the focus. */
export function NoteDialog({ writing }: { readonly writing: Writing }) {
  const t = useText();
  const { index, feed, address } = useSession();
  const connected = useStore(twinStore, ({ connection }) => connection === 'connected');
  const before = 'note' in writing ? writing.note : null;
  const [kind, setKind] = useState<NoteKind>(before?.kind ?? 'note');
  const [words, setWords] = useState(before?.text ?? draft);
  const [minutes, setMinutes] = useState(0);
  const [selected] = useState(() => selectionStore.getState().machine);
  const [about, setAbout] = useState(true);
  const [saving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    field.current?.focus();
  }, []);

  const machine = before ? before.machine : about ? selected : null;
  const span = 'atMs' in writing ? { fromMs: writing.atMs - minutes * minuteMs, toMs: writing.atMs } : writing.note;
  const range = span.toMs > span.fromMs;
  const title = t(before ? 'notes.edit' : 'notes.add');

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!connected || saving || words.trim() === '') return;
    setSaving(true);
    setTrouble('');
    try {
      if ('note' in writing) await feed.editNote({ id: writing.note.id, kind, text: words });
      else {
        const { fromMs, toMs } = span;
        const shown = shownSpan();
        const view = address.queryAt(writing.atMs, { ...shown, fromMs: Math.min(fromMs, shown.fromMs) });
        await feed.addNote({ kind, text: words, fromMs, toMs, machine, view });
        draft = '';
      }
      dialog.current?.close();
    } catch (error) {
      setTrouble(t('notes.failed', { why: (error as Error).message }));
      setSaving(false);
    }
  };
  const type = (typed: string) => {
    setWords(typed);
    if (before === null) draft = typed;
  };
  const cancel = () => {
    if (before === null) draft = '';
    dialog.current?.close();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  };

  return (
    <dialog
      ref={dialog}
      className="dialog note-dialog"
      aria-label={title}
      onClose={() => notesStore.setState({ writing: null })}
    >
      <form onSubmit={(event) => void save(event)}>
        <header>
          <h2>{title}</h2>
          <button
            type="button"
            className="dialog-close"
            aria-label={t('notes.close')}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        <p className="muted note-dialog-time">{noteTime(span, index.plant.site.timeZone)}</p>
        <fieldset className="note-kinds" aria-label={t('notes.kind')}>
          {noteKinds.map((each) => (
            <label key={each} className="choice">
              <input type="radio" name="note-kind" checked={kind === each} onChange={() => setKind(each)} />
              <NoteMark kind={each} range={range} />
              {t(`notes.kinds.${each}`)}
            </label>
          ))}
        </fieldset>
        <textarea
          ref={field}
          aria-label={t('notes.text')}
          placeholder={t('notes.textHint')}
          rows={5}
          maxLength={longestNote}
          value={words}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {longestNote - words.length < tellLeft && (
          <p className="muted" role="status">
            {t('notes.left', { count: longestNote - words.length })}
          </p>
        )}
        {before === null && (
          <div className="note-facts">
            <label>
              {t('notes.covers')}
              <select value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
                {lengths.map((each) => (
                  <option key={each} value={each}>
                    {each === 0 ? t('notes.moment') : t('notes.last', { count: each })}
                  </option>
                ))}
              </select>
            </label>
            {selected !== null && (
              <label>
                <input type="checkbox" checked={about} onChange={(event) => setAbout(event.target.checked)} />
                {t('notes.about', { machine: index.machineById.get(selected)?.machine.name ?? selected })}
              </label>
            )}
          </div>
        )}
        {!connected && <p className="note-trouble">{t('notes.offline')}</p>}
        {trouble !== '' && (
          <p className="note-trouble" role="alert">
            {trouble}
          </p>
        )}
        <footer>
          <button type="button" onClick={cancel}>
            {t('notes.cancel')}
          </button>
          <button type="submit" className="note-save" disabled={!connected || saving || words.trim() === ''}>
            {t(saving ? 'notes.saving' : 'notes.save')}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
