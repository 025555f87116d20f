import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { longestNote, mostNotes, type NewNote, type NoteChange } from '../../protocol/notes.ts';
import type { MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { smallPlant } from '../../twin/small-plant.ts';
import type { PersonIdentity } from '../access/identity.ts';
import { Notes } from './notes.ts';

const index = indexPlant(smallPlant as unknown as Plant);
const machine = index.machines[0]!.machine.id;
const anna: PersonIdentity = { kind: 'person', id: 'anna', name: 'Anna' };
const ben: PersonIdentity = { kind: 'person', id: 'ben', name: 'Ben' };
const said: NewNote = {
  kind: 'incident',
  text: 'The capper jammed: größer als üblich',
  fromMs: 1000,
  toMs: 2000,
  machine,
  view: '?at=1970-01-01T00:00:01Z',
};

let folder: string;
let logged: string[];
let nowMs: number;
let opened: Notes[];
const journal = () => join(folder, 'journal.jsonl');
const open = async () => {
  const notes = await Notes.open(
    folder,
    { index },
    () => nowMs,
    (line) => logged.push(line),
  );
  opened.push(notes);
  return notes;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-notes-'));
  logged = [];
  opened = [];
  nowMs = 1_900_000_000_000;
});
afterEach(async () => {
  for (const notes of opened) await notes.close().catch(() => undefined);
  await rm(folder, { recursive: true });
});

