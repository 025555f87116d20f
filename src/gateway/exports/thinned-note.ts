import type { PlacedTag } from '../../twin/plant-index.ts';
import type { ThinnedBefore } from '../historian/historian.ts';
import type { ExportRequest } from './export-request.ts';

/** Header of an export that says what of it was thinned. */
export const thinnedHeader = 'gemba-thinned';

/** What whoever gets an export should know: that not every sample that was recorded is in it. null = all are. */
export function thinnedNote({ tags, fromMs, of }: ExportRequest, thinned: ThinnedBefore): string | null {
  // Thinning leaves corrections.
  if (of === 'corrections') return null;
  const latest = (names: readonly string[]) => Math.max(...names.map((name) => thinned.get(name) ?? -Infinity));
  const isCompressed = ({ tag }: PlacedTag) => tag.compression !== undefined;
  const thinnedMs = latest(tags.map(({ tag }) => tag.kind));
  const compressedMs = latest(tags.some(isCompressed) ? ['compression'] : []);
  const notes: string[] = [];
  if (fromMs < thinnedMs) {
    notes.push(
      `Before ${isoTime(thinnedMs)} the record is thinned: of each minute the first, lowest, highest and last samples are there, and every change of a state.`,
    );
  }
  if (fromMs < compressedMs) {
    notes.push(
      `Before ${isoTime(compressedMs)} compressed tags have only samples that a straight line within their deviation does not tell.`,
    );
  }
  return notes.length === 0 ? null : notes.join(' ');
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
