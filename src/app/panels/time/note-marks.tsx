import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Span } from '../../../twin/calendar.ts';
import { useText } from '../../languages/language.ts';
import { notesIn, notesStore, startNote } from '../../stores/notes.ts';
import { useSession } from '../../stores/session.ts';
import { Icon } from '../marks.tsx';
import { type NoteGroup, noteGroups } from '../notes/note-groups.ts';
import { NoteMark } from '../notes/note-mark.tsx';
import { noteLine, noteTime } from '../notes/note-words.ts';
import { useSize } from '../use-size.ts';
import './note-marks.css';

/** So many notes of a mark are told when it is pointed at. */
const mostTold = 4;

/** Notes along the strip, in a lane below it, and the ways to write one and to list them. */
export function NoteMarks({ window, width }: { readonly window: Span; readonly width: number }) {
  const t = useText();
  const { index } = useSession();
  const notes = useStore(notesStore, (state) => state.notes);
  const [pointed, setPointed] = useState<NoteGroup | null>(null);
  const inWindow = useMemo(() => notesIn(notes, window), [notes, window]);
  const lane = useRef<HTMLFieldSetElement>(null);
  // As high as a finger needs on this device, and so are the marks wide.
  const { height } = useSize(lane);
  const groups = noteGroups(inWindow, window, width, height);
  const shown = pointed && groups.find(({ notes: [first] }) => first?.id === pointed.notes[0]?.id);
  const { timeZone } = index.plant.site;
  const locked = useStore(notesStore, (state) => state.locked);
  return (
    <>
      <div className="note-tools">
        <button type="button" className="note-list-open" onClick={(event) => list(null, event.currentTarget)}>
          {t('notes.notes', { count: inWindow.length })}
        </button>
        {!locked && (
          <button
            type="button"
            className="note-add"
            aria-label={t('notes.add')}
            title={t('notes.addKey')}
            onClick={startNote}
          >
            <Icon name="add" />
          </button>
        )}{' '}
      </div>
      <fieldset ref={lane} className="note-marks" aria-label={t('notes.marks')}>
        {groups.map((group) => (
          <Mark key={group.notes[0]!.id} group={group} timeZone={timeZone} onPoint={setPointed} />
        ))}
        {shown && (
          <div className="note-told" data-side={shown.x > width / 2 ? 'left' : 'right'} style={{ left: shown.x }}>
            {shown.notes.slice(0, mostTold).map((note) => (
              <p key={note.id}>
                <NoteMark kind={note.kind} range={note.toMs > note.fromMs} />
                <span>
                  <b>{t(`notes.kinds.${note.kind}`)}</b> <span className="muted">{noteTime(note, timeZone)}</span>
                  <span className="note-told-text">{note.text}</span>
                  <span className="muted">{note.author.name}</span>
                </span>
              </p>
            ))}
            {shown.notes.length > mostTold && (
              <p className="muted">{t('notes.more', { count: shown.notes.length - mostTold })}</p>
            )}
          </div>
        )}
      </fieldset>
    </>
  );
}

interface MarkProps {
  readonly group: NoteGroup;
  readonly timeZone: string;
  readonly onPoint: (group: NoteGroup | null) => void;
}

/** A press goes to what its author saw, and tells the note in full; of several it lists them. */
function Mark({ group, timeZone, onPoint }: MarkProps) {
  const t = useText();
  const { address } = useSession();
  const [only, more] = group.notes;
  if (only === undefined) return null;
  const range = only.toMs > only.fromMs;
  const point = () => onPoint(group);
  const leave = () => onPoint(null);
  return (
    <>
      {group.lengthPx > 0 && (
        <span className={`note-range note-mark-${only.kind}`} style={{ left: group.x, width: group.lengthPx }} />
      )}
      <button
        type="button"
        className="note-pin"
        style={{ left: group.x }}
        aria-label={
          more
            ? t('notes.several', { count: group.notes.length, time: noteTime(only, timeZone) })
            : noteLine(only, timeZone)
        }
        onPointerEnter={point}
        onPointerLeave={leave}
        onFocus={point}
        onBlur={leave}
        onClick={(event) => {
          leave();
          if (!more) address.open(only.view);
          list(
            group.notes.map(({ id }) => id),
            event.currentTarget,
          );
        }}
      >
        {more ? <span className="note-count">{group.notes.length}</span> : <NoteMark kind={only.kind} range={range} />}
      </button>
    </>
  );
}

/** Above all of the timeline, so that the moment one goes to stays in sight. */
function list(ids: readonly string[] | null, from: HTMLElement): void {
  const { left } = from.getBoundingClientRect();
  const { top } = (from.closest('.timeline') ?? from).getBoundingClientRect();
  notesStore.setState({ listed: { ids, leftPx: left, topPx: top } });
}