describe('notes', () => {
  it('NOTE-1 outlive the gateway, as they were last', async () => {
    const notes = await open();
    const added = await notes.add(said, anna);
    expect(added).toMatchObject({ ...said, author: { id: 'anna', name: 'Anna' }, createdMs: nowMs, editedMs: null });
    const moment = await notes.add({ ...said, toMs: 1000, machine: null }, ben);
    nowMs += 1000;
    const edited = await notes.edit({ id: added.id, kind: 'maintenance', text: ' Belt changed ' }, anna);
    expect(edited).toEqual({ ...added, kind: 'maintenance', text: 'Belt changed', editedMs: nowMs });
    const removed = await notes.add(said, anna);
    await notes.remove(removed.id, anna);
    expect((await open()).all()).toEqual([edited, moment]);
    expect(logged).toEqual([]);
  });

  it('NOTE-1 NOTE-2 cut off at any byte, hold every whole line, and the rest is put aside', async () => {
    const notes = await open();
    const a = await notes.add(said, anna);
    const b = await notes.add({ ...said, text: 'second' }, ben);
    const c = await notes.edit({ id: a.id, kind: 'note', text: 'first, edited' }, anna);
    await notes.remove(b.id, ben);
    const whole = await readFile(journal());
    const ends = [...whole.keys()].filter((at) => whole[at] === 0x0a);
    expect(ends).toHaveLength(4);
    const states = [[], [a], [a, b], [c, b], [c]];
    for (let cut = 0; cut <= whole.length; cut++) {
      await rm(join(folder, 'damaged.jsonl'), { force: true });
      await writeFile(journal(), whole.subarray(0, cut));
      logged = [];
      const again = await open();
      // A line that lacks nothing but its end is all there.
      const lines = ends.filter((end) => end <= cut).length;
      expect(again.all(), `cut at ${cut}`).toEqual(states[lines]);
      const from = lines === 0 ? 0 : ends[lines - 1]! + 1;
      const torn = cut > from;
      expect(logged.length, `cut at ${cut}`).toBe(torn ? 1 : 0);
      if (torn) {
        expect(logged[0]).toContain('1 damaged line was put aside');
        expect(await readFile(join(folder, 'damaged.jsonl'))).toEqual(
          Buffer.concat([whole.subarray(from, cut), Buffer.from('\n')]),
        );
      }
      await again.close();
      if (cut % 50 !== 0) continue;
      // What is added now is not glued to what was cut off.
      const later = await open();
      const added = await later.add({ ...said, text: 'afterwards' }, anna);
      await later.close();
      expect((await open()).all()).toEqual([...states[lines]!, added]);
    }
  });

  it('NOTE-2 damaged in the middle keep what is before and behind, and say so once', async () => {
    const notes = await open();
    const a = await notes.add(said, anna);
    await appendFile(journal(), '{"change":"added","note":{"id":7}}\n\0\0\0\nnull\n');
    await (await open()).add({ ...said, text: 'behind' }, anna);
    expect(logged).toEqual([`notes: 3 damaged lines were put aside in ${join(folder, 'damaged.jsonl')}`]);
    const again = await open();
    expect(again.all().map(({ text }) => text)).toEqual([a.text, 'behind']);
    expect(logged).toHaveLength(1);
    expect(await readFile(join(folder, 'damaged.jsonl'), 'utf8')).toBe(
      '{"change":"added","note":{"id":7}}\n\0\0\0\nnull\n',
    );
  });

  it('NOTE-3 are changed by their author alone', async () => {
    const notes = await open();
    const { id } = await notes.add(said, anna);
    const refused = 'only its author, Anna, may change this note';
    await expect(notes.edit({ id, kind: 'note', text: 'mine now' }, ben)).rejects.toThrow(refused);
    await expect(notes.remove(id, ben)).rejects.toThrow(refused);
    await notes.remove(id, anna);
    await expect(notes.restore(id, ben)).rejects.toThrow(refused);
    await expect(notes.edit({ id, kind: 'note', text: 'gone' }, anna)).rejects.toThrow('there is no such note');
    expect(notes.all()).toEqual([]);
  });

  it('NOTE-3 that were removed come back as they were, also after a restart, and only once', async () => {
    const first = await open();
    const note = await first.add(said, anna);
    await first.remove(note.id, anna);
    const told: NoteChange[] = [];
    const notes = await open();
    notes.onChange((change) => told.push(change));
    expect(await notes.restore(note.id, anna)).toEqual(note);
    expect(told).toEqual([{ kind: 'kept', note }]);
    await expect(notes.restore(note.id, anna)).rejects.toThrow('there is no such note');
    const lines = (await readFile(journal(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).change)).toEqual(['added', 'removed', 'restored']);
  });

  it('NOTE-4 are refused with a sentence when they are none', async () => {
    const notes = await open();
    const refused = (sent: unknown, why: string) => expect(async () => notes.add(sent, anna)).rejects.toThrow(why);
    await refused(null, "a note's times must be in epoch milliseconds");
    await refused({ ...said, fromMs: '1' }, "a note's times must be in epoch milliseconds");
    await refused({ ...said, toMs: 1e300 }, "a note's times must be in epoch milliseconds");
    await refused({ ...said, toMs: 999 }, 'the note ends before it starts');
    await refused({ ...said, machine: 'nowhere' as MachineId }, 'no such machine');
    await refused({ ...said, machine: {} }, 'a note is of a machine, or of none');
    await refused({ ...said, view: 'https://elsewhere.example/' }, "a note's view is the query of an address");
    await refused({ ...said, view: `?${'x'.repeat(2000)}` }, "a note's view is the query of an address");
    await refused({ ...said, kind: '__proto__' }, "a note's kind is one of");
    for (const text of ['', '  \n', 'x'.repeat(longestNote + 1), 5]) {
      await refused({ ...said, text }, `a note has a text of 1 to ${longestNote.toLocaleString('en')} characters`);
    }
    await expect(async () => notes.edit({ id: 5, kind: 'note', text: 'x' }, anna)).rejects.toThrow('no such note');
    expect(notes.all()).toEqual([]);
    expect(await notes.add({ ...said, text: 'x'.repeat(longestNote), more: 'is left out' }, anna)).not.toHaveProperty(
      'more',
    );
  });

  it('NOTE-4 are as many as there is room for', async () => {
    const note = await (await open()).add(said, anna);
    const line = (k: number) => JSON.stringify({ change: 'added', atMs: 1, by: 'anna', note: { ...note, id: `${k}` } });
    await writeFile(journal(), Array.from({ length: mostNotes }, (_, k) => `${line(k)}\n`).join(''));
    const notes = await open();
    await expect(notes.add(said, anna)).rejects.toThrow('no room for more');
    await notes.remove('0', anna);
    await notes.add(said, anna);
    await expect(notes.restore('0', anna)).rejects.toThrow('no room for more');
    expect(notes.all()).toHaveLength(mostNotes);
  });

  it('NOTE-1 that the disk did not take are not told', async () => {
    const notes = await open();
    const told: NoteChange[] = [];
    notes.onChange((change) => told.push(change));
    await notes.close();
    await expect(notes.add(said, anna)).rejects.toThrow("the note cannot be kept on the gateway's disk");
    expect(told).toEqual([]);
    expect(notes.all()).toEqual([]);
  });
});
