import type { Note } from '../../protocol/notes.ts';
import { BadRequest } from '../requests.ts';
import type { Sentence } from '../sentence.ts';
import type { NoteBook } from './notes.ts';

/** Notes that stay as they are: whoever would change them is told `why` not. */
export function lockedNotes(notes: readonly Note[], why: Sentence): NoteBook {
  const refuse = async (): Promise<never> => {
    throw new BadRequest(why);
  };
  return {
    locked: true,
    all: () => notes,
    onChange: () => undefined,
    add: refuse,
    edit: refuse,
    remove: refuse,
    restore: refuse,
    close: async () => undefined,
  };
}
