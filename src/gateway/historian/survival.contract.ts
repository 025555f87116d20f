import { expect } from 'vitest';
import { correctionsOf } from './corrections.contract.ts';
import { correctedRow, openStore, tags } from './crash.fixture.ts';
import { checkRecord, storedIn, writerSays } from './crash-writer.fixture.ts';
import { readAll } from './historian.contract.ts';

/** HIS-3: kills a writer again and again, after that many batches each; each round continues what the last one left. */
export async function survivesKills(built: string, where: string, rounds: readonly number[]): Promise<void> {
  const acknowledged: number[] = [];
  for (const batches of rounds) {
    const from = acknowledged.length === 0 ? 0 : Math.max(...acknowledged) + 16;
    const enough = (said: readonly string[]) => storedIn(said).length >= batches;
    const lines = await writerSays(built, { where, from: from - (from % 8) }, enough);
    acknowledged.push(...storedIn(lines));
    await expectRecorded(where, acknowledged);
  }
}

/** HIS-3 22: kills a writer that replaces its one row again and again: what is in force replaced all before it. */
export async function keepsCorrections(built: string, where: string, rounds: readonly number[]): Promise<void> {
  let from = 0;
  for (const corrections of rounds) {
    const enough = (said: readonly string[]) => storedIn(said).length >= corrections;
    const stored = storedIn(await writerSays(built, { where, from, corrects: true }, enough));
    const historian = await openStore(where);
    const { slot, timeMs } = correctedRow(0);
    const [inForce] = await readAll(historian, slot, timeMs, timeMs + 1);
    expect(inForce!.value).toBeGreaterThanOrEqual(stored.at(-1)!);
    const replaced = (await correctionsOf(historian, [slot])).map(({ value, newValue }) => [value, newValue]);
    expect(replaced).toEqual(Array.from({ length: inForce!.value }, (_, n) => [n, n + 1]));
    await historian.close();
    from = inForce!.value + 1;
  }
}

/** Every row of `batches` is there once, and nothing that was never sent. */
export async function expectRecorded(where: string, batches: readonly number[]): Promise<void> {
  expect((await checkRecord(where, batches)).faults).toEqual([]);
  const historian = await openStore(where);
  const { fromMs, toMs } = (await historian.extent())!;
  const snapshot = await historian.snapshot((fromMs + toMs) / 2, new AbortController().signal);
  for (const slot of tags.keys()) {
    const before = await readAll(historian, slot, 0, (fromMs + toMs) / 2 + 1e-3);
    expect(snapshot.values[slot]).toBe(before.at(-1)?.value ?? Number.NaN);
  }
  await historian.close();
}
