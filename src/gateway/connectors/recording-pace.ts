import type { Clock } from '../clock.ts';
import type { RecordedRow } from './csv-rows.ts';

export interface PacedRow {
  /** When the row happens now: whole ms of the Unix epoch. */
  readonly timeMs: number;
  readonly values: RecordedRow['values'];
}

export interface Pace {
  /** When the first row happens, Unix epoch. */
  readonly startMs: number;
  /** Times real time, above 0. */
  readonly speed: number;
  readonly loop: boolean;
}

/** Used for the step from a recording's end to its next beginning where it has only one row. */
const lonelyRowMs = 1000;

/**
 * Gives each row when it is due: the first one at `startMs`, the others as far apart as they were recorded, divided by the speed.
 * A loop goes on one row's distance after its end. Ends early, without error, when the signal aborts.
 */
export async function* pacedRows(
  open: () => AsyncIterable<RecordedRow>,
  { startMs, speed, loop }: Pace,
  clock: Pick<Clock, 'now' | 'sleep'>,
  signal: AbortSignal,
): AsyncGenerator<PacedRow> {
  let passMs = startMs;
  do {
    let firstMs: number | undefined;
    let lastMs = 0;
    let stepMs = lonelyRowMs;
    for await (const row of open()) {
      if (firstMs === undefined) {
        firstMs = row.timeMs;
        lastMs = row.timeMs;
      } else if (row.timeMs > lastMs) {
        stepMs = row.timeMs - lastMs;
        lastMs = row.timeMs;
      }
      const timeMs = Math.round(passMs + (row.timeMs - firstMs) / speed);
      const waitMs = timeMs - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
      if (signal.aborted) return;
      yield { timeMs, values: row.values };
    }
    if (firstMs === undefined) return;
    passMs += (lastMs - firstMs + stepMs) / speed;
  } while (loop);
}
