import type { Plant } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { nowMs } from '../../live/clock.ts';
import { LatencyMeter } from '../../live/latency-meter.ts';
import { LiveTable } from '../../live/live-table.ts';
import { Pulse } from '../../live/pulse.ts';
import type { Session } from '../../stores/session.ts';
import { Timeline } from '../../stores/time.ts';

const noRecord = () => Promise.reject(new Error('the gallery has no record'));

/** A twin whose values are set by hand, each known and good from the start. */
export function gallerySession(plant: Plant): Session {
  const index = indexPlant(plant);
  const table = new LiveTable(index.tags.length);
  const pulse = new Pulse();
  for (const { slot, tag } of index.tags) table.write(slot, 0, restOf(tag.range ?? [0, 0]), Quality.good);
  return {
    index,
    table,
    pulse,
    feed: {
      range: noRecord,
      changes: noRecord,
      ask: noRecord,
      editPlant: noRecord,
      snapshot: noRecord,
      addNote: noRecord,
      actOnAlarms: noRecord,
      alarmJournal: noRecord,
      editNote: noRecord,
      removeNote: noRecord,
      kpis: noRecord,
      restoreNote: noRecord,
      judgeAnomaly: noRecord,
      plantSummary: noRecord,
      events: noRecord,
      quiet: noRecord,
      corrected: noRecord,
      later: noRecord,
      listen: () => undefined,
    },
    timeline: new Timeline({
      nowMs,
      extent: () => null,
      recall: () => null,
      prefetch: () => undefined,
      snapshot: noRecord,
      showPast: () => undefined,
      pauseLive: () => undefined,
      resumeLive: () => undefined,
    }),
    record: {
      recall: () => null,
      prefetch: () => undefined,
      onArrival: () => () => undefined,
      onLate: () => () => undefined,
    },
    latency: new LatencyMeter(),
    address: { queryAt: () => '', open: () => undefined },
    beforeFrame: () => undefined,
    afterFrame: () => pulse.tick(nowMs(), table.epoch),
  };
}

/** Where a part rests: at nothing where its range has it, else in the middle. Levels are shown half full. */
export const restOf = ([from, to]: readonly [number, number]): number => (from < 0 && to > 0 ? 0 : (from + to) / 2);
