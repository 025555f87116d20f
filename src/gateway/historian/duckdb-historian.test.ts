import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistorian } from './duckdb-historian.ts';
import { historianContract } from './historian.contract.ts';

historianContract(async (finely) => {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
  return {
    open: (tagIds) => openHistorian(folder, tagIds, finely ? { keyframeSpacing: 30 } : {}),
    remove: () => rm(folder, { recursive: true }),
  };
});
