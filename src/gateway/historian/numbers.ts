import type { DuckDBMaterializedResult } from '@duckdb/node-api';

/** The columns of a result, all of whose values are numbers (BIGINTs cast to DOUBLE). */
export function numberColumns(result: DuckDBMaterializedResult): Float64Array[] {
  const columns = Array.from({ length: result.columnCount }, () => new Float64Array(result.rowCount));
  let start = 0;
  for (let index = 0; index < result.chunkCount; index++) {
    const chunk = result.getChunk(index);
    const count = chunk.rowCount;
    for (const [c, column] of columns.entries()) {
      const vector = chunk.getColumnVector(c);
      // NULL reads as NaN.
      for (let i = 0; i < count; i++) column[start + i] = Number(vector.getItem(i) ?? Number.NaN);
    }
    start += count;
  }
  return columns;
}

/** Whole milliseconds as SQL, within what a Date can be, so that an infinite bound is one too. */
export const sqlMs = (ms: number): string => String(Math.ceil(Math.min(Math.max(ms, -8.64e15), 8.64e15)));
