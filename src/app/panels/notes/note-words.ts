import type { Note } from '../../../protocol/notes.ts';
import { text } from '../../languages/language.ts';
import { type SiteClock, siteClock } from '../time/clock-text.ts';

/** "Sun 22 Nov 14:05:10", or "Sun 22 Nov 14:05:10 to 14:20:10". */
export function noteTime({ fromMs, toMs }: Pick<Note, 'fromMs' | 'toMs'>, timeZone: string): string {
  const clock: SiteClock = siteClock(timeZone);
  if (toMs === fromMs) return clock.moment(fromMs);
  const sameDay = clock.isoDate(fromMs) === clock.isoDate(toMs);
  return text('inspect.range', {
    from: clock.moment(fromMs),
    to: sameDay ? clock.time(toMs) : clock.moment(toMs),
  });
}

/** All of a note in one line. */
export const noteLine = (note: Note, timeZone: string): string =>
  `${text(`notes.kinds.${note.kind}`)}: ${note.text} (${note.author.name}, ${noteTime(note, timeZone)})`;
