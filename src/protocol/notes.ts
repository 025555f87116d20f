import type { MachineId } from '../twin/plant.ts';

export const noteKinds = ['note', 'incident', 'maintenance', 'changeover'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Characters of a note's text, and of its view. */
export const longestNote = 2000;
export const longestNoteView = 2000;
export const mostNotes = 20_000;

/** What its author says of a note. */
export interface NewNote {
  readonly kind: NoteKind;
  /** 1 to `longestNote` characters. */
  readonly text: string;
  /** Unix epoch ms. */
  readonly fromMs: number;
  /** Equal to `fromMs` for a moment, later for a range. */
  readonly toMs: number;
  readonly machine: MachineId | null;
  /** The query of the page's address that shows what its author saw: moment, range, camera, selection, layout. */
  readonly view: string;
}

/** What somebody wrote down about a moment or a range of the record. */
export interface Note extends NewNote {
  readonly id: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly createdMs: number;
  /** Null as long as it says what it said first. */
  readonly editedMs: number | null;
}

export interface NoteEdit {
  readonly id: string;
  readonly kind: NoteKind;
  readonly text: string;
}

/** What happened to a note, as every page is told of it. */
export type NoteChange =
  | { readonly kind: 'kept'; readonly note: Note }
  | { readonly kind: 'removed'; readonly id: string };
