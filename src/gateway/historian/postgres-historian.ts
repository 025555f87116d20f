import { setTimeout as sleep } from 'node:timers/promises';
import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch, TagText } from '../../series/sample-batch.ts';
import type { Stretch } from '../../series/stretch.ts';
import type { TagId } from '../../twin/plant.ts';
import { inWords } from '../sentence.ts';
import { checkedCopy } from './checked-copy.ts';
import { readCorrections } from './corrections.ts';
import { Errand } from './errand.ts';
import { GroupCommit } from './group-commit.ts';
import type { Bounds, Corrections, Historian, Pick, RollUps, ThinnedBefore, ThinningRule } from './historian.ts';
import { chartedMinutes, pickSamples, rollUpTags } from './plant-queries.ts';
import { openPostgres, type PostgresDatabase } from './postgres-database.ts';
import { readTag, readTags, sqlStoreOf } from './postgres-queries.ts';
import { PostgresRecorder } from './postgres-recorder.ts';
import { snapshotAt, thinTag } from './sql-store.ts';
import { stretchOf } from './stretch-of.ts';

export interface PostgresHistorianOptions {
  /** Samples between two keyframes: fewer make snapshots quicker and the store larger. */
  readonly keyframeSpacing?: number;
  /** Told, in a sentence, what an administrator should know though nothing is lost by it now. */
  readonly onNotice?: (sentence: string) => void;
}

const firstRetryMs = 100;
const longestRetryMs = 10_000;

/**
 * Opens the plant's store in the PostgreSQL database at `address` (`postgres://user:password@host:port/database`), or
 * makes one, in a schema of its own. Tags are known by their ids, as in the store of a folder. When the server goes
 * away `append` rejects until it is back; the connection is made anew by itself. Rejects with one sentence on what to
 * do, which never holds the password.
 */
export async function openPostgresHistorian(
  address: string,
  plantId: string,
  tagIds: readonly TagId[],
  options: PostgresHistorianOptions = {},
): Promise<Historian> {
  // A snapshot sorts the samples of half a gap; a keyframe costs a row a tag.
  const { keyframeSpacing = Math.max(50_000, 10 * tagIds.length), onNotice = () => undefined } = options;
  let historian: PostgresHistorian | undefined;
  const open = async () => {
    const onLost = (database: PostgresDatabase, error: Error) => historian?.lose(database, error);
    const { database, fsyncOff } = await openPostgres(address, plantId, tagIds, onLost);
    try {
      const recorder = await PostgresRecorder.load(database, keyframeSpacing);
      if (fsyncOff && !historian) {
        onNotice(
          `${inWords(database.address.place, 'en')}, has fsync off: a power cut there can lose what was stored. Turn it on.`,
        );
      }
      return recorder;
    } catch (error) {
      await database.close();
      throw database.address.refusal(error);
    }
  };
  historian = new PostgresHistorian(tagIds.length, open, await open(), onNotice);
  return historian;
}

class PostgresHistorian implements Historian {
  readonly #tags: number;
  readonly #open: () => Promise<PostgresRecorder>;
  readonly #onNotice: (sentence: string) => void;
  readonly #commits = new GroupCommit<SampleBatch | Errand<PostgresRecorder, unknown>>((work) => this.#write(work));
  readonly #closing = new AbortController();
  #recorder: PostgresRecorder;
  /** Why nothing can be stored, while the connection is being made anew. */
  #trouble: Error | undefined;
  #returning = Promise.resolve();
  #tidying: Promise<void> | undefined;

  constructor(
    tags: number,
    open: () => Promise<PostgresRecorder>,
    recorder: PostgresRecorder,
    onNotice: (sentence: string) => void,
  ) {
    this.#tags = tags;
    this.#open = open;
    this.#recorder = recorder;
    this.#onNotice = onNotice;
  }

