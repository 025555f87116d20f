import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mostNotes, type Note, type NoteChange } from '../../protocol/notes.ts';
import type { PersonIdentity } from '../access/identity.ts';
import type { PlantDesk } from '../plants/plant-desk.ts';
import { BadRequest } from '../requests.ts';
import { sentence } from '../sentence.ts';
import { checkNewNote, checkNote, checkNoteEdit, checkNoteId } from './check-note.ts';
import { damageText, Journal } from './journal.ts';

/** A removal can be taken back while it is one of so many newest. */
const mostRemoved = 100;

/** What people wrote down, as viewers and recordings use it. */
export type NoteBook = Pick<Notes, 'locked' | 'all' | 'onChange' | 'add' | 'edit' | 'remove' | 'restore' | 'close'>;

/** A line of the journal. The note is all of it as it is from then on, or was when it was removed. */
interface Entry {
  readonly change: 'added' | 'edited' | 'removed' | 'restored';
  readonly atMs: number;
  readonly by: string;
  readonly note: Note;
}

/**
 * What people wrote down, kept beside the history: a journal of every change, of which the notes in force are in
 * memory. A change is told when it is on the disk. Requests come from outside and are checked here.
 */
export class Notes {
  /** Whether they stay as they are. */
  readonly locked: boolean = false;
  readonly #notes = new Map<string, Note>();
  /** The newest removed last. */
  readonly #removed = new Map<string, Note>();
  readonly #desk: Pick<PlantDesk, 'index'>;
  readonly #now: () => number;
  #journal!: Journal;
  #listeners: ((change: NoteChange) => void)[] = [];
  /** Changes are made one after another. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(desk: Pick<PlantDesk, 'index'>, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  /** Reads what is kept in the folder, which is made if need be; what is damaged is put aside and logged. */
  static async open(
    folder: string,
    desk: Pick<PlantDesk, 'index'>,
    now: () => number,
    log: (line: string) => void,
  ): Promise<Notes> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const notes = new Notes(desk, now);
    const file = join(folder, 'journal.jsonl');
    const { journal, damage } = await Journal.open(file, (value) => notes.#replay(value));
    notes.#journal = journal;
    if (damage !== null) log(damageText('notes', damage));
    return notes;
  }

  all(): readonly Note[] {
    return [...this.#notes.values()];
  }

  /** Told of each change once it is kept. */
  onChange(listener: (change: NoteChange) => void): void {
    this.#listeners.push(listener);
  }

  add(sent: unknown, { id, name }: PersonIdentity): Promise<Note> {
    const said = checkNewNote(sent);
    if (said.machine !== null && !this.#desk.index.machineById.has(said.machine)) {
      throw new BadRequest(sentence('notes.noMachine'));
    }
    return this.#inTurn(async () => {
      this.#checkRoom();
      const createdMs = this.#now();
      const note: Note = { id: randomUUID(), ...said, author: { id, name }, createdMs, editedMs: null };
      return this.#keep({ change: 'added', atMs: createdMs, by: id, note });
    });
  }

  edit(sent: unknown, { id: by }: PersonIdentity): Promise<Note> {
    const { id, ...said } = checkNoteEdit(sent);
    return this.#inTurn(async () => {
      const editedMs = this.#now();
      const note = { ...own(this.#notes.get(id), by), ...said, editedMs };
      return this.#keep({ change: 'edited', atMs: editedMs, by, note });
    });
  }

  remove(sent: unknown, { id: by }: PersonIdentity): Promise<null> {
    const id = checkNoteId(sent);
    return this.#inTurn(async () => {
      await this.#keep({ change: 'removed', atMs: this.#now(), by, note: own(this.#notes.get(id), by) });
      return null;
    });
  }

  restore(sent: unknown, { id: by }: PersonIdentity): Promise<Note> {
    const id = checkNoteId(sent);
    return this.#inTurn(async () => {
      const note = own(this.#removed.get(id), by);
      this.#checkRoom();
      return this.#keep({ change: 'restored', atMs: this.#now(), by, note });
    });
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#journal.close();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #keep(entry: Entry): Promise<Note> {
    try {
      await this.#journal.append(entry);
    } catch (error) {
      const { code = (error as Error).message } = error as NodeJS.ErrnoException;
      throw new BadRequest(sentence('notes.notKept', { code }));
    }
    const { change, note } = entry;
    this.#apply(entry);
    const told: NoteChange = change === 'removed' ? { kind: 'removed', id: note.id } : { kind: 'kept', note };
    for (const listener of this.#listeners) listener(told);
    return note;
  }

  #apply({ change, note }: Entry): void {
    if (change !== 'removed') {
      this.#removed.delete(note.id);
      this.#notes.set(note.id, note);
      return;
    }
    this.#notes.delete(note.id);
    this.#removed.set(note.id, note);
    if (this.#removed.size <= mostRemoved) return;
    const [oldest] = this.#removed.keys();
    this.#removed.delete(oldest!);
  }

  #replay(value: unknown): boolean {
    const { change, note } = value as Entry;
    if (!changes.has(change)) return false;
    this.#apply({ ...(value as Entry), note: checkNote(note) });
    return true;
  }

  #checkRoom(): void {
    if (this.#notes.size >= mostNotes) {
      throw new BadRequest(sentence('notes.noRoom', { most: mostNotes }));
    }
  }
}

const changes: ReadonlySet<unknown> = new Set<Entry['change']>(['added', 'edited', 'removed', 'restored']);

function own(note: Note | undefined, by: string): Note {
  if (note === undefined) throw new BadRequest(sentence('notes.gone'));
  if (note.author.id !== by) throw new BadRequest(sentence('notes.notYours', { author: note.author.name }));
  return note;
}
