import type { Note } from '../../../protocol/notes.ts';
import type { Span } from '../../../twin/calendar.ts';
import { shareOf } from '../time/time-window.ts';

/** Notes that are shown as one mark. */
export interface NoteGroup {
  /** Where the mark stands, CSS px from the left edge. */
  readonly x: number;
  /** How far the range goes on to the right of it, CSS px; 0 for a moment, and for several notes. */
  readonly lengthPx: number;
  /** By the time they begin; at least one. */
  readonly notes: readonly Note[];
}

/**
 * The marks of `notes`, which begin one after another and all touch the window. No two marks are nearer to each other
 * than `leastPx`: what would be is one mark.
 */
export function noteGroups(notes: readonly Note[], window: Span, width: number, leastPx: number): NoteGroup[] {
  const xOf = (timeMs: number) => Math.min(1, Math.max(0, shareOf(window, timeMs))) * width;
  const groups: { x: number; notes: Note[] }[] = [];
  for (const note of notes) {
    const x = xOf(note.fromMs);
    const last = groups.at(-1);
    if (last && x - last.x < leastPx) last.notes.push(note);
    else groups.push({ x, notes: [note] });
  }
  return groups.map((group) => {
    const [only, more] = group.notes;
    return { ...group, lengthPx: more ? 0 : xOf(only!.toMs) - group.x };
  });
}
