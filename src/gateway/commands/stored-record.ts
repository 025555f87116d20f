import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openHistorian } from '../historian/duckdb-historian.ts';
import type { Historian } from '../historian/historian.ts';
import { RecordError } from '../records/record-error.ts';

/** Opens the record of a gateway that does not run. */
export async function withHistorian<T>(
  dataFolder: string,
  tagIds: Parameters<typeof openHistorian>[1],
  work: (historian: Historian) => Promise<T>,
): Promise<T> {
  const folder = join(dataFolder, 'history');
  if (!existsSync(folder))
    throw new RecordError(`There is no history in ${folder}: choose the data folder with --data.`);
  const historian = await openHistorian(folder, tagIds).catch((error: Error) => {
    throw new RecordError(error.message);
  });
  return work(historian).finally(() => historian.close());
}
