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
import { sentence } from '../sentence.ts';

/** A note as a person sent it, whatever it was; throws a `BadRequest` that says what is wrong with it. */
export function checkNewNote(sent: unknown): NewNote {
  const { kind, text, fromMs, toMs, machine, view } = fieldsOf(sent);
  if (!isTime(fromMs) || !isTime(toMs)) throw new BadRequest(sentence('notes.times'));
  if (toMs < fromMs) throw new BadRequest(sentence('notes.endsBeforeStart'));
  if (machine !== null && typeof machine !== 'string') throw new BadRequest(sentence('notes.machine'));
  if (typeof view !== 'string' || view.length > longestNoteView || (view !== '' && !view.startsWith('?'))) {
    throw new BadRequest(sentence('notes.view', { most: longestNoteView }));
  }
  return { ...checkSaid(kind, text), fromMs, toMs, machine: machine as MachineId | null, view };
}

export function checkNoteEdit(sent: unknown): NoteEdit {
  const { id, kind, text } = fieldsOf(sent);
  return { id: checkNoteId(id), ...checkSaid(kind, text) };
}

export function checkNoteId(id: unknown): string {
  if (typeof id !== 'string') throw new BadRequest(sentence('notes.noNote'));
  return id;
}

/** A note as the journal has it; throws when it is none. */
export function checkNote(stored: unknown): Note {
  const { id, author, createdMs, editedMs } = fieldsOf(stored);
  const { id: authorId, name } = fieldsOf(author);
  if (typeof authorId !== 'string' || typeof name !== 'string') throw new BadRequest(sentence('notes.noAuthor'));
  if (!isTime(createdMs) || (editedMs !== null && !isTime(editedMs))) throw new BadRequest(sentence('notes.noDate'));
  return { id: checkNoteId(id), ...checkNewNote(stored), author: { id: authorId, name }, createdMs, editedMs };
}

function checkSaid(kind: unknown, text: unknown): { kind: NoteKind; text: string } {
  const known = noteKinds.find((each) => each === kind);
  if (known === undefined) throw new BadRequest(sentence('notes.kind', { kinds: noteKinds.join(', ') }));
  if (typeof text !== 'string' || text.trim() === '' || text.length > longestNote) {
    throw new BadRequest(sentence('notes.text', { most: longestNote }));
  }
  return { kind: known, text: text.trim() };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15;
