import { expect, test } from 'vitest';
import type { Note } from '../../protocol/notes.ts';
import { notesAfter, notesIn, notesStore, setNotes, startNote } from './notes.ts';
import { timeStore } from './time.ts';

const note = (id: string, fromMs: number, toMs = fromMs): Note => ({
  id,
  kind: 'note',
  text: id,
  fromMs,
  toMs,
  machine: null,
  view: '',
  author: { id: 'anna', name: 'Anna' },
  createdMs: 1,
  editedMs: null,
});
const ids = (notes: readonly Note[]) => notes.map(({ id }) => id).join('');

test('NOTE-5 notes stand by the time they begin, whatever comes when', () => {
  setNotes([note('c', 30), note('a', 10), note('b', 20)], false);
  const { notes } = notesStore.getState();
  expect(ids(notes)).toBe('abc');
  expect(ids(notesAfter(notes, { kind: 'kept', note: note('x', 15) }))).toBe('axbc');
  expect(ids(notesAfter(notes, { kind: 'kept', note: note('x', 30) }))).toBe('abcx');
  expect(ids(notesAfter(notes, { kind: 'kept', note: note('x', 5) }))).toBe('xabc');
  expect(ids(notesAfter([], { kind: 'kept', note: note('x', 5) }))).toBe('x');
  expect(ids(notes)).toBe('abc');
});

test('NOTE-5 an edited note takes the place of what it was, a removed one is gone', () => {
  const notes = [note('a', 10), note('b', 20)];
  const edited = { ...note('a', 10), text: 'another', editedMs: 5 };
  expect(notesAfter(notes, { kind: 'kept', note: edited })).toEqual([edited, notes[1]]);
  expect(ids(notesAfter(notes, { kind: 'removed', id: 'a' }))).toBe('b');
  expect(ids(notesAfter(notes, { kind: 'removed', id: 'unknown' }))).toBe('ab');
});

test('NOTE-6 a range is in every window that it touches', () => {
  const notes = [note('a', 0, 100), note('b', 10), note('c', 50, 60)];
  expect(ids(notesIn(notes, { fromMs: 20, toMs: 50 }))).toBe('ac');
  expect(ids(notesIn(notes, { fromMs: 100, toMs: 200 }))).toBe('a');
  expect(ids(notesIn(notes, { fromMs: 101, toMs: 200 }))).toBe('');
});

test('NOTE-7 a note is of the moment that is shown, and writing it moves no time', () => {
  timeStore.setState({ mode: 'past', cursorMs: 1234 });
  startNote();
  expect(notesStore.getState().writing).toEqual({ atMs: 1234 });
  timeStore.setState({ mode: 'live', cursorMs: Number.NaN });
  startNote();
  expect(notesStore.getState().writing).toEqual({ atMs: expect.any(Number) });
  expect(timeStore.getState().mode).toBe('live');
});

test('NOTE-7 beside the notes of a recording none is written', () => {
  notesStore.setState({ writing: null });
  setNotes([note('a', 10)], true);
  startNote();
  expect(notesStore.getState().writing).toBeNull();
  setNotes([], false);
});
