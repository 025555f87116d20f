import type { Historian } from '../historian/historian.ts';
import { type Recorded, recordingFile } from '../records/recording-file.ts';
import { correctionsCsv, csvContent } from './export-csv.ts';
import { correctionsParquet, type MadeFile, parquetFile } from './export-parquet.ts';
import type { ExportRequest } from './export-request.ts';

/** What was asked for as CSV. */
export const csvOf = (
  historian: Pick<Historian, 'readTags' | 'corrections'>,
  wanted: ExportRequest,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> =>
  wanted.of === 'samples' ? csvContent(historian, wanted, signal) : correctionsCsv(historian, wanted, signal);

/** What was asked for in a format that is made on the disk. */
export function fileOf(recorded: Recorded, wanted: ExportRequest, signal: AbortSignal): Promise<MadeFile> {
  if (wanted.format === 'gemba') return recordingFile(recorded, wanted, signal);
  const make = wanted.of === 'samples' ? parquetFile : correctionsParquet;
  return make(recorded.historian, wanted, signal);
}