  async append(batch: SampleBatch): Promise<void> {
    this.#check();
    const copy = checkedCopy(batch, this.#tags);
    // A bulk load is no quicker than what makes it quick to read.
    while (this.#recorder.keyframeOverdue && this.#tidying) await this.#tidying;
    if (copy.length > 0 || copy.texts) await this.#commits.submit(copy, copy.length);
  }

  async *read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleColumns> {
    this.#check();
    yield* readTag(this.#recorder, slot, fromMs, toMs, signal);
  }

  async *readTags(
    slots: readonly number[],
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
  ): AsyncIterable<SampleBatch> {
    this.#check();
    yield* readTags(this.#recorder, slots, fromMs, toMs, signal);
  }

  async *corrections(
    slots: readonly number[],
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
  ): AsyncIterable<Corrections> {
    this.#check();
    yield* readCorrections(sqlStoreOf(this.#recorder), slots, fromMs, toMs, signal);
  }

  async thin(slot: number, fromMs: number, toMs: number, buckets: number, signal: AbortSignal): Promise<ThinnedSeries> {
    this.#check();
    return thinTag(sqlStoreOf(this.#recorder), slot, fromMs, toMs, buckets, signal);
  }

  async snapshot(atMs: number, signal: AbortSignal): Promise<Snapshot> {
    this.#check();
    return snapshotAt(sqlStoreOf(this.#recorder), atMs, signal);
  }

  async stretch(fromMs: number, toMs: number, most: number, signal: AbortSignal): Promise<Stretch> {
    this.#check();
    return stretchOf(sqlStoreOf(this.#recorder), fromMs, toMs, most, signal);
  }

  async rollUps(bounds: readonly Bounds[], fromMs: number, toMs: number, signal: AbortSignal): Promise<RollUps> {
    this.#check();
    return rollUpTags(sqlStoreOf(this.#recorder), bounds, fromMs, toMs, signal);
  }

  async chartedMinutes(fromMs: number, toMs: number, signal: AbortSignal): Promise<Float64Array> {
    this.#check();
    return chartedMinutes(sqlStoreOf(this.#recorder), fromMs, toMs, signal);
  }

  async pick(wanted: Pick, fromMs: number, toMs: number, signal: AbortSignal): Promise<SampleBatch> {
    this.#check();
    return pickSamples(sqlStoreOf(this.#recorder), wanted, fromMs, toMs, signal);
  }

  async texts(): Promise<readonly TagText[]> {
    this.#check();
    return this.#recorder.texts();
  }

  async extent(): Promise<{ readonly fromMs: number; readonly toMs: number } | null> {
    this.#check();
    const { firstMs, lastMs } = this.#recorder;
    return firstMs <= lastMs ? { fromMs: firstMs, toMs: lastMs } : null;
  }

  async thinOut(rule: ThinningRule): Promise<boolean> {
    this.#check();
    const errand = new Errand(async (recorder: PostgresRecorder) => {
      try {
        return await recorder.thinOut(rule);
      } catch (error) {
        const refusal = recorder.database.address.refusal(error);
        this.lose(recorder.database, refusal);
        throw refusal;
      }
    });
    await this.#tidying; // what is being rolled up can be thinned then
    await this.#commits.submit(errand, 0);
    return errand.done;
  }

  async thinned(): Promise<ThinnedBefore> {
    this.#check();
    return this.#recorder.thinning.beforeMs;
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#commits.idle();
    await this.#tidying;
    await this.#returning;
    await this.#recorder.database.close();
  }

  /** Nothing is stored until a new connection holds the lock: another gateway may have it by then. */
  lose(database: PostgresDatabase, error: Error): void {
    if (this.#trouble || database !== this.#recorder.database || this.#closing.signal.aborted) return;
    this.#trouble = error;
    this.#returning = this.#return();
  }

  async #return(): Promise<void> {
    const { signal } = this.#closing;
    const lost = this.#recorder.database;
    lost.dropWriters();
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(2 * waitMs, longestRetryMs)) {
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        this.#recorder = await this.#open();
      } catch (error) {
        this.#trouble = error as Error;
        continue;
      }
      this.#trouble = undefined;
      await lost.close();
      return;
    }
  }

  async #write(work: readonly (SampleBatch | Errand<PostgresRecorder, unknown>)[]): Promise<void> {
    if (this.#trouble) throw this.#trouble;
    const recorder = this.#recorder;
    const { database } = recorder;
    try {
      const batches = work.filter((each): each is SampleBatch => !(each instanceof Errand));
      if (batches.length > 0) await recorder.write(batches);
    } catch (error) {
      const refusal = database.address.refusal(error);
      this.lose(database, refusal);
      throw refusal;
    }
    for (const each of work) if (each instanceof Errand) await each.begin(recorder);
    if (recorder.keyframeDue || recorder.gapDue) this.#tidying ??= this.#tidy(recorder);
  }

  /** Keeps reading quick, beside what is being stored. */
  async #tidy(recorder: PostgresRecorder): Promise<void> {
    const { database } = recorder;
    const meanwhileNothing = async (work: () => Promise<void>) => {
      // A connection that was made anew knows nothing of it.
      const errand = new Errand(async (current: PostgresRecorder) => (current === recorder ? work() : undefined));
      await this.#commits.submit(errand, 0);
      await errand.done;
    };
    try {
      while (recorder.keyframeDue) {
        const keyframe = await recorder.makeKeyframe();
        if (keyframe === null) break;
        await meanwhileNothing(() => recorder.addKeyframe(keyframe));
      }
      if (recorder.gapDue) await meanwhileNothing(() => recorder.fillGaps());
      await recorder.summarize();
    } catch (error) {
      const refusal = database.address.refusal(error);
      this.lose(database, refusal);
      this.#onNotice(`The history could not be tidied: ${refusal.message}`);
    } finally {
      this.#tidying = undefined;
    }
  }

  #check(): void {
    if (this.#closing.signal.aborted)
      throw new Error(`The history in ${inWords(this.#recorder.database.address.place, 'en')} is closed.`);
  }
}
