import type { LiveTable } from '../../live/live-table.ts';
import { type Timeline, timeStore } from '../../stores/time.ts';

/** Between looks at whether the record has come, ms. */
const lookMs = 5;

/** Goes to the moment; resolves when the table holds it. Rejects with why it cannot be shown, or when aborted. */
export async function showMoment(
  timeline: Timeline,
  table: Pick<LiveTable, 'shownMs'>,
  atMs: number,
  signal: AbortSignal,
): Promise<void> {
  timeline.pause();
  timeline.seek(atMs);
  // Kept within the record.
  const { cursorMs } = timeStore.getState();
  while (table.shownMs !== cursorMs) {
    signal.throwIfAborted();
    const { trouble } = timeStore.getState();
    if (trouble !== '') throw new Error(trouble);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
