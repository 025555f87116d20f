import {
  longestNote,
  longestNoteView,
  type NewNote,
  type Note,
  type NoteEdit,
  type NoteKind,
  noteKinds,
} from '../../protocol/notes.ts';
import type { MachineId } from '../../twin/plant.ts';
import { BadRequest } from '../requests.ts';

/** A note as a person sent it, whatever it was; throws a `BadRequest` that says what is wrong with it. */
export function checkNewNote(sent: unknown): NewNote {
  const { kind, text, fromMs, toMs, machine, view } = fieldsOf(sent);
  if (!isTime(fromMs) || !isTime(toMs)) throw new BadRequest("a note's times must be in epoch milliseconds");
  if (toMs < fromMs) throw new BadRequest('the note ends before it starts');
  if (machine !== null && typeof machine !== 'string') throw new BadRequest('a note is of a machine, or of none');
  if (typeof view !== 'string' || view.length > longestNoteView || (view !== '' && !view.startsWith('?'))) {
    throw new BadRequest(`a note's view is the query of an address, of at most ${longestNoteView} characters`);
  }
  return { ...checkSaid(kind, text), fromMs, toMs, machine: machine as MachineId | null, view };
}

export function checkNoteEdit(sent: unknown): NoteEdit {
  const { id, kind, text } = fieldsOf(sent);
  return { id: checkNoteId(id), ...checkSaid(kind, text) };
}

export function checkNoteId(id: unknown): string {
  if (typeof id !== 'string') throw new BadRequest('no such note');
  return id;
}

/** A note as the journal has it; throws when it is none. */
export function checkNote(stored: unknown): Note {
  const { id, author, createdMs, editedMs } = fieldsOf(stored);
  const { id: authorId, name } = fieldsOf(author);
  if (typeof authorId !== 'string' || typeof name !== 'string') throw new BadRequest('the note has no author');
  if (!isTime(createdMs) || (editedMs !== null && !isTime(editedMs))) throw new BadRequest('the note has no date');
  return { id: checkNoteId(id), ...checkNewNote(stored), author: { id: authorId, name }, createdMs, editedMs };
}

function checkSaid(kind: unknown, text: unknown): { kind: NoteKind; text: string } {
  const known = noteKinds.find((each) => each === kind);
  if (known === undefined) throw new BadRequest(`a note's kind is one of ${noteKinds.join(', ')}`);
  if (typeof text !== 'string' || text.trim() === '' || text.length > longestNote) {
    throw new BadRequest(`a note has a text of 1 to ${longestNote} characters`);
  }
  return { kind: known, text: text.trim() };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15;
