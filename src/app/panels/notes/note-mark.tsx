import type { NoteKind } from '../../../protocol/notes.ts';

const flags: Readonly<Record<NoteKind, string>> = {
  note: 'M4 2h9.5v7H4z',
  incident: 'M4 1.5l10 4.25L4 10z',
  maintenance: 'M9 1.5a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4z',
  changeover: 'M4 2h10l-3.5 3.5L14 9H4z',
};

interface NoteMarkProps {
  readonly kind: NoteKind;
  /** A range stands on a bracket, a moment on a pole. */
  readonly range: boolean;
}

/** A kind of note as a flag of its own shape. Its pole is at a quarter of the width. */
export function NoteMark({ kind, range }: NoteMarkProps) {
  return (
    <svg className={`note-mark note-mark-${kind}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path className="note-mark-flag" d={flags[kind]} />
      <path className="note-mark-pole" d={range ? 'M4 1.5v13h7' : 'M4 1.5v13'} />
    </svg>
  );
}
