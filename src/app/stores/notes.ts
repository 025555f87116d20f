import { createStore } from 'zustand/vanilla';
import type { Note, NoteChange } from '../../protocol/notes.ts';
import type { Span } from '../../twin/calendar.ts';
import { nowMs } from '../live/clock.ts';
import { timeStore } from './time.ts';

/** What is being written: a new note at a moment, or another text for one that is there. */
export type Writing = { readonly atMs: number } | { readonly note: Note };

/** The notes that a list shows, and the point of the page above which it stands, CSS px. */
export interface Listed {
  /** Null = those of the stretch that the timeline shows. */
  readonly ids: readonly string[] | null;
  readonly leftPx: number;
  readonly topPx: number;
}

export interface NotesState {
  /** By the time they begin. */
  readonly notes: readonly Note[];
  /** Those of a recording stay as they are. */
  readonly locked: boolean;
  readonly writing: Writing | null;
  readonly listed: Listed | null;
  /** Removed by this person just now: that can be taken back. */
  readonly removed: Note | null;
}

export const notesStore = createStore<NotesState>(() => ({
  notes: [],
  locked: false,
  writing: null,
  listed: null,
  removed: null,
}));

export const setNotes = (notes: readonly Note[], locked: boolean): void =>
  notesStore.setState({ notes: [...notes].sort((a, b) => a.fromMs - b.fromMs), locked });

export const changeNotes = (change: NoteChange): void =>
  notesStore.setState(({ notes }) => ({ notes: notesAfter(notes, change) }));

/** The notes, still by the time they begin; one that is there takes its newer wording. */
export function notesAfter(notes: readonly Note[], change: NoteChange): readonly Note[] {
  const id = change.kind === 'kept' ? change.note.id : change.id;
  const rest = notes.filter((each) => each.id !== id);
  if (change.kind === 'removed') return rest;
  const later = rest.findIndex(({ fromMs }) => fromMs > change.note.fromMs);
  return rest.toSpliced(later < 0 ? rest.length : later, 0, change.note);
}

/** Those that touch the stretch of time. */
export const notesIn = (notes: readonly Note[], { fromMs, toMs }: Span): readonly Note[] =>
  notes.filter((note) => note.fromMs <= toMs && note.toMs >= fromMs);

/** Opens the dialog for a note at the moment that is shown; the time goes on as it did. */
export function startNote(): void {
  if (notesStore.getState().locked) return;
  const { mode, cursorMs } = timeStore.getState();
  notesStore.setState({ writing: { atMs: mode === 'live' ? nowMs() : cursorMs } });
}
