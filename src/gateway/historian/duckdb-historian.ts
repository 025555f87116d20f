import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { Stretch } from '../../series/stretch.ts';
import type { TagId } from '../../twin/plant.ts';
import { checkedCopy } from './checked-copy.ts';
import { openDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import type { Bounds, Historian, Pick, RollUps } from './historian.ts';
import { chartedMinutes, pickSamples, rollUpTags } from './plant-queries.ts';
import { readTag, snapshotAt, sqlStoreOf, thinTag } from './queries.ts';
import { Recorder } from './recorder.ts';
import { stretchOf } from './stretch-of.ts';

export interface HistorianOptions {
  /** Samples between two keyframes: fewer make snapshots quicker and the store larger. */
  readonly keyframeSpacing?: number;
  /** What DuckDB may hold in memory; beyond it, it spills into the folder. */
  readonly memoryMb?: number;
  /** Told when tidying failed; nothing is lost by it, and the next append tries again. */
  readonly onError?: (error: Error) => void;
}

/**
 * Opens the store in `folder`, or makes one. Tags are known by their ids, so a plant file may be edited between two
 * openings; history of tags that it no longer has is kept. Rejects with one sentence on what to do.
 */
export async function openHistorian(
  folder: string,
  tagIds: readonly TagId[],
  options: HistorianOptions = {},
): Promise<Historian> {
  const { keyframeSpacing = 500_000, memoryMb = 512, onError = () => undefined } = options;
  const open = async () => Recorder.load(await openDatabase(folder, tagIds, memoryMb), keyframeSpacing);
  return new DuckdbHistorian(folder, tagIds.length, open, await open(), onError);
}

class DuckdbHistorian implements Historian {
  readonly #folder: string;
  readonly #tags: number;
  readonly #open: () => Promise<Recorder>;
  readonly #onError: (error: Error) => void;
  readonly #commits = new GroupCommit<SampleBatch>((batches) => this.#write(batches));
  #recorder: Promise<Recorder>;
  /** Set by a failed write: DuckDB takes none after it until the store has been opened anew. */
  #broken = false;
  #tidying = Promise.resolve();
  #closed = false;

  constructor(
    folder: string,
    tags: number,
    open: () => Promise<Recorder>,
    recorder: Recorder,
    onError: (error: Error) => void,
  ) {
    this.#folder = folder;
    this.#tags = tags;
    this.#open = open;
    this.#recorder = Promise.resolve(recorder);
    this.#onError = onError;
  }

  async append(batch: SampleBatch): Promise<void> {
    this.#check();
    const copy = checkedCopy(batch, this.#tags);
    if (copy.length > 0) await this.#commits.submit(copy, copy.length);
  }

  async *read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleColumns> {
    this.#check();
    yield* readTag(await this.#recorder, slot, fromMs, toMs, signal);
  }

  async thin(slot: number, fromMs: number, toMs: number, buckets: number, signal: AbortSignal): Promise<ThinnedSeries> {
    this.#check();
    return thinTag(await this.#recorder, slot, fromMs, toMs, buckets, signal);
  }

  async snapshot(atMs: number, signal: AbortSignal): Promise<Snapshot> {
    this.#check();
    return snapshotAt(await this.#recorder, atMs, signal);
  }

  async stretch(fromMs: number, toMs: number, most: number, signal: AbortSignal): Promise<Stretch> {
    this.#check();
    const recorder = await this.#recorder;
    return stretchOf(sqlStoreOf(recorder), await snapshotAt(recorder, fromMs, signal), toMs, most, signal);
  }

  async rollUps(bounds: readonly Bounds[], fromMs: number, toMs: number, signal: AbortSignal): Promise<RollUps> {
    this.#check();
    return rollUpTags(sqlStoreOf(await this.#recorder), bounds, fromMs, toMs, signal);
  }

  async chartedMinutes(fromMs: number, toMs: number, signal: AbortSignal): Promise<Float64Array> {
    this.#check();
    return chartedMinutes(sqlStoreOf(await this.#recorder), fromMs, toMs, signal);
  }

  async pick(wanted: Pick, fromMs: number, toMs: number, signal: AbortSignal): Promise<SampleBatch> {
    this.#check();
    return pickSamples(sqlStoreOf(await this.#recorder), wanted, fromMs, toMs, signal);
  }

  async extent(): Promise<{ readonly fromMs: number; readonly toMs: number } | null> {
    this.#check();
    const { firstMs, lastMs } = await this.#recorder;
    return firstMs <= lastMs ? { fromMs: firstMs, toMs: lastMs } : null;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commits.idle();
    await this.#tidying;
    const recorder = await this.#recorder.catch(() => undefined);
    await recorder?.database.close();
  }

  async #write(batches: readonly SampleBatch[]): Promise<void> {
    await this.#tidying;
    try {
      if (this.#broken) await this.#reopen();
      await (await this.#recorder).write(batches);
    } catch (error) {
      this.#broken = true;
      throw new Error(`Not recording: ${this.#folder} takes no more samples (${firstLine(error)}).`, { cause: error });
    }
    // Not awaited: the samples are safe, only the next group has to wait for it.
    this.#tidying = this.#tidy();
  }

  async #tidy(): Promise<void> {
    try {
      await (await this.#recorder).tidy();
    } catch (error) {
      this.#broken = true;
      this.#onError(
        new Error(`The history in ${this.#folder} could not be tidied (${firstLine(error)}).`, { cause: error }),
      );
    }
  }

  async #reopen(): Promise<void> {
    const failed = await this.#recorder.catch(() => undefined);
    this.#recorder = Promise.resolve(failed?.database.close()).then(this.#open);
    await this.#recorder;
    this.#broken = false;
  }

  #check(): void {
    if (this.#closed) throw new Error(`The history in ${this.#folder} is closed.`);
  }
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
