import { type Grouping, groupings, type KpiReport, kpiReport } from '../../analytics/kpi/report.ts';
import type { Span } from '../../twin/calendar.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { windowOf } from '../exports/export-request.ts';
import type { Historian } from '../historian/historian.ts';
import { RecordError } from '../records/record-error.ts';
import { readPlantRecord } from './read-plant-record.ts';

export interface KpiWords {
  readonly from: string;
  readonly to: string;
  /** One of `groupings`. */
  readonly by: string;
}

export interface KpiRequest extends Span {
  readonly by: Grouping;
}

/** Rejects what has no figures with a `RecordError` that says what to write instead. */
export function checkKpi({ plant }: PlantIndex, words: KpiWords): KpiRequest {
  const by = groupings.find((each) => each === words.by);
  if (by === undefined) throw new RecordError(`Figures are by ${groupings.join(', ')}, not by "${words.by}".`);
  if (by === 'shift' && plant.site.shifts.length === 0)
    throw new RecordError('This plant has no shifts: add them to its file (site.shifts), or choose --by day.');
  const lines = plant.areas.flatMap((area) => area.lines);
  if (by === 'product' && lines.every(({ productTag }) => productTag === undefined))
    throw new RecordError(
      'No line of this plant says what it makes: name the tag that does in its file (productTag of the line), or choose another --by.',
    );
  return { ...windowOf(words), by };
}

type Source = Pick<Historian, 'pick' | 'snapshot' | 'rollUps' | 'extent'>;

/**
 * The figures of a window. `nowMs` = until when values in force hold, for a gateway that runs; without it they hold until
 * the end of the record.
 */
export async function kpisOf(
  index: PlantIndex,
  historian: Source,
  { by, ...window }: KpiRequest,
  nowMs: number | null,
  signal: AbortSignal,
): Promise<KpiReport> {
  const extent = await historian.extent();
  if (extent === null) throw new RecordError('Nothing is recorded yet: there are no figures.');
  const recordedToMs = nowMs ?? extent.toMs + 1;
  if (window.fromMs >= recordedToMs || window.toMs <= extent.fromMs) {
    const [from, to, first, last] = [window.fromMs, window.toMs, extent.fromMs, extent.toMs].map((ms) =>
      new Date(ms).toISOString(),
    );
    throw new RecordError(`Nothing is recorded from ${from} to ${to}: the record goes from ${first} to ${last}.`);
  }
  return kpiReport(index, await readPlantRecord(index, historian, window, by, recordedToMs, signal), by);
}
